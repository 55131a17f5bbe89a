#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "content/model/error.h"
#include "content/state/state.h"
#include "kiosk/app/alert_latch.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/staff/door.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

// How this terminal does, and what an officer may do here. Nothing of what villagers wrote or read.
class StaffScreen : public Screen {
  public:
    std::string name() const override { return "staff"; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("staff.title"), page.say("staff.sentence"));
        read(page);
        if (page.services.print && action(page, "staff/posters", "staff.posters", Icon::printer))
            page.act.open(posters_screen());
        if (action(page, "staff/clean", "staff.clean", Icon::hand)) page.act.lock_for_cleaning();
        takeovers(page);
        contact(page);
        machine(page);
        page.flow.gap(2);
        if (action(page, "staff/leave", "staff.leave", Icon::home)) page.act.home();
        page.flow.gap(3);
    }

    void reload(Board&) override { read_ = false; }

  private:
    void read(Page& page) {
        if (std::exchange(read_, true)) return;
        coming_ = page.board.coming();
        if (page.services.staff) space_ = page.services.staff->space();
        try {
            if (!page.services.state) return;
            health_ = page.services.state->health();
            ended_ = page.services.state->ended_alerts();
        } catch (const Error&) {
            health_.reset();
        }
    }

    static bool action(Page& page, const char* id, const char* key, Icon icon) {
        ButtonSpec spec{id, page.say(key), icon};
        Rect rect = page.flow.take(button_height(page.theme(), Type::body));
        rect.w = std::min(rect.w, button_width(page.ui, spec) + page.theme().u(4));
        const bool tapped = button(page.ui, rect, spec);
        page.flow.target_gap();
        return tapped;
    }

    // Each warning that fills the panel, and the way to end that.
    void takeovers(Page& page) {
        for (const ActiveAlert& active : page.board.alerts()) {
            if (!active.takes_over()) continue;
            page.flow.section(active.item.title);
            if (ended_.contains(latch_name(active))) {
                page.flow.prose(page.say("staff.takeover_ended"), {});
                continue;
            }
            page.flow.prose(page.say("staff.takeover"), {});
            page.flow.gap(1);
            const std::string id = "staff/end/" + active.item.id;
            if (!action(page, id.c_str(), "staff.end_takeover", Icon::dash)) continue;
            page.act.end_alert(active.item.id);
            ended_.insert(latch_name(active));
        }
    }

    void contact(Page& page) const {
        page.flow.section(page.say("staff.contact"));
        if (!health_) return page.flow.prose(page.say("staff.unread"), {});
        constexpr const char* keys[] = {"staff.sync.none", "staff.sync.fresh", "staff.sync.retry",
                                        "staff.sync.refused"};
        page.flow.prose(page.say(keys[static_cast<int>(health_->result)]), Look{}.bold());
        for (const std::string& line : coming_lines(page.ui.strings(), coming_))
            page.flow.prose(line, {});
        page.flow.gap(1);
        const Strings& strings = page.ui.strings();
        if (health_->fresh != Instant{})
            page.flow.fact(page.say("staff.fresh"), full_time(strings, health_->fresh));
        if (health_->finished != Instant{})
            page.flow.fact(page.say("staff.finished"), full_time(strings, health_->finished));
        page.flow.fact(page.say("staff.county"), health_->county);
        page.flow.fact(page.say("staff.keys"),
                       page.say(health_->keys ? "staff.keys_here" : "staff.keys_missing"));
        page.flow.fact(page.say("staff.reason"), health_->reason);
    }

    void machine(Page& page) const {
        page.flow.section(page.say("staff.machine"));
        page.flow.fact(page.say("staff.clock"),
                       page.say(page.board.time().known ? "staff.clock_good" : "staff.clock_bad"));
        if (space_.all_bytes > 0)
            page.flow.fact(page.say("staff.space"),
                           page.say("staff.space_left", {{"free", gigabytes(space_.free_bytes)},
                                                         {"all", gigabytes(space_.all_bytes)}}));
        page.flow.fact(page.say("staff.version"), VILLAGEBOARD_VERSION);
    }

    static std::string gigabytes(std::uint64_t bytes) {
        const auto tenths = static_cast<long long>(std::floor(static_cast<double>(bytes) / 1e8));
        return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
    }

    std::optional<state::AgentHealth> health_;
    std::set<std::string> ended_;  ///< warnings that fill the panel no more, as latch_name() has it
    StaffDoor::Space space_;
    Coming coming_;
    bool read_ = false;
};

}  // namespace

std::unique_ptr<Screen> staff_screen() { return std::make_unique<StaffScreen>(); }

}  // namespace villageboard::kiosk
