#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/table.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.5;

class ProjectScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "project"; }

  protected:
    void build_item(Page& page) override {
        head(page);
        if (page.wide()) {
            auto [left, right] = page.split(kLeftPart);
            facts(page, left);
            slots(page, right);
            page.flow.below(left, right);
        } else {
            facts(page, page.flow);
            slots(page, page.flow);
        }
        show_blocks(page, page.flow, *words_of(common(), page.ui.strings().language()).blocks,
                    attachments());
        foot(page);
    }

  private:
    void facts(Page& page, Flow& flow) {
        const Project& project = as<Project>();
        const Strings& strings = page.ui.strings();
        for (const Picture& picture : common().pictures)
            show_picture(page, flow, attachments(), picture.attachment, picture.caption);
        flow.fact(page.say("project.place"), project.place);
        flow.fact(page.say("project.what"), project.what);
        flow.fact(page.say("project.builder"), project.builder.value_or(""));
        if (project.start) flow.fact(page.say("project.start"), full_day(strings, *project.start));
        if (project.finish)
            flow.fact(page.say("project.finish"), full_day(strings, *project.finish));
        lateness(page, flow, project);
        if (project.bid_price_fen)
            flow.fact(page.say("project.bid"), yuan(strings, *project.bid_price_fen));
        if (project.settled_price_fen)
            flow.fact(page.say("project.settled"), yuan(strings, *project.settled_price_fen));
        if (!project.phone.empty())
            show_phone(page, flow, page.say("project.phone"), project.phone);
        funding(page, flow, project);
        if (project.progress.empty()) return;
        flow.section(page.say("project.progress"));
        auto newest_first = project.progress;
        std::stable_sort(newest_first.begin(), newest_first.end(),
                         [](const auto& a, const auto& b) { return b.date < a.date; });
        for (const ProgressEntry& entry : newest_first) {
            flow.text(full_day(strings, entry.date), Look{}.in(page.ui.colour(Ink::quiet)));
            flow.prose(entry.text, {});
            flow.gap(1);
        }
    }

    // The day of completion has passed and no completion was published: said, not left to be found.
    static void lateness(Page& page, Flow& flow, const Project& project) {
        const BoardTime time = page.board.time();
        if (!time.known || !project.finish || time.today() <= *project.finish) return;
        const auto& slots = project.slots;
        const bool complete = std::any_of(slots.begin(), slots.end(), [](const ProjectSlot& slot) {
            return slot.slot == ProjectSlotName::completion && slot.state == SlotState::present;
        });
        if (complete) return;
        const auto days = (time.today() - *project.finish).count();
        flow.text(page.ui.strings().count("project.late", days),
                  Look{}.bold().in(page.ui.colour(Ink::money_out)).as(Role::status));
        flow.gap(1);
    }

    static void funding(Page& page, Flow& flow, const Project& project) {
        if (project.funding.empty()) return;
        flow.section(page.say("project.money"));
        TableSpec spec;
        spec.columns = {{page.say("sheet.source")},
                        {page.say("sheet.amount"), fonts::Align::right}};
        Fen total;
        for (const Funding& each : project.funding) {
            spec.rows.push_back({each.source, format_yuan(each.amount_fen)});
            total += each.amount_fen;
        }
        spec.rows.push_back({page.say("finance.total"), format_yuan(total)});
        spec.total_row = true;
        table(flow, spec);
    }

    // The nine things that have to be published, each there, missing or not needed: sign, word and
    // colour say which.
    void slots(Page& page, Flow& flow) const {
        constexpr const char* names[] = {
            "slot.approval_service", "slot.approval_result", "slot.tender",  "slot.land",
            "slot.design_change",    "slot.construction",    "slot.quality", "slot.completion",
            "slot.supervision"};
        flow.section(page.say("project.slots"));
        const auto& all = as<Project>().slots;
        const auto count = [&](SlotState state) {
            return std::to_string(
                std::count_if(all.begin(), all.end(),
                              [&](const ProjectSlot& slot) { return slot.state == state; }));
        };
        flow.text(page.say("project.slot_counts", {{"present", count(SlotState::present)},
                                                   {"missing", count(SlotState::missing)},
                                                   {"not", count(SlotState::not_applicable)}}),
                  Look{}.bold().as(Role::status));
        flow.gap(1);
        for (const ProjectSlot& slot : as<Project>().slots) {
            slot_line(page, flow, slot, page.say(names[static_cast<int>(slot.slot)]));
            flow.gap(0.7);
            flow.rule();
            flow.gap(0.7);
        }
    }

    static void slot_line(Page& page, Flow& flow, const ProjectSlot& slot,
                          const std::string& name) {
        constexpr const char* states[] = {"project.present", "project.missing",
                                          "project.not_applicable"};
        constexpr Icon signs[] = {Icon::check, Icon::cross, Icon::dash};
        constexpr Ink inks[] = {Ink::money_in, Ink::money_out, Ink::quiet};
        Ui& ui = page.ui;
        const int state = static_cast<int>(slot.state);
        const Colour colour = ui.colour(inks[state]);
        const float icon = std::round(page.theme().type(Type::body));
        const float indent = icon + page.theme().u(2);
        const float line = page.theme().line(Type::body);
        ui.drawing({flow.x(), std::round(flow.y() + (line - icon) / 2), icon, icon},
                   drawing_of(signs[state]), colour);
        Flow words(ui, flow.x() + indent, flow.y(), flow.width() - indent);
        words.text(name, Look{}.bold());
        std::string about = page.say(states[state]);
        if (slot.date) about += "  " + full_day(ui.strings(), *slot.date);
        if (slot.unit) about += "  " + *slot.unit;
        words.text(about, Look{}.sized(Type::caption).in(colour));
        const Look quiet = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet));
        if (slot.document) words.text(*slot.document, quiet);
        if (slot.reason) words.text(*slot.reason, quiet);
        flow.below(words, words);
    }
};

}  // namespace

std::unique_ptr<Screen> project_screen(std::string item_id) {
    return std::make_unique<ProjectScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
