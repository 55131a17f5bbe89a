#include "sync/feed/checkpoint.h"

#include "sync/feed/proof.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    const auto checkpoint = parse_checkpoint(bytes);
    if (checkpoint) must_hold(format_checkpoint(*checkpoint) == bytes);
    const VerifierKey log = *VerifierKey::parse(
        "county.example/notices+737a2f39+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
    const OpenedCheckpoint opened = open_checkpoint(bytes, {"county.example/notices", {log}, {}});
    if (opened.verdict == Verdict::verified) must_hold(opened.checkpoint.size == 8);
    const auto proof = parse_proof(bytes);
    if (proof) must_hold(parse_proof(format_proof(*proof)) == proof);
    return 0;
}
