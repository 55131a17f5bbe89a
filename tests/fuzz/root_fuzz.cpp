#include "sync/feed/root.h"

#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    const auto root = parse_root(bytes);
    if (root) must_hold(format_root(*root) == bytes);
    const OpenedRoot opened = open_first_root(bytes);
    if (opened.verdict == Verdict::verified) {
        must_hold(opened.root.threshold >= 1);
        must_hold(open_next_root(bytes, opened.root).verdict == Verdict::version_gap);
    }
    return 0;
}
