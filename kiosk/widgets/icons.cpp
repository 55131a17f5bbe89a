#include "kiosk/widgets/icons.h"

#include <array>
#include <utility>

namespace villageboard::kiosk {
namespace {

using fonts::Drawing;
using fonts::Outline;

constexpr float kPen = 1.7F;

Drawing line_art(std::initializer_list<Outline> outlines) {
    Drawing drawing;
    for (const Outline& outline : outlines) drawing.shapes.push_back({outline, kPen});
    return drawing;
}

Outline path(std::initializer_list<fonts::Point> points) {
    Outline outline;
    bool first = true;
    for (const fonts::Point& point : points) {
        if (std::exchange(first, false)) {
            outline.move_to(point.x, point.y);
        } else {
            outline.line_to(point.x, point.y);
        }
    }
    return outline;
}

Outline circle(float x, float y, float radius) { return Outline().circle(x, y, radius); }

Outline coin_edge(float y) {
    return Outline().move_to(3.5F, y).cubic_to(3.5F, y + 3.6F, 15.5F, y + 3.6F, 15.5F, y);
}

Drawing coins() {
    Outline top;
    top.move_to(3.5F, 7).cubic_to(3.5F, 3.4F, 15.5F, 3.4F, 15.5F, 7);
    return line_art({top, coin_edge(7), coin_edge(11.5F), coin_edge(16),
                     path({{3.5F, 7}, {3.5F, 16}}), path({{15.5F, 7}, {15.5F, 11}}),
                     circle(17.5F, 16.5F, 4), path({{16, 15}, {17.5F, 16.6F}, {19, 15}}),
                     path({{17.5F, 16.6F}, {17.5F, 19}})});
}

Outline kernel(float x, float y, float side) {
    return Outline()
        .move_to(x, y)
        .cubic_to(x + side * 1.2F, y - 0.6F, x + side * 4.4F, y - 1.6F, x + side * 4.6F, y - 4.6F)
        .cubic_to(x + side * 2.2F, y - 4.4F, x, y - 3, x, y);
}

Drawing grain() {
    return line_art({path({{12, 22}, {12, 8}}), kernel(12, 12, 1), kernel(12, 12, -1),
                     kernel(12, 17, 1), kernel(12, 17, -1),
                     Outline()
                         .move_to(12, 8)
                         .cubic_to(9.6F, 6, 10.4F, 3.4F, 12, 1.8F)
                         .cubic_to(13.6F, 3.4F, 14.4F, 6, 12, 8)});
}

Drawing umbrella() {
    return line_art(
        {Outline().move_to(2.5F, 11.5F).arc(12, 11.5F, 9.5F, -90, 180).line_to(2.5F, 11.5F),
         path({{12, 2}, {12, 1.2F}}),
         Outline().move_to(12, 11.5F).line_to(12, 19.5F).cubic_to(12, 22.6F, 16, 22.6F, 16,
                                                                  19.8F)});
}

Drawing paper() {
    return line_art({path({{14, 2.2F}, {5, 2.2F}, {5, 21.8F}, {11, 21.8F}}),
                     path({{14, 2.2F}, {19, 7}, {19, 12}}), path({{14, 2.2F}, {14, 7}, {19, 7}}),
                     path({{8, 11}, {14, 11}}), path({{8, 15}, {11, 15}}),
                     circle(16.5F, 17.5F, 3.6F),
                     path({{15, 17.6F}, {16.1F, 18.8F}, {18.1F, 16.4F}})});
}

Drawing bridge() {
    return line_art({path({{1.5F, 10}, {22.5F, 10}}),
                     Outline()
                         .move_to(3, 19)
                         .line_to(3, 17)
                         .cubic_to(3, 11.6F, 11, 11.6F, 11, 17)
                         .line_to(11, 19),
                     Outline()
                         .move_to(13, 19)
                         .line_to(13, 17)
                         .cubic_to(13, 11.6F, 21, 11.6F, 21, 17)
                         .line_to(21, 19),
                     path({{4, 10}, {4, 6.5F}}), path({{12, 10}, {12, 6.5F}}),
                     path({{20, 10}, {20, 6.5F}}), path({{1.5F, 6.5F}, {22.5F, 6.5F}}),
                     path({{1.5F, 21.5F}, {22.5F, 21.5F}})});
}

Drawing house() {
    return line_art({path({{2.5F, 12}, {11, 5.5F}, {19.5F, 12}}),
                     path({{4.5F, 10.6F}, {4.5F, 21}, {17.5F, 21}, {17.5F, 10.6F}}),
                     path({{8.8F, 21}, {8.8F, 15}, {13.2F, 15}, {13.2F, 21}}),
                     path({{11, 5.5F}, {11, 1.5F}, {16.5F, 1.5F}, {16.5F, 4.6F}, {11, 4.6F}})});
}

Drawing home() {
    return line_art({path({{2.5F, 12}, {12, 3.5F}, {21.5F, 12}}),
                     path({{5, 10}, {5, 20.5F}, {19, 20.5F}, {19, 10}}),
                     path({{10, 20.5F}, {10, 14}, {14, 14}, {14, 20.5F}})});
}

Drawing help() {
    Drawing drawing = line_art({circle(12, 12, 9.8F), Outline()
                                                          .move_to(9, 9.6F)
                                                          .cubic_to(9, 5.4F, 15, 5.4F, 15, 9.6F)
                                                          .cubic_to(15, 12, 12, 12, 12, 14.4F)});
    drawing.shapes.push_back({circle(12, 17.6F, 1.2F), 0});
    return drawing;
}

Drawing globe() {
    Outline meridian;
    meridian.move_to(12, 2.2F)
        .cubic_to(6.6F, 7, 6.6F, 17, 12, 21.8F)
        .cubic_to(17.4F, 17, 17.4F, 7, 12, 2.2F);
    return line_art({circle(12, 12, 9.8F), meridian, path({{2.6F, 9}, {21.4F, 9}}),
                     path({{2.6F, 15}, {21.4F, 15}})});
}

Drawing phone() {
    Outline handset;
    handset.move_to(6.6F, 2.8F).line_to(9.4F, 8.2F).line_to(7.2F, 10.4F);
    handset.cubic_to(8.4F, 13.2F, 10.8F, 15.6F, 13.6F, 16.8F)
        .line_to(15.8F, 14.6F)
        .line_to(21.2F, 17.4F);
    handset.cubic_to(20.6F, 20.4F, 18.6F, 21.6F, 16, 21.2F)
        .cubic_to(9.4F, 19.8F, 4.2F, 14.6F, 2.8F, 8);
    handset.cubic_to(2.4F, 5.4F, 3.6F, 3.4F, 6.6F, 2.8F).close();
    return line_art({handset});
}

Drawing place() {
    Outline pin;
    pin.move_to(12, 22)
        .cubic_to(8, 17, 4.8F, 13.4F, 4.8F, 9.4F)
        .cubic_to(4.8F, 5.4F, 8, 2.2F, 12, 2.2F);
    pin.cubic_to(16, 2.2F, 19.2F, 5.4F, 19.2F, 9.4F).cubic_to(19.2F, 13.4F, 16, 17, 12, 22).close();
    return line_art({pin, circle(12, 9.4F, 2.8F)});
}

Drawing warning() {
    Drawing drawing =
        line_art({Outline().move_to(12, 2.6F).line_to(22.4F, 20.8F).line_to(1.6F, 20.8F).close(),
                  path({{12, 9}, {12, 14.6F}})});
    drawing.shapes.push_back({circle(12, 17.7F, 1.15F), 0});
    return drawing;
}

Outline cloud() {
    return Outline()
        .move_to(6.5F, 14)
        .cubic_to(1, 14, 1.2F, 7, 6.4F, 7.4F)
        .cubic_to(7.6F, 1.8F, 16, 1.8F, 17, 7)
        .cubic_to(22.4F, 6.6F, 23, 14, 17.8F, 14)
        .close();
}

Drawing rain() {
    return line_art({cloud(), path({{7.5F, 17}, {6.3F, 21}}), path({{12.3F, 17}, {11.1F, 21}}),
                     path({{17, 17}, {15.8F, 21}})});
}

Drawing landslide() {
    return line_art({path({{1.5F, 21.5F}, {8, 5}, {12, 10}, {22.5F, 21.5F}, {1.5F, 21.5F}}),
                     circle(16, 6.4F, 2.4F), circle(20.6F, 12.2F, 1.7F),
                     path({{9.5F, 14}, {12.4F, 17.6F}})});
}

Outline wave(float y) {
    return Outline()
        .move_to(1.5F, y)
        .cubic_to(4.4F, y - 3.4F, 6, y - 3.4F, 8.5F, y)
        .cubic_to(11, y + 3.4F, 13, y + 3.4F, 15.5F, y)
        .cubic_to(18, y - 3.4F, 19.6F, y - 3.4F, 22.5F, y);
}

Drawing flood() {
    return line_art({path({{4.5F, 11.5F}, {12, 4}, {19.5F, 11.5F}}), path({{7, 9.4F}, {7, 13}}),
                     path({{17, 9.4F}, {17, 13}}), wave(16), wave(20.6F)});
}

Drawing fire() {
    Outline flame;
    flame.move_to(12, 1.8F)
        .cubic_to(13.4F, 6.6F, 19.4F, 9, 19.4F, 14.8F)
        .cubic_to(19.4F, 19, 16, 22, 12, 22);
    flame.cubic_to(8, 22, 4.6F, 19, 4.6F, 14.8F).cubic_to(4.6F, 11.8F, 6.2F, 10, 7.6F, 8.4F);
    flame.cubic_to(8, 10.4F, 8.8F, 11.4F, 10, 12).cubic_to(9.4F, 8, 10.2F, 4.6F, 12, 1.8F);
    return line_art({flame, Outline()
                                .move_to(12, 22)
                                .cubic_to(9, 20, 9.6F, 17.4F, 12, 15.4F)
                                .cubic_to(14.4F, 17.4F, 15, 20, 12, 22)});
}

Drawing wind() {
    return line_art(
        {Outline().move_to(1.8F, 9).line_to(13.6F, 9).cubic_to(18, 9, 17.4F, 2.8F, 13.2F, 3.6F),
         Outline().move_to(1.8F, 13).line_to(18.6F, 13).cubic_to(23, 13, 22.6F, 6.8F, 18.4F, 7.6F),
         Outline().move_to(4, 17).line_to(13, 17).cubic_to(17, 17, 16.4F, 22.6F, 12.6F, 21.4F)});
}

Drawing cold() {
    return line_art({path({{12, 1.8F}, {12, 22.2F}}), path({{3.2F, 6.9F}, {20.8F, 17.1F}}),
                     path({{20.8F, 6.9F}, {3.2F, 17.1F}}),
                     path({{9.4F, 3.2F}, {12, 5.6F}, {14.6F, 3.2F}}),
                     path({{9.4F, 20.8F}, {12, 18.4F}, {14.6F, 20.8F}})});
}

Drawing hand() {
    Outline finger;
    finger.move_to(8, 13.6F)
        .line_to(8, 4.4F)
        .cubic_to(8, 1.6F, 11.8F, 1.6F, 11.8F, 4.4F)
        .line_to(11.8F, 10.4F);
    finger.line_to(17.4F, 11.6F)
        .cubic_to(19.4F, 12, 20.2F, 13.2F, 20, 15)
        .line_to(19.2F, 22)
        .line_to(10.4F, 22);
    finger.line_to(4.4F, 15.6F).cubic_to(3.4F, 13.6F, 5.4F, 12.2F, 6.8F, 13.2F).line_to(8, 14.2F);
    return line_art({finger});
}

Drawing play() {
    Drawing drawing;
    Outline triangle = path({{6.5F, 4}, {19.5F, 12}, {6.5F, 20}});
    triangle.line_to(6.5F, 4);
    drawing.shapes.push_back({triangle});
    return drawing;
}

Drawing pause() {
    return line_art({path({{8.5F, 4.5F}, {8.5F, 19.5F}}), path({{15.5F, 4.5F}, {15.5F, 19.5F}})});
}

Drawing chart() {
    return line_art({path({{2.5F, 21}, {21.5F, 21}}),
                     path({{5, 21}, {5, 13}, {8.5F, 13}, {8.5F, 21}}),
                     path({{10.3F, 21}, {10.3F, 8}, {13.8F, 8}, {13.8F, 21}}),
                     path({{15.6F, 21}, {15.6F, 3.5F}, {19.1F, 3.5F}, {19.1F, 21}})});
}

Drawing heart() {
    return line_art({Outline()
                         .move_to(12, 20.5F)
                         .cubic_to(5, 15.5F, 2, 12, 2, 8.4F)
                         .cubic_to(2, 2.6F, 9.6F, 1.6F, 12, 7)
                         .cubic_to(14.4F, 1.6F, 22, 2.6F, 22, 8.4F)
                         .cubic_to(22, 12, 19, 15.5F, 12, 20.5F)});
}

Drawing pact() { return line_art({circle(8.5F, 12, 6.2F), circle(15.5F, 12, 6.2F)}); }

Drawing price_table() {
    return line_art({path({{3, 3.5F}, {21, 3.5F}, {21, 20.5F}, {3, 20.5F}, {3, 3.5F}}),
                     path({{3, 9}, {21, 9}}), path({{3, 14.7F}, {21, 14.7F}}),
                     path({{13.5F, 3.5F}, {13.5F, 20.5F}})});
}

Drawing printer() {
    return line_art({path({{7, 8}, {7, 3}, {17, 3}, {17, 8}}),
                     Outline()
                         .move_to(6, 17)
                         .line_to(3, 17)
                         .line_to(3, 8)
                         .line_to(21, 8)
                         .line_to(21, 17)
                         .line_to(18, 17),
                     path({{6, 13}, {18, 13}, {18, 21}, {6, 21}, {6, 13}}),
                     path({{9, 17}, {15, 17}})});
}

Drawing pen() {
    return line_art({path({{3, 21}, {4.5F, 15.5F}, {16, 4}, {20, 8}, {8.5F, 19.5F}, {3, 21}}),
                     path({{13.2F, 6.8F}, {17.2F, 10.8F}}), path({{4.5F, 15.5F}, {8.5F, 19.5F}})});
}

Drawing microphone() {
    return line_art({Outline()
                         .move_to(8.5F, 6)
                         .cubic_to(8.5F, 1.2F, 15.5F, 1.2F, 15.5F, 6)
                         .line_to(15.5F, 11.5F)
                         .cubic_to(15.5F, 16.3F, 8.5F, 16.3F, 8.5F, 11.5F)
                         .close(),
                     Outline().move_to(4.8F, 11).cubic_to(4.8F, 20.6F, 19.2F, 20.6F, 19.2F, 11),
                     path({{12, 18.2F}, {12, 21.8F}}), path({{8.5F, 21.8F}, {15.5F, 21.8F}})});
}

Drawing letter() {
    return line_art({path({{2.5F, 5}, {21.5F, 5}, {21.5F, 19}, {2.5F, 19}, {2.5F, 5}}),
                     path({{2.5F, 6}, {12, 13.4F}, {21.5F, 6}})});
}

Drawing erase() {
    return line_art({Outline()
                         .move_to(8.4F, 5)
                         .line_to(22, 5)
                         .line_to(22, 19)
                         .line_to(8.4F, 19)
                         .line_to(2, 12)
                         .close(),
                     path({{11.6F, 9}, {17.6F, 15}}), path({{17.6F, 9}, {11.6F, 15}})});
}

Drawing listen() {
    return line_art(
        {path({{2.5F, 9}, {7, 9}, {13, 3.5F}, {13, 20.5F}, {7, 15}, {2.5F, 15}, {2.5F, 9}}),
         Outline().move_to(16.2F, 8.6F).cubic_to(18, 10.5F, 18, 13.5F, 16.2F, 15.4F),
         Outline().move_to(18.9F, 5.6F).cubic_to(22.6F, 9, 22.6F, 15, 18.9F, 18.4F)});
}

Drawing make(Icon icon) {
    switch (icon) {
        case Icon::coins:
            return coins();
        case Icon::grain:
            return grain();
        case Icon::umbrella:
            return umbrella();
        case Icon::paper:
            return paper();
        case Icon::bridge:
            return bridge();
        case Icon::house:
            return house();
        case Icon::back:
            return line_art({path({{10, 5}, {3, 12}, {10, 19}}), path({{3, 12}, {21, 12}})});
        case Icon::home:
            return home();
        case Icon::up:
            return line_art({path({{4, 15.5F}, {12, 7.5F}, {20, 15.5F}})});
        case Icon::down:
            return line_art({path({{4, 8.5F}, {12, 16.5F}, {20, 8.5F}})});
        case Icon::next:
            return line_art({path({{8.5F, 4}, {16.5F, 12}, {8.5F, 20}})});
        case Icon::help:
            return help();
        case Icon::globe:
            return globe();
        case Icon::check:
            return line_art({path({{3.5F, 13}, {9.5F, 19}, {20.5F, 5.5F}})});
        case Icon::cross:
            return line_art({path({{5, 5}, {19, 19}}), path({{19, 5}, {5, 19}})});
        case Icon::dash:
            return line_art({path({{5, 12}, {19, 12}})});
        case Icon::phone:
            return phone();
        case Icon::place:
            return place();
        case Icon::clock:
            return line_art({circle(12, 12, 9.8F), path({{12, 6}, {12, 12.4F}, {16, 15}})});
        case Icon::warning:
            return warning();
        case Icon::rain:
            return rain();
        case Icon::landslide:
            return landslide();
        case Icon::flood:
            return flood();
        case Icon::fire:
            return fire();
        case Icon::wind:
            return wind();
        case Icon::cold:
            return cold();
        case Icon::hand:
            return hand();
        case Icon::chart:
            return chart();
        case Icon::heart:
            return heart();
        case Icon::pact:
            return pact();
        case Icon::table:
            return price_table();
        case Icon::erase:
            return erase();
        case Icon::printer:
            return printer();
        case Icon::play:
            return play();
        case Icon::pause:
            return pause();
        case Icon::listen:
            return listen();
        case Icon::stop:
            return line_art(
                {path({{5.5F, 5.5F}, {18.5F, 5.5F}, {18.5F, 18.5F}, {5.5F, 18.5F}, {5.5F, 5.5F}})});
        case Icon::find:
            return line_art({circle(10, 10, 7), path({{15, 15}, {21.5F, 21.5F}})});
        case Icon::pen:
            return pen();
        case Icon::microphone:
            return microphone();
        case Icon::letter:
            return letter();
    }
    return {};
}

constexpr std::size_t kIcons = static_cast<std::size_t>(Icon::letter) + 1;

}  // namespace

const fonts::Drawing& drawing_of(Icon icon) {
    static const auto drawings = [] {
        std::array<Drawing, kIcons> all;
        for (std::size_t i = 0; i < kIcons; ++i) all[i] = make(static_cast<Icon>(i));
        return all;
    }();
    return drawings[static_cast<std::size_t>(icon)];
}

Icon icon_of(Subject subject) {
    constexpr Icon icons[] = {Icon::coins, Icon::grain,  Icon::umbrella,
                              Icon::paper, Icon::bridge, Icon::house};
    return icons[static_cast<int>(subject)];
}

}  // namespace villageboard::kiosk
