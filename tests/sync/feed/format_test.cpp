#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "format_examples.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

std::string format_md() {
    std::ifstream file(std::string(VILLAGEBOARD_SOURCE_DIR) + "/sync/feed/FORMAT.md");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The fenced block behind `<!-- example: name -->`.
std::string block(const std::string& name) {
    const std::string text = format_md();
    const std::string mark = "<!-- example: " + name + " -->\n```\n";
    const auto start = text.find(mark);
    if (start == std::string::npos) return "(no such example)";
    const auto first = start + mark.size();
    return text.substr(first, text.find("```\n", first) - first);
}

std::string bytes_of(const std::string& name) {
    std::string digits;
    for (char c : block(name))
        if (c != '\n') digits += c;
    return from_hex(digits).value_or("");
}

}  // namespace

TEST_CASE("the worked examples of FORMAT.md are what the code writes") {
    FormatExamples examples;
    for (const auto& example : examples.texts()) {
        const std::string name = example.first;
        const auto& expected = example.second;
        CAPTURE(name);
        CHECK(block(name) == expected);
    }
}

TEST_CASE("the pack of FORMAT.md holds its entries and bodies") {
    FormatExamples examples;
    const std::string pack = bytes_of("pack");
    PackReader reader(pack);
    std::size_t index = 0;
    while (const auto record = reader.next())
        CHECK(unpack_entry(record->entry_frame, {}) == examples.entry(index++));
    CHECK(index == 3);
    CHECK(reader.at_end());
    PackReader again(pack);
    CHECK(is_erased_frame(again.next()->body_frames.at(0)));
    const auto frames = again.next()->body_frames;
    const Envelope roll = read_entry(examples.entry(1)).envelope;
    const SealContext context{"board.yunling.example/539921102205", roll.id, 1};
    const VillageKeys keys{{1, std::string(32, 4)}};
    CHECK(check_body(open_frame(frames.at(0), roll.bodies[0].size, {}).body, roll.bodies[0]) ==
          Verdict::verified);
    const OpenedFrame sealed =
        open_frame(frames.at(1), roll.bodies[1].size, {nullptr, &keys, &context});
    CHECK(sealed.body + "\n" == block("body-village"));
    CHECK(bytes_of("sealed") == frames.at(1));
}

TEST_CASE("the run of FORMAT.md holds the same records") {
    FormatExamples examples;
    RunReader reader;
    reader.push(bytes_of("run"));
    std::size_t index = 0;
    while (const auto record = reader.next()) {
        CHECK(record->entry == examples.entry(index));
        if (index == 0) CHECK(record->bodies.at(0).type == FrameType::erased);
        if (index == 1) CHECK(record->bodies.at(1).type == FrameType::sealed);
        ++index;
    }
    CHECK(index == 3);
    CHECK(reader.at_end());
}

TEST_CASE("the device keys of FORMAT.md open with the device's key") {
    const BoxKeyPair pair = make_box_key_pair(std::string(32, 8));
    const std::vector<VerifierKey> keys{
        fixed_signer("board.yunling.example", KeyType::ed25519, 1).verifier()};
    const OpenedDeviceKeys opened = open_device_keys(block("device-keys"), keys, "d-0001", pair);
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.keys.village_keys.at(area("539921102205")).at(1) == std::string(32, 4));
    CHECK(opened.keys.staff.at(0).role == "village_clerk");
}

TEST_CASE("every reason code stands in FORMAT.md") {
    const std::string text = format_md();
    for (int i = 0; i <= static_cast<int>(Verdict::version_gap); ++i) {
        const auto code = to_string(static_cast<Verdict>(i));
        CAPTURE(code);
        CHECK(text.find("`" + std::string(code) + "`") != std::string::npos);
    }
}
