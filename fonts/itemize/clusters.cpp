#include "fonts/itemize/clusters.h"

#include <utf8proc.h>

#include "fonts/itemize/hanzi.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::fonts {

std::vector<std::uint32_t> cluster_starts(std::u32string_view text) {
    std::vector<std::uint32_t> starts;
    starts.reserve(text.size() + 1);
    utf8proc_int32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && is_plain_hanzi(text[i - 1]) && is_plain_hanzi(text[i])) {
            starts.push_back(static_cast<std::uint32_t>(i));
            state = 0;
        } else if (i == 0 ||
                   // The state wants every other pair, so it is asked even where the answer is
                   // known.
                   utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(text[i - 1]),
                                                    static_cast<utf8proc_int32_t>(text[i]),
                                                    &state)) {
            starts.push_back(static_cast<std::uint32_t>(i));
        }
    }
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    return starts;
}

std::vector<std::size_t> cluster_offsets(std::string_view utf8) {
    const Decoded decoded = decode_utf8(utf8);
    std::vector<std::size_t> offsets;
    for (const std::uint32_t start : cluster_starts(decoded.code_points)) {
        offsets.push_back(decoded.bytes[start]);
    }
    return offsets;
}

}  // namespace villageboard::fonts
