#include "content/model/uuid.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace villageboard;

namespace {

RandomBytes constant(unsigned value) {
    return [value](std::span<std::byte> bytes) {
        std::fill(bytes.begin(), bytes.end(), static_cast<std::byte>(value));
    };
}

Milliseconds at(std::int64_t ms) { return Milliseconds{std::chrono::milliseconds{ms}}; }

}  // namespace

TEST_CASE("what isn't a UUID of version 7 in lower case is refused") {
    for (const char* text :
         {"", "017f22e279b07cc398c4dc0c0c07398f", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
          "017f22e2-79b0-4cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-78c4-dc0c0c07398f",
          "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
          "017f22e2079b0-7cc3-98c4-dc0c0c07398f"})
        CHECK_FALSE(is_uuid_v7(text));
    CHECK(is_uuid_v7("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
}

TEST_CASE("the example of RFC 9562 appendix A.6 is made from its parts") {
    const RandomBytes random = [](std::span<std::byte> bytes) {
        const unsigned parts[] = {0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f};
        for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(parts[i]);
    };
    CHECK(make_uuid_v7(at(0x017F22E279B0), random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST_CASE("ids sort by time whatever the random bytes") {
    const std::string first = make_uuid_v7(at(1700000000000), constant(0xFF));
    const std::string second = make_uuid_v7(at(1700000000001), constant(0x00));
    CHECK(is_uuid_v7(first));
    CHECK(is_uuid_v7(second));
    CHECK(first < second);
}
