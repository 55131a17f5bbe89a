#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/letter/post.h"
#include "kiosk/screens/consultation_due.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/questionnaire.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/table.h"

namespace villageboard::kiosk {
namespace {

class ConsultationScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "consultation"; }
    /// Once something is chosen, it is nobody else's business.
    Pace pace() const override {
        return questionnaire_.any_chosen() ? Pace::private_ : Pace::reading;
    }

  protected:
    void prepare(Board& board) override {
        if (std::exchange(revision_, item().revision) != item().revision)
            questionnaire_.begin(as<Consultation>().questions.size());
        due_ = result_due(as<Consultation>(), board_calendar(board));
    }

    void build_item(Page& page) override {
        const Consultation& asked = as<Consultation>();
        head(page);
        state(page, asked);
        page.flow.gap(1);
        page.flow.prose(asked.background, {});
        questions(page, asked);
        channels(page, asked);
        results(page, asked);
        show_blocks(page, page.flow, *words_of(common(), page.ui.strings().language()).blocks,
                    attachments());
        foot(page);
    }

  private:
    void state(Page& page, const Consultation& asked) const {
        const Strings& strings = page.ui.strings();
        const BoardTime time = page.board.time();
        const int left = days_left(asked.open_to, time.today());
        if (time.known)
            page.flow.text(
                left > 0 ? strings.count("consultation.open", left)
                         : page.say("consultation.closed"),
                Look{}.bold().in(page.theme().colour(Subject::village)).as(Role::status));
        page.flow.fact(page.say("consultation.period"),
                       page.say("event.span", {{"from", full_day(strings, asked.open_from)},
                                               {"to", full_day(strings, asked.open_to)}}));
        result_state(page, asked);
    }

    // Until when the result is owed, and whether that day has passed.
    void result_state(Page& page, const Consultation& asked) const {
        if (!asked.results.empty() || !due_) return;
        page.flow.fact(page.say("consultation.due"), full_day(page.ui.strings(), *due_));
        const BoardTime time = page.board.time();
        if (!time.known || time.today() <= *due_) return;
        page.flow.text(page.ui.strings().count("consultation.late", (time.today() - *due_).count()),
                       Look{}.bold().in(page.ui.colour(Ink::money_out)).as(Role::status));
    }

    // Answers are taken while the consultation is open, as far as a known clock can tell.
    void questions(Page& page, const Consultation& asked) {
        const BoardTime time = page.board.time();
        const bool open = !time.known || (asked.open_from <= time.today() &&
                                          days_left(asked.open_to, time.today()) > 0);
        const bool key = page.services.post && inbox_key(page.board, time);
        Flow column(page.ui, page.flow.x(), page.flow.y(),
                    std::min(page.flow.width(), page.theme().measure()));
        if (open && key) {
            questionnaire_.ask(page, column, asked, about(page));
        } else {
            Questionnaire::show(page, column, asked);
            if (open && !asked.questions.empty())
                column.prose(page.say("consultation.elsewhere"),
                             Look{}.in(page.ui.colour(Ink::quiet)));
        }
        page.flow.below(column, column);
    }

    SpeakAbout about(Page& page) const {
        return {.item_id = id(),
                .revision = item().revision,
                .words = title_of(page.board, item(), page.ui.strings().language())};
    }

    static void channels(Page& page, const Consultation& asked) {
        if (!asked.channels.empty()) page.flow.section(page.say("consultation.channels"));
        for (const std::string& channel : asked.channels) {
            page.flow.prose(channel, {});
            page.flow.gap(0.5);
        }
        if (!asked.responses.empty()) page.flow.section(page.say("consultation.responses"));
        for (const ChannelCount& each : asked.responses)
            page.flow.fact(each.channel, page.ui.strings().count("consultation.count", each.count));
    }

    static void results(Page& page, const Consultation& asked) {
        constexpr const char* words[] = {"consultation.yes", "consultation.partly",
                                         "consultation.no"};
        constexpr Ink inks[] = {Ink::money_in, Ink::ink, Ink::money_out};
        if (!asked.results.empty()) {
            page.flow.section(page.say("consultation.results"));
            summary(page, asked);
        }
        for (const OpinionResult& result : asked.results) {
            const int adopted = static_cast<int>(result.adopted);
            page.flow.prose(std::to_string(result.seq) + ". " + result.from + "  " + result.opinion,
                            {});
            page.flow.text(page.say(words[adopted]),
                           Look{}.bold().in(page.ui.colour(inks[adopted])));
            page.flow.fact(page.say("consultation.reason"), result.reason);
            page.flow.rule();
            page.flow.gap(1);
        }
        if (asked.final_document)
            page.flow.fact(page.say("consultation.final"), *asked.final_document);
        if (asked.final_date)
            page.flow.fact(page.say("consultation.final_date"),
                           full_day(page.ui.strings(), *asked.final_date));
    }

    static void summary(Page& page, const Consultation& asked) {
        int counts[3] = {};
        for (const OpinionResult& result : asked.results)
            ++counts[static_cast<int>(result.adopted)];
        page.flow.prose(
            page.say("consultation.summary", {{"n", std::to_string(asked.results.size())},
                                              {"yes", std::to_string(counts[0])},
                                              {"partly", std::to_string(counts[1])},
                                              {"no", std::to_string(counts[2])}}),
            Look{}.sized(Type::lead));
        page.flow.gap(1);
    }

    std::optional<Day> due_;  ///< of the result
    Questionnaire questionnaire_;
    std::uint32_t revision_ = 0;
};

}  // namespace

std::unique_ptr<Screen> consultation_screen(std::string item_id) {
    return std::make_unique<ConsultationScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
