#include "kiosk/input/text_edit.h"

#include <doctest/doctest.h>

#include <string_view>

#include "kiosk/input/typing.h"

namespace villageboard::kiosk_test {

using kiosk::KeySet;
using kiosk::TextEdit;
using kiosk::Typing;

TEST_CASE("a rare Hanzi and one with a variant selector are taken back in one step each") {
    TextEdit edit;
    CHECK(edit.insert("木\U000201A9葛\U000E0100"));
    CHECK(edit.caret() == edit.text().size());
    CHECK(edit.erase_back());
    CHECK(edit.text() == "木\U000201A9");
    CHECK(edit.erase_back());
    CHECK(edit.text() == "木");
    CHECK(edit.erase_back());
    CHECK_FALSE(edit.erase_back());
}

TEST_CASE("what was typed is written over in memory when it is cleared, also what was taken back") {
    TextEdit edit(400);
    for (int i = 0; i < 100; ++i) edit.insert("x");
    const char* const held = edit.text().data();
    for (int i = 0; i < 40; ++i) edit.erase_back();
    for (int i = 0; i < 50; ++i) edit.insert("y");
    CHECK(edit.text().data() == held);  // grew without leaving a copy
    edit.clear();
    CHECK(edit.text().data() == held);
    CHECK(std::string_view(held, 110).find_first_not_of('\0') == std::string_view::npos);
}

TEST_CASE("words go in at the caret, wherever it was moved") {
    TextEdit edit;
    edit.insert("修路的钱");
    edit.left();
    edit.left();
    edit.insert("灯");
    CHECK(edit.text() == "修路灯的钱");
    edit.move_to(1);
    CHECK(edit.caret() == 0);
    edit.right();
    CHECK(edit.caret() == 3);
}

TEST_CASE("words that would not fit are refused whole, and nothing is lost") {
    TextEdit edit(10);
    CHECK(edit.insert("一二三"));
    CHECK_FALSE(edit.insert("四"));
    CHECK(edit.text() == "一二三");
    CHECK(edit.insert("5"));
}

TEST_CASE("bytes that are no text never get in") {
    TextEdit edit;
    edit.insert("\xE6\x9C");
    CHECK(edit.text() == "\uFFFD");
    edit.set("甲\x01\xFF");
    CHECK(edit.text() == "甲\uFFFD");
    TextEdit tight(4);
    tight.set("\xFF\xFF\xFF\xFF");
    CHECK(tight.text() == "\uFFFD");
}

TEST_CASE("taking back takes the last stroke, then the last letter, then the last character") {
    Typing typing;
    typing.edit.insert("钱");
    typing.key("D");
    typing.ink.push_back({{1, 1}});
    CHECK(typing.shown() == "钱d");
    CHECK(typing.erase());
    CHECK(typing.ink.empty());
    CHECK(typing.erase());
    CHECK(typing.letters.empty());
    CHECK(typing.erase());
    CHECK(typing.empty());
    CHECK_FALSE(typing.erase());
}

TEST_CASE("letters stand at the caret while they are composed, and English goes straight in") {
    Typing typing;
    typing.edit.insert("修路");
    typing.edit.left();
    typing.key("L");
    CHECK(typing.shown() == "修l路");
    typing.drop_composition();
    typing.keys = KeySet::latin;
    typing.key("L");
    CHECK(typing.edit.text() == "修l路");
}

TEST_CASE("clearing leaves nothing of what the last person typed") {
    Typing typing;
    typing.edit.insert("王");
    typing.key("X");
    typing.ink.push_back({{1, 1}});
    typing.keys = KeySet::figures;
    typing.clear();
    CHECK(typing.empty());
    CHECK(typing.ink.empty());
    CHECK(typing.keys == KeySet::pinyin);
}

}  // namespace villageboard::kiosk_test
