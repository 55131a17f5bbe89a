#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/choice.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/qr.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.5;

class SpeakMeans : public Screen {
  public:
    explicit SpeakMeans(std::shared_ptr<Letter> letter) : letter_(std::move(letter)) {}

    std::string name() const override { return "speak-means"; }
    Pace pace() const override { return letter_->begun() ? Pace::private_ : Pace::browsing; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("speak.means"), "");
        if (page.wide()) {
            auto [left, right] = page.split(kLeftPart);
            ways(page, left);
            caution(page, right);
            page.flow.below(left, right);
        } else {
            ways(page, page.flow);
            page.flow.gap(1);
            caution(page, page.flow);
        }
        page.flow.gap(2);
    }

  private:
    void ways(Page& page, Flow& flow) {
        if (choice(flow, {"speak/write", Icon::pen, page.say("speak.write"),
                          page.say("speak.write_note")}))
            go_on(page, Means::written);
        flow.target_gap();
        if (!letter_->recorder) {
            flow.prose(page.say("speak.no_microphone"), Look{}.in(page.ui.colour(Ink::quiet)));
        } else if (choice(flow, {"speak/say", Icon::microphone, page.say("speak.say"),
                                 page.say("speak.say_note")})) {
            go_on(page, Means::spoken);
        }
    }

    void go_on(Page& page, Means means) {
        letter_->means = means;
        page.act.open(means == Means::written ? speak_write_screen(letter_)
                                              : speak_record_screen(letter_));
    }

    // Said before the first word is typed: what this place can't promise.
    static void caution(Page& page, Flow& flow) {
        flow.section(page.say("speak.caution"));
        flow.prose(page.say("speak.caution_hall"), {});
        flow.gap(1);
        show_phone(page, flow, page.say("speak.caution_phone"), page.say("help.hotline_number"));
        const auto code = print::qr_code("tel:" + page.say("help.hotline_number"));
        if (!code) return;
        flow.gap(1);
        const float side = qr_side(page.theme(), *code);
        const Rect rect = flow.take(side);
        qr(page.ui, rect.x, rect.y, *code, page.say("speak.caution_code"));
        flow.gap(0.5);
        flow.prose(page.say("speak.caution_code"), Look{}.in(page.ui.colour(Ink::quiet)));
    }

    std::shared_ptr<Letter> letter_;
};

}  // namespace

std::unique_ptr<Screen> speak_means_screen(std::shared_ptr<Letter> letter) {
    return std::make_unique<SpeakMeans>(std::move(letter));
}

}  // namespace villageboard::kiosk
