#include "kiosk/strings/words.h"

#include <doctest/doctest.h>

#include <string>

namespace villageboard::kiosk {
namespace {

std::size_t bytes(std::string_view text) { return text.size(); }

}  // namespace

TEST_CASE("a line's end inside a known word moves before it") {
    const std::string title = "核桃箐村2026年第三季度财务收支公布表";
    CHECK(cut_word(title, bytes("核桃箐村2026年第三季度财")) == bytes("核桃箐村2026年第三季度"));
    CHECK(cut_word(title, bytes("核桃箐村2026年第三")) == bytes("核桃箐村2026年"));
    CHECK(cut_word(title, bytes("核桃箐村2026年第三季度财务收支公布")) ==
          bytes("核桃箐村2026年第三季度财务收支"));
}

TEST_CASE("a line's end between words, or in words that nobody knows, stays") {
    const std::string title = "核桃箐村2026年第三季度财务收支公布表";
    CHECK_FALSE(cut_word(title, bytes("核桃箐村2026年第三季度财务")));
    CHECK_FALSE(cut_word("春天花开", bytes("春天花")));
    CHECK_FALSE(cut_word("", 0));
    CHECK_FALSE(cut_word("Farmland subsidy", 4));
}

TEST_CASE("a figure stays with what it counts") {
    CHECK(cut_word("每亩105.50元", bytes("每亩105.50")) == bytes("每亩"));
    CHECK(cut_word("核桃箐村2026年", bytes("核桃箐村2026")) == bytes("核桃箐村"));
    CHECK_FALSE(cut_word("共20260人", bytes("共20260")));
}

}  // namespace villageboard::kiosk
