#include "kiosk/widgets/keyboard_keys.h"

#include <doctest/doctest.h>

#include <set>

namespace villageboard::kiosk_test {
namespace {

using namespace kiosk;

struct Glass {
    int width_px, height_px;
    double width_mm, height_mm;
};

constexpr Glass kGlasses[] = {{1080, 1920, 268, 476},  {1920, 1080, 476, 268},
                              {1280, 800, 217.6, 136}, {800, 1280, 136, 217.6},
                              {3840, 2160, 952, 536},  {1080, 1920, 527, 938}};

Theme theme_of(const Glass& glass) {
    Panel panel = usual_panel(glass.width_px, glass.height_px);
    panel.width_mm = glass.width_mm;
    panel.height_mm = glass.height_mm;
    return {panel, Palette::day, TextSize::largest};
}

}  // namespace

TEST_CASE("keys are 20 mm where the panel allows, never under 16 mm, and 3 mm apart") {
    for (const Glass& glass : kGlasses) {
        CAPTURE(glass.width_mm);
        const Theme theme = theme_of(glass);
        const double scale = theme.panel().px_per_mm();
        const auto width = static_cast<float>(glass.width_px) - 2 * theme.margin();
        const KeyboardShape shape = keyboard_shape(theme, width);
        const double least = shape.target == Target::main ? 20 : 16;
        CHECK(shape.key_w / scale >= least);
        CHECK(shape.key_h / scale >= least);
        CHECK(shape.gap / scale >= 3);
        CHECK(shape.width <= width);
        if (glass.width_mm > 250 && glass.height_mm > 200) CHECK(shape.target == Target::main);
        const Rect last = key_place(shape, {0, 0, shape.width, 0}, 29);
        CHECK(last.bottom() <= shape.rows_height() + 1);
        CHECK(shape.height() <= static_cast<float>(glass.height_px) * 0.62F);
    }
}

TEST_CASE("every set of keys has thirty, each letter once, and a way to every other set") {
    for (const Glass& glass : kGlasses) {
        const Theme theme = theme_of(glass);
        const KeyboardShape shape = keyboard_shape(theme, static_cast<float>(glass.width_px));
        for (const LetterOrder order : {LetterOrder::qwerty, LetterOrder::alphabet}) {
            std::set<KeySet> reached{KeySet::pinyin};
            for (int round = 0; round < 4; ++round)
                for (const KeySet set : std::set<KeySet>(reached)) {
                    Typing typing;
                    typing.order = order;
                    typing.keys = set;
                    for (const Key& key : keys_of(typing, shape, {}))
                        if (key.act == KeyAct::change) reached.insert(key.to);
                    for (const Key& key : words_of(shape, {}))
                        if (key.act == KeyAct::change) reached.insert(key.to);
                }
            CHECK(reached.size() == 4);
            for (const KeySet set : {KeySet::pinyin, KeySet::latin, KeySet::figures}) {
                Typing typing;
                typing.order = order;
                typing.keys = set;
                const auto keys = keys_of(typing, shape, {});
                CHECK(keys.size() == 30);
                std::set<std::string> letters;
                for (const Key& key : keys)
                    if (key.act == KeyAct::letter) letters.insert(key.text);
                CHECK(letters.size() == (set == KeySet::figures ? 0 : 26));
            }
        }
    }
}

TEST_CASE("a terminal without Chinese input offers no keys for it") {
    const KeyboardShape shape = keyboard_shape(theme_of(kGlasses[2]), 1200);
    Typing typing;
    for (const KeySet set : {KeySet::latin, KeySet::figures}) {
        typing.keys = set;
        for (const Key& key : keys_of(typing, shape, {false, false}))
            if (key.act == KeyAct::change)
                CHECK((key.to == KeySet::latin || key.to == KeySet::figures));
    }
    // from the English keys of a low panel the one key that goes round must lead somewhere else
    CHECK(words_of(keyboard_shape(theme_of(kGlasses[0]), 1000), {false, false}).size() == 3);
}

}  // namespace villageboard::kiosk_test
