#include "sync/feed/body.h"
#include "sync/feed/entry.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    const auto envelope = parse_envelope(bytes);
    if (envelope) must_hold(format_envelope(*envelope) == bytes);
    if (check_body_text(bytes) == Verdict::verified) must_hold(is_bounded_json(bytes));
    read_entry(bytes);
    return 0;
}
