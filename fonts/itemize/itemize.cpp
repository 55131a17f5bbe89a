#include "fonts/itemize/itemize.h"

#include <fribidi.h>
#include <hb.h>

#include <algorithm>

#include "fonts/itemize/hanzi.h"

namespace villageboard::fonts {
namespace {

/// Below Hebrew, the first right-to-left script, every character is left to right or neutral,
/// and so are the scripts from Tibetan to the end of Hangul.
bool may_be_right_to_left(char32_t code_point) {
    return (code_point >= 0x0590 && code_point < 0x0900) || code_point == 0x200F ||
           (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069) ||
           (code_point >= 0xFB1D && code_point < 0xFE00) ||
           (code_point >= 0xFE70 && code_point < 0xFF00) ||
           (code_point >= 0x10800 && code_point < 0x11000) ||
           (code_point >= 0x1E800 && code_point < 0x1F000);
}

/// Levels by UAX #9, base direction from the first strong character; all 0 for plain text.
std::vector<std::uint8_t> bidi_levels(std::u32string_view text) {
    std::vector<std::uint8_t> levels(text.size(), 0);
    if (std::none_of(text.begin(), text.end(), may_be_right_to_left)) return levels;
    const auto length = static_cast<FriBidiStrIndex>(text.size());
    const std::vector<FriBidiChar> characters(text.begin(), text.end());
    std::vector<FriBidiCharType> types(text.size());
    std::vector<FriBidiBracketType> brackets(text.size());
    std::vector<FriBidiLevel> found(text.size());
    fribidi_get_bidi_types(characters.data(), length, types.data());
    fribidi_get_bracket_types(characters.data(), length, types.data(), brackets.data());
    // A board of Chinese text: a line without strong characters stays left to right.
    FriBidiParType base = FRIBIDI_PAR_WLTR;
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &base,
                                            found.data()) == 0) {
        return levels;
    }
    std::transform(found.begin(), found.end(), levels.begin(),
                   [](FriBidiLevel level) { return static_cast<std::uint8_t>(level); });
    return levels;
}

bool is_weak_script(std::uint32_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

std::uint32_t own_script(char32_t code_point) {
    if (is_plain_hanzi(code_point)) return kHanScript;
    return hb_unicode_script(hb_unicode_funcs_get_default(), code_point);
}

/// Common and inherited characters take the script before them, at the begin the one after.
std::vector<std::uint32_t> resolve_scripts(std::u32string_view text) {
    std::vector<std::uint32_t> scripts(text.size());
    std::uint32_t last = HB_SCRIPT_COMMON;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint32_t own = own_script(text[i]);
        if (!is_weak_script(own)) last = own;
        scripts[i] = last;
    }
    std::uint32_t following = HB_SCRIPT_HAN;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (scripts[i] == HB_SCRIPT_COMMON) {
            scripts[i] = following;
        } else {
            following = scripts[i];
        }
    }
    return scripts;
}

/// Picks the face of each cluster; remembers the last, since neighbours mostly share it.
class FacePicker {
  public:
    explicit FacePicker(std::span<const Coverage* const> faces) : faces_(faces) {}

    /// Spaces and marks between words of another script come from that script's face.
    std::uint16_t pick(std::u32string_view cluster, std::uint32_t script) {
        const bool joins = script == last_script_ && script != HB_SCRIPT_HAN &&
                           is_weak_script(own_script(cluster[0]));
        last_script_ = script;
        if (script == HB_SCRIPT_HAN && cluster.size() == 1 && faces_[0]->has(cluster[0])) {
            return last_face_ = 0;
        }
        if (joins && covers(*faces_[last_face_], cluster)) return last_face_;
        last_face_ = static_cast<std::uint16_t>(pick_face(faces_, cluster).value_or(0));
        return last_face_;
    }

  private:
    std::span<const Coverage* const> faces_;
    std::uint32_t last_script_ = HB_SCRIPT_HAN;
    std::uint16_t last_face_ = 0;
};

}  // namespace

std::vector<Run> itemize(std::u32string_view text, std::span<const std::uint32_t> clusters,
                         std::span<const Coverage* const> faces) {
    std::vector<Run> runs;
    const auto levels = bidi_levels(text);
    const auto scripts = resolve_scripts(text);
    FacePicker picker(faces);
    for (std::size_t i = 0; i + 1 < clusters.size(); ++i) {
        const std::uint32_t begin = clusters[i];
        const std::uint32_t end = clusters[i + 1];
        const auto cluster = text.substr(begin, end - begin);
        const Run run{begin, end, scripts[begin], picker.pick(cluster, scripts[begin]),
                      levels[begin]};
        if (!runs.empty() && runs.back().script == run.script && runs.back().face == run.face &&
            runs.back().level == run.level) {
            runs.back().end = end;
        } else {
            runs.push_back(run);
        }
    }
    return runs;
}

std::vector<std::uint32_t> visual_order(std::span<const std::uint8_t> levels) {
    std::vector<std::uint32_t> order(levels.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    if (levels.empty()) return order;
    const std::uint8_t highest = *std::max_element(levels.begin(), levels.end());
    for (std::uint8_t level = highest; level >= 1; --level) {
        std::size_t i = 0;
        while (i < order.size()) {
            std::size_t end = i;
            while (end < order.size() && levels[order[end]] >= level) ++end;
            std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i),
                         order.begin() + static_cast<std::ptrdiff_t>(end));
            i = end + 1;
        }
    }
    return order;
}

}  // namespace villageboard::fonts
