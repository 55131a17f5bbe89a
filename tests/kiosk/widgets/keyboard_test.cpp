#include "kiosk/widgets/keyboard.h"

#include <doctest/doctest.h>

#include <cmath>

#include "kiosk/input/rime_input.h"
#include "kiosk/input/zinnia_input.h"
#include "kiosk/widgets/text_field.h"

namespace villageboard::kiosk_test {
namespace {

using namespace kiosk;

// A finger at a page that holds one field and the keyboard.
class Desk {
  public:
    explicit Desk(Panel panel = usual_panel(1080, 1920), TextSize size = TextSize::normal,
                  const char* language = "zh-CN")
        : theme_(panel, Palette::day, size), strings_(language) {
        frame({});
        frame({});
    }

    Typing typing;
    FieldLines lines = FieldLines::one;
    float field_width = 0;  ///< px; 0: as wide as the page

    void tap(const std::string& label) {
        frame({});
        const Node* node = ui_.tree().find_target(label);
        if (!node) FAIL("no key " << label);
        touch(node->rect.mid_x(), node->rect.mid_y());
    }
    void touch(float x, float y) {
        frame({.x = x, .y = y, .down = true, .edge = Edge::pressed});
        frame({.x = x, .y = y, .down = false, .edge = Edge::released});
        frame({});
    }
    void drag(float x0, float y0, float x1, float y1) {
        frame({.x = x0, .y = y0, .down = true, .edge = Edge::pressed});
        for (int i = 1; i <= 10; ++i) {
            const float part = static_cast<float>(i) / 10;
            frame({.x = x0 + (x1 - x0) * part, .y = y0 + (y1 - y0) * part, .down = true});
        }
        frame({.x = x1, .y = y1, .down = false, .edge = Edge::released});
        frame({});
    }
    void type(const std::string& keys) {
        for (const char key : keys) tap(std::string(1, key));
    }
    const Tree& tree() {
        frame({});
        return ui_.tree();
    }
    const Theme& theme() const { return theme_; }

  private:
    void frame(const FrameInput& input) {
        ui_.begin(theme_, strings_, input);
        const float margin = theme_.margin();
        const float width = static_cast<float>(theme_.panel().width_px) - 2 * margin;
        TextFieldSpec field{"field", "写什么"};
        field.lines = lines;
        const float height =
            text_field_height(theme_, field.type, lines == FieldLines::one ? 1 : 3);
        text_field(ui_, {margin, margin, field_width > 0 ? field_width : width, height}, field,
                   typing);
        keyboard(ui_, {margin, 2 * margin + height, width, keyboard_height(theme_, width)}, typing,
                 {&pinyin_, &hand_});
        ui_.end();
    }

    RimeInput pinyin_{input_tables_folder()};
    ZinniaInput hand_{handwriting_model()};
    fonts::FaceSet faces_;
    fonts::Atlas atlas_{faces_};
    Theme theme_;
    Strings strings_;
    Ui ui_{faces_, atlas_, nullptr};
};

}  // namespace

TEST_CASE("letters offer words, and the word that is tapped goes into the text") {
    Desk desk;
    desk.type("NONGYE");
    CHECK(desk.typing.shown() == "nongye");
    desk.tap("农业");
    CHECK(desk.typing.edit.text() == "农业");
    desk.type("BUTIE");
    desk.tap("补贴");
    CHECK(desk.typing.shown() == "农业补贴");
    desk.tap("退一个");
    CHECK(desk.typing.shown() == "农业补");
}

TEST_CASE("more words than the bar holds are turned over, forward and back") {
    Desk desk;
    desk.type("SHI");
    const auto first = [&] { return desk.typing.first_candidate; };
    CHECK(first() == 0);
    desk.tap("后面的字");
    const std::size_t page = first();
    CHECK(page > 0);
    desk.tap("后面的字");
    CHECK(first() > page);
    desk.tap("前面的字");
    CHECK(first() == page);
    desk.tap("退一个");
    CHECK(first() == 0);
}

TEST_CASE("figures, marks and English are a tap away, and letters not yet chosen stay letters") {
    Desk desk;
    desk.type("A");
    desk.tap("数字");
    desk.tap("1");
    desk.tap("。");
    desk.tap("英文");
    desk.tap("大写");
    desk.tap("B");
    desk.tap("大写");
    desk.tap("c");
    desk.tap("空格");
    CHECK(desk.typing.shown() == "a1。Bc ");
}

TEST_CASE("the letters can stand in the order of the alphabet") {
    Desk desk;
    desk.tap("数字");
    desk.tap("字母按 ABC 排");
    const Tree& tree = desk.tree();
    const Rect a = tree.find_target("A")->rect;
    const Rect b = tree.find_target("B")->rect;
    CHECK(a.y == b.y);
    CHECK(b.x == doctest::Approx(a.right() + desk.theme().target_gap()).epsilon(0.01));
}

TEST_CASE("a Hanzi written on the pad is offered and goes into the text") {
    Desk desk;
    desk.tap("手写");
    const Rect pad = desk.tree().find_target("在这里写字")->rect;
    desk.drag(pad.x + 30, pad.mid_y(), pad.x + 230, pad.mid_y());
    CHECK(desk.typing.ink.size() == 1);
    desk.drag(pad.x + 130, pad.y + 20, pad.x + 130, pad.bottom() - 20);
    desk.tap("十");
    CHECK(desk.typing.edit.text() == "十");
    CHECK(desk.typing.ink.empty());
    desk.drag(pad.x + 30, pad.mid_y(), pad.x + 230, pad.mid_y());
    desk.tap("退一个");
    CHECK(desk.typing.ink.empty());
    CHECK(desk.typing.edit.text() == "十");
}

TEST_CASE("a tap into the field puts the caret there, and a long line shows the part around it") {
    Desk desk;
    desk.typing.edit.set("村里修路的钱从哪里来");
    const Rect field = desk.tree().find_target("写什么")->rect;
    desk.touch(field.x + desk.theme().u(1.5) + 1, field.mid_y());
    CHECK(desk.typing.edit.caret() == 0);
    desk.field_width = desk.theme().type(Type::body) * 5;
    desk.typing.edit.set("一二三四五六七八九十");
    bool tail = false;
    for (const Node& node : desk.tree().nodes)
        tail = tail || (node.role == Role::text && node.label.ends_with("十") &&
                        node.label.size() < 10 * 3 && !node.cut);
    CHECK(tail);
}

TEST_CASE("nothing on the keyboard is cut at any size, on any panel, in either language") {
    for (const auto& [wide, height] : {std::pair{1080, 1920}, {1920, 1080}, {1280, 800}})
        for (const TextSize size : {TextSize::normal, TextSize::large, TextSize::largest})
            for (const char* language : {"zh-CN", "en"}) {
                const int width = wide;
                Desk desk(usual_panel(width, height), size, language);
                for (const KeySet set :
                     {KeySet::pinyin, KeySet::handwriting, KeySet::latin, KeySet::figures}) {
                    desk.typing.clear();
                    desk.typing.keys = set;
                    if (set == KeySet::pinyin) desk.typing.letters = "nongyebutie";
                    for (const Node& node : desk.tree().nodes) {
                        CAPTURE(node.label);
                        CAPTURE(width);
                        CAPTURE(static_cast<int>(size));
                        CHECK_FALSE(node.cut);
                        CHECK(node.rect.x >= 0);
                        CHECK(node.rect.right() <= static_cast<float>(width));
                    }
                }
            }
}

}  // namespace villageboard::kiosk_test
