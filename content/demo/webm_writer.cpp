#include "content/demo/webm_writer.h"

#include <algorithm>
#include <bit>

namespace villageboard::demo {
namespace {

constexpr std::uint32_t kClusterMs = 5000;

std::string big_endian(std::uint64_t value, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift & 0xFF);
    return out;
}

std::string id_bytes(std::uint32_t id) {
    int bytes = 4;
    while (bytes > 1 && id >> (8 * (bytes - 1)) == 0) --bytes;
    return big_endian(id, bytes);
}

// Always in four bytes: up to 268,435,454.
std::string element(std::uint32_t id, const std::string& content) {
    return id_bytes(id) + big_endian(0x10000000u | content.size(), 4) + content;
}

std::string number(std::uint32_t id, std::uint64_t value) {
    int bytes = 1;
    while (bytes < 8 && value >> (8 * bytes) != 0) ++bytes;
    return element(id, big_endian(value, bytes));
}

std::string real(std::uint32_t id, double value) {
    return element(id, big_endian(std::bit_cast<std::uint64_t>(value), 8));
}

std::string header() {
    return element(0x1A45DFA3, number(0x4286, 1) + number(0x42F7, 1) + number(0x42F2, 4) +
                                   number(0x42F3, 8) + element(0x4282, "webm") + number(0x4287, 4) +
                                   number(0x4285, 2));
}

std::string info(const WebmContent& content) {
    return element(0x1549A966, number(0x2AD7B1, 1'000'000) + real(0x4489, content.length_ms) +
                                   element(0x4D80, "villageboard") +
                                   element(0x5741, "villageboard"));
}

std::string picture_track(const WebmContent& content) {
    const std::string size = number(0xB0, static_cast<std::uint64_t>(content.width)) +
                             number(0xBA, static_cast<std::uint64_t>(content.height));
    return element(0xAE, number(0xD7, 1) + number(0x73C5, 1) + number(0x83, 1) + number(0x9C, 0) +
                             element(0x86, "V_VP8") + element(0xE0, size));
}

std::string little_endian(std::uint32_t value, int bytes) {
    std::string out = big_endian(value, bytes);
    std::reverse(out.begin(), out.end());
    return out;
}

// RFC 7845, section 5.1.
std::string opus_head(const WebmContent& content) {
    return std::string("OpusHead\x01", 9) + static_cast<char>(content.channels) +
           little_endian(content.pre_skip, 2) + little_endian(48'000, 4) + std::string(3, '\0');
}

std::string sound_track(const WebmContent& content) {
    const std::string audio =
        real(0xB5, 48'000) + number(0x9F, static_cast<std::uint64_t>(content.channels));
    return element(0xAE, number(0xD7, 2) + number(0x73C5, 2) + number(0x83, 2) + number(0x9C, 0) +
                             element(0x86, "A_OPUS") + element(0x63A2, opus_head(content)) +
                             number(0x56AA, content.pre_skip * 1'000'000ull / 48) +
                             number(0x56BB, 80'000'000) + element(0xE1, audio));
}

struct Block {
    const EncodedFrame* frame;
    int track;
};

std::string simple_block(const Block& block, std::uint32_t cluster_ms) {
    const std::string head = static_cast<char>(0x80 | block.track) +
                             big_endian(block.frame->time_ms - cluster_ms, 2) +
                             static_cast<char>(block.frame->key ? 0x80 : 0);
    return element(0xA3, head + block.frame->bytes);
}

std::vector<Block> in_order(const WebmContent& content) {
    std::vector<Block> blocks;
    for (const EncodedFrame& frame : content.picture) blocks.push_back({&frame, 1});
    for (const EncodedFrame& frame : content.sound) blocks.push_back({&frame, 2});
    std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) {
        return a.frame->time_ms < b.frame->time_ms;
    });
    return blocks;
}

std::string clusters(const WebmContent& content) {
    std::string all;
    std::string blocks;
    std::uint32_t begin = 0;
    for (const Block& block : in_order(content)) {
        if (block.frame->time_ms - begin >= kClusterMs) {
            all += element(0x1F43B675, number(0xE7, begin) + blocks);
            blocks.clear();
            begin = block.frame->time_ms;
        }
        blocks += simple_block(block, begin);
    }
    return all + element(0x1F43B675, number(0xE7, begin) + blocks);
}

}  // namespace

std::string write_webm(const WebmContent& content) {
    const std::string tracks =
        picture_track(content) + (content.sound.empty() ? "" : sound_track(content));
    return header() +
           element(0x18538067, info(content) + element(0x1654AE6B, tracks) + clusters(content));
}

}  // namespace villageboard::demo
