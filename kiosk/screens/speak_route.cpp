#include <array>
#include <utility>

#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/choice.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

using state::Route;

constexpr std::array<std::pair<Route, Icon>, 3> kRoutes{
    {{Route::town, Icon::house}, {Route::county, Icon::bridge}, {Route::discipline, Icon::paper}}};

class SpeakRoute : public Screen {
  public:
    explicit SpeakRoute(std::shared_ptr<Letter> letter) : letter_(std::move(letter)) {}

    std::string name() const override { return "speak-route"; }
    Pace pace() const override { return letter_->begun() ? Pace::private_ : Pace::browsing; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("speak.to"), page.say("speak.to_sentence"));
        about_line(page, *letter_);
        if (!takes_letters(page)) return;
        for (const auto& [route, icon] : kRoutes) {
            const std::string key = "speak." + std::string(state::to_string(route));
            if (choice(page.flow, {"speak/" + std::string(state::to_string(route)), icon,
                                   route_words(page.ui, route), page.say(key + "_note")})) {
                letter_->route = route;
                page.act.open(speak_means_screen(letter_));
            }
            page.flow.target_gap();
        }
        page.flow.gap(2);
    }

  private:
    std::shared_ptr<Letter> letter_;
};

}  // namespace

std::string route_words(const Ui& ui, Route route) {
    return ui.say("speak." + std::string(state::to_string(route)));
}

std::unique_ptr<Screen> speak_route_screen(std::shared_ptr<Letter> letter) {
    return std::make_unique<SpeakRoute>(std::move(letter));
}

}  // namespace villageboard::kiosk
