#include "sync/feed/device_keys.h"

#include "sync/feed/enrolment.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    const std::vector<VerifierKey> keys{
        Signer("board.yunling.example", KeyType::ed25519, std::string(32, 1)).verifier()};
    const BoxKeyPair pair = make_box_key_pair(std::string(32, 8));
    open_device_keys(bytes, keys, "d-0001", pair);
    // The same text under a good signature, so that its parser is reached.
    const Signer log("board.yunling.example", KeyType::ed25519, std::string(32, 1));
    Note note{std::string(bytes.substr(0, bytes.rfind("\n\n"))) + "\n", {}};
    note.signatures = {log.sign(note.text, {})};
    open_device_keys(format_note(note), keys, "d-0001", pair);
    const auto code = EnrolmentCode::parse(bytes);
    if (code) must_hold(EnrolmentCode::parse(code->to_string()) == code);
    parse_request(bytes);
    return 0;
}
