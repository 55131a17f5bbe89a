#include "kiosk/app/footer.h"

#include <doctest/doctest.h>

#include <cmath>

#include "fonts/shape/faces.h"

namespace villageboard::kiosk {
namespace {

struct Case {
    int width;
    int height;
    double millimetres;  ///< of the panel's width
    double distance;
};
constexpr Case kPanels[] = {{1280, 800, 217.5, 400}, {800, 1280, 136, 400},  {1080, 1920, 268, 600},
                            {1920, 1080, 476, 600},  {1920, 1080, 708, 600}, {2160, 3840, 535, 600},
                            {3840, 2160, 952, 600}};

Panel panel_of(const Case& one) {
    return {one.width,    one.height, one.millimetres, one.millimetres * one.height / one.width,
            one.distance, Motion::on};
}

FooterState everything(const Strings& strings) {
    FooterState state;
    state.listen = FooterSlot{strings.say("footer.listen"), Icon::listen, [](Actions&) {}};
    state.find = FooterSlot{strings.say("footer.find"), Icon::find, [](Actions&) {}};
    state.language = FooterSlot{strings.say("footer.language"), Icon::globe, [](Actions&) {}};
    return state;
}

double gap_mm(const Rect& a, const Rect& b, double px_per_mm) {
    const double dx = std::max({0.F, a.x - b.right(), b.x - a.right()});
    const double dy = std::max({0.F, a.y - b.bottom(), b.y - a.bottom()});
    return std::hypot(dx, dy) / px_per_mm;
}

/// A footer on the glass, laid out once.
class Glass {
  public:
    explicit Glass(const Case& one)
        : atlas_(faces_), ui_(faces_, atlas_, nullptr), panel_(panel_of(one)) {}

    void show(TextSize size, const std::string& language, bool all) {
        const Theme theme(panel_, Palette::day, size);
        const Strings strings(language);
        ui_.begin(theme, strings, {});
        const FooterState state = all ? everything(strings) : FooterState{};
        height_ = footer_height(ui_, state);
        Actions act;
        const auto width = static_cast<float>(panel_.width_px);
        const auto bottom = static_cast<float>(panel_.height_px);
        footer(ui_, {0, bottom - height_, width, height_}, state, act);
        ui_.end();
    }

    std::vector<Node> targets() const {
        std::vector<Node> found;
        for (const Node& node : ui_.tree().nodes)
            if (node.target != Target::none) found.push_back(node);
        return found;
    }
    const Tree& tree() const { return ui_.tree(); }
    const Panel& panel() const { return panel_; }
    double height_mm() const { return height_ / panel_.px_per_mm(); }

  private:
    fonts::FaceSet faces_;
    fonts::Atlas atlas_;
    Ui ui_;
    Panel panel_;
    float height_ = 0;
};

void check_places(const Glass& glass) {
    const double scale = glass.panel().px_per_mm();
    const std::vector<Node> targets = glass.targets();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        CAPTURE(targets[i].label);
        CHECK(targets[i].rect.w / scale >= 20);
        CHECK(targets[i].rect.h / scale >= 20);
        CHECK(targets[i].rect.x >= 0);
        CHECK(targets[i].rect.right() <= static_cast<float>(glass.panel().width_px));
        CHECK(targets[i].rect.bottom() <= static_cast<float>(glass.panel().height_px));
        for (std::size_t j = i + 1; j < targets.size(); ++j)
            CHECK(gap_mm(targets[i].rect, targets[j].rect, scale) >= 3);
    }
    for (const Node& node : glass.tree().nodes) CHECK_FALSE(node.cut);
}

}  // namespace

TEST_CASE("all nine places of the footer have room under every finger on every panel") {
    for (const Case& one : kPanels) {
        Glass glass(one);
        for (const char* language : {"zh-CN", "en"})
            for (const TextSize size : {TextSize::normal, TextSize::large, TextSize::largest})
                for (const bool all : {false, true}) {
                    CAPTURE(one.width);
                    CAPTURE(one.millimetres);
                    CAPTURE(std::string(language));
                    CAPTURE(static_cast<int>(size));
                    glass.show(size, language, all);
                    CHECK(glass.targets().size() == (all ? 9U : 6U));
                    check_places(glass);
                    CHECK(glass.height_mm() <= glass.panel().height_mm / 4);
                }
    }
}

TEST_CASE("the footer shows its Chinese words at every size, also with all nine places") {
    for (const Case& one : kPanels) {
        Glass glass(one);
        for (const TextSize size : {TextSize::normal, TextSize::large, TextSize::largest}) {
            CAPTURE(one.width);
            CAPTURE(one.millimetres);
            CAPTURE(static_cast<int>(size));
            glass.show(size, "zh-CN", true);
            for (const char* key : {"footer.back", "footer.home", "footer.listen", "footer.find",
                                    "footer.language", "footer.help"}) {
                const std::string word = Strings("zh-CN").say(key);
                CAPTURE(word);
                bool shown = false;
                for (const Node& node : glass.tree().nodes)
                    shown = shown || (node.label == word && node.type_px > 0);
                CHECK(shown);
            }
        }
    }
}

}  // namespace villageboard::kiosk
