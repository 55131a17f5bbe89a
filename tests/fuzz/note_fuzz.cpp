#include "sync/feed/note.h"

#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    const auto note = parse_note(bytes);
    if (note) must_hold(format_note(*note) == bytes);
    const auto key = VerifierKey::parse(bytes);
    if (key) must_hold(key->to_string() == bytes);
    const std::vector<VerifierKey> known{*VerifierKey::parse(
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")};
    const OpenedNote opened = open_note(bytes, known);
    if (opened.verdict == Verdict::verified)
        must_hold(opened.text == "This is an example message.\n");
    return 0;
}
