#include <algorithm>

#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/speech/reader.h"
#include "kiosk/staff/door.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

constexpr int kKeys = 12;  // ten digits, one to take back, one to go in
constexpr int kEnterKey = 11;

// As on a telephone in rows of three, before the key to go in in rows of six.
int erase_place(const Theme& theme) { return theme.portrait() ? 9 : 10; }

class StaffPinScreen : public Screen {
  public:
    std::string name() const override { return "staff-pin"; }
    Pace pace() const override { return Pace::private_; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("staff.title"), page.say("staff.pin"));
        StaffDoor* door = page.services.staff;
        if (!door) return page.flow.prose(page.say("staff.none"), {});
        if (order_.empty()) {
            door->approach();
            order_ = door->scrambled();
        }
        const Door state = door->look();
        if (state == Door::open) {
            page.act.back();
            page.act.open(staff_screen());
            return;
        }
        if (state != last_ && state == Door::wrong) order_ = door->scrambled();
        last_ = state;
        tell(page, *door, state);
        if (state != Door::no_pins && state != Door::broken && state != Door::waiting)
            pad(page, *door, state == Door::checking);
        page.flow.gap(3);
    }

  private:
    void tell(Page& page, const StaffDoor& door, Door state) const {
        page.flow.text(words(page, door, state), Look{}.bold().as(Role::status));
        page.flow.gap(1);
        if (state == Door::waiting) page.flow.prose(page.say("staff.public_stays"), {});
    }

    std::string words(Page& page, const StaffDoor& door, Door state) const {
        const Strings& strings = page.ui.strings();
        switch (state) {
            case Door::checking:
                return page.say("staff.checking");
            case Door::no_pins:
                return page.say("staff.no_pins");
            case Door::broken:
                return page.say("staff.broken");
            case Door::waiting: {
                const auto minutes = std::chrono::ceil<std::chrono::minutes>(door.left());
                return strings.count("staff.waiting", minutes.count());
            }
            default:
                break;
        }
        if (pin_.size() > 0)
            return strings.count("staff.typed", static_cast<long long>(pin_.size()));
        if (state == Door::wrong)
            return strings.count("staff.wrong", std::max(1, door.free_attempts() + 1));
        return page.say("staff.hint");
    }

    void pad(Page& page, StaffDoor& door, bool checking) {
        const Theme& theme = page.theme();
        const int columns = theme.portrait() ? 3 : kKeys / 2;
        const float gap = theme.target_gap();
        const float roomy = theme.portrait() ? 2.2F : 1.4F;
        const float wanted = std::max(theme.main_target(), theme.line(Type::lead)) * roomy;
        const float height =
            std::max(button_height(theme, Type::lead), theme.portrait() ? wanted * 0.6F : 0);
        for (int first = 0; first < kKeys; first += columns) {
            Rect line = page.flow.take(height);
            line.w = std::min(line.w, static_cast<float>(columns) * (wanted + gap) - gap);
            for (int i = first; i < first + columns; ++i)
                key(page, door, nth_column(line, i - first, columns, gap), i, checking);
            page.flow.target_gap();
        }
    }

    void key(Page& page, StaffDoor& door, const Rect& rect, int place, bool checking) {
        ButtonSpec spec;
        spec.id = "staff-pin/" + std::to_string(place);
        spec.role = Role::key;
        spec.type = Type::lead;
        spec.enabled = !checking;
        if (place == erase_place(page.theme())) {
            spec.icon = Icon::erase;
            spec.enabled = !checking && pin_.size() > 0;
            if (button(page.ui, rect, named(page, spec, "letters.erase")) && spec.enabled)
                change(page, [&] { pin_.erase_last(); });
            return;
        }
        if (place == kEnterKey) {
            spec.style = ButtonStyle::primary;
            spec.enabled = !checking && pin_.long_enough();
            spec.label = page.say("staff.enter");
            if (button(page.ui, rect, spec) && spec.enabled)
                change(page, [&] {
                    door.try_pin(std::move(pin_));
                    pin_ = Pin();
                });
            return;
        }
        const int digit = order_[static_cast<std::size_t>(std::min(place, 9))];
        spec.label = std::to_string(digit);
        if (!button(page.ui, rect, spec) || checking) return;
        beep(page);
        change(page, [&] { pin_.add(digit); });
    }

    // Whoever can't see well hears that the key was taken; which one it was, nobody hears.
    static void beep(Page& page) {
        if (!page.services.voice) return;
        speech::Piece piece;
        piece.words = "key";
        piece.signal = speech::Signal::key;
        page.services.voice->read({std::move(piece)});
    }

    static ButtonSpec named(Page& page, ButtonSpec spec, const char* key) {
        spec.label = page.say(key);
        return spec;
    }

    template <typename Change>
    static void change(Page& page, Change change) {
        change();
        page.ui.build_again();
    }

    Pin pin_;
    std::vector<int> order_;  ///< of the digits on the pad; empty before somebody steps up
    Door last_ = Door::shut;
};

}  // namespace

std::unique_ptr<Screen> staff_pin_screen() { return std::make_unique<StaffPinScreen>(); }

}  // namespace villageboard::kiosk
