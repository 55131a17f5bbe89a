#include <algorithm>

#include "kiosk/screens/amount_search.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/number_pad.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

using std::chrono::year_month;

constexpr int kMonths = 12;
constexpr double kPadPart = 0.4;

year_month month_of(Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

std::string month_words(const Page& page, year_month month, year_month now) {
    const std::string name =
        page.say("month." + std::to_string(static_cast<unsigned>(month.month())));
    if (month.year() == now.year()) return name;
    return page.say("passbook.month_of",
                    {{"y", std::to_string(static_cast<int>(month.year()))}, {"month", name}});
}

// Which programmes paid this amount: asked on one page, answered on the next.
class AmountAnswerScreen : public Screen {
  public:
    AmountAnswerScreen(Fen amount, std::optional<year_month> month)
        : amount_(amount), month_(month) {}

    std::string name() const override { return "amount-answer"; }
    std::optional<Subject> subject() const override { return Subject::subsidy; }
    void reload(Board& board) override {
        answer_ = find_amount(programmes_of(board), amount_, month_);
    }

    void build(Page& page) override {
        page_head(page.flow, subject(), yuan(page.ui.strings(), amount_), sentence(page));
        page.flow.gap(1);
        for (const AmountHit& hit : answer_.hits) one_row(page, hit);
        page.flow.gap(2);
        const Look quiet = Look{}.in(page.ui.colour(Ink::quiet));
        if (!answer_.figures_only.empty())
            page.flow.prose(page.say("amount.figures_only", {{"names", figures_only(page)}}),
                            quiet);
        page.flow.gap(1);
        page.flow.prose(page.say("amount.not_relief"), quiet);
        page.flow.gap(1);
        RowSpec own;
        own.id = "amount/own";
        own.title = page.say("own.title");
        own.note = page.say("own.way_note");
        if (row(page.flow, own)) page.act.open(own_payments_screen());
        page.flow.gap(2);
    }

  private:
    std::string sentence(Page& page) const {
        const std::string when =
            month_ ? month_words(page, *month_, now(page)) : page.say("amount.any_month_words");
        if (answer_.hits.empty()) return page.say("amount.none", {{"when", when}});
        return page.say("amount.found", {{"when", when}});
    }

    static year_month now(const Page& page) { return month_of(page.board.time().today()); }

    std::string figures_only(const Page& page) const {
        std::string names;
        for (const std::string& name : answer_.figures_only)
            names += (names.empty() ? "" : page.say("list.comma")) + name;
        return names;
    }

    void one_row(Page& page, const AmountHit& hit) {
        const Strings& strings = page.ui.strings();
        RowSpec spec;
        spec.id = "hit/" + hit.label + "/" + hit.item_id;
        spec.title = hit.name;
        spec.note = month_words(page, hit.month, now(page)) + "  " +
                    page.say("passbook.label", {{"label", hit.label}}) + "  ";
        if (hit.lines > 0) spec.note += strings.count("amount.lines", hit.lines);
        if (hit.lines > 0 && hit.summed > 0) spec.note += page.say("list.comma");
        if (hit.summed > 0) spec.note += strings.count("amount.summed", hit.summed);
        if (row(page.flow, spec)) page.act.open(programme_screen(hit.label));
    }

    Fen amount_;
    std::optional<year_month> month_;
    AmountAnswer answer_;
};

// The question: how much, in which month.
class AmountScreen : public Screen {
  public:
    std::string name() const override { return "amount"; }
    std::optional<Subject> subject() const override { return Subject::subsidy; }

    void build(Page& page) override {
        page_head(page.flow, subject(), page.say("passbook.by_amount"),
                  page.say("passbook.by_amount_sentence"));
        if (page.wide()) {
            auto [left, right] = page.split(kPadPart);
            pad(page, left);
            ask(page, left);
            how_much(page, right);
            which_month(page, right);
            page.flow.below(left, right);
        } else {
            how_much(page, page.flow);
            pad(page, page.flow);
            which_month(page, page.flow);
            ask(page, page.flow);
        }
        page.flow.gap(2);
    }

  private:
    void how_much(Page& page, Flow& flow) const {
        Ui& ui = page.ui;
        const Theme& theme = page.theme();
        const std::string shown = typed_.empty() ? "0" : typed_;
        const std::string words = page.say("money.yuan", {{"amount", shown}});
        const Look look = Look{}
                              .sized(Type::figure)
                              .serif()
                              .tabular()
                              .in(ui.colour(typed_.empty() ? Ink::quiet : Ink::ink))
                              .as(Role::figure);
        const Look fitting = ui.fitted(words, look, flow.width());
        const Rect line = flow.take(theme.line(Type::figure));
        ui.text_in(line, words, fitting);
        flow.gap(0.5);
        ui.fill(flow.take(theme.edge()), ui.colour(Ink::ink));
        flow.gap(1.5);
    }

    void pad(Page& page, Flow& flow) {
        const auto key =
            number_pad(flow, typed_.empty() ? Erase::nothing_typed : Erase::possible, page.view.h);
        if (!key) return;
        if (*key != kEraseKey)
            typed_ = with_key(typed_, *key);
        else if (!typed_.empty())
            typed_.pop_back();
        page.ui.build_again();
    }

    void which_month(Page& page, Flow& flow) {
        const year_month now = month_of(page.board.time().today());
        flow.section(page.say("amount.month"));
        std::vector<std::string> labels{page.say("amount.any_month")};
        for (int back = 0; back < kMonths; ++back)
            labels.push_back(month_words(page, now - std::chrono::months{back}, now));
        float y = flow.y();
        const std::size_t chosen =
            tabs(page.ui, flow.x(), y, flow.width(), "amount/month", labels, back_);
        flow.take(y - flow.y());
        if (chosen == back_) return;
        back_ = chosen;
        page.ui.build_again();
    }

    void ask(Page& page, Flow& flow) {
        const auto amount = parse_yuan(typed_);
        ButtonSpec spec{"amount/ask", page.say("amount.ask")};
        spec.style = ButtonStyle::primary;
        spec.type = Type::lead;
        spec.enabled = amount && amount->value > 0;
        flow.gap(2);
        flow.target_gap();
        Rect rect = flow.take(button_height(page.theme(), Type::lead));
        rect.w = std::min(rect.w, button_width(page.ui, spec) + page.theme().u(6));
        if (!button(page.ui, rect, spec) || !spec.enabled) return;
        std::optional<year_month> month;
        if (back_ > 0)
            month = month_of(page.board.time().today()) -
                    std::chrono::months{static_cast<int>(back_) - 1};
        page.act.open(amount_answer_screen(*amount, month));
    }

    std::string typed_;
    std::size_t back_ = 0;  ///< 0: any month; 1: this month; 2: the one before...
};

}  // namespace

std::unique_ptr<Screen> amount_screen() { return std::make_unique<AmountScreen>(); }

std::unique_ptr<Screen> amount_answer_screen(Fen amount, std::optional<year_month> month) {
    return std::make_unique<AmountAnswerScreen>(amount, month);
}

}  // namespace villageboard::kiosk
