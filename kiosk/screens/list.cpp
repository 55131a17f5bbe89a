#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "kiosk/screens/due_rows.h"
#include "kiosk/screens/item_row.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/topics.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

class List : public Screen {
  public:
    explicit List(Subject subject) : subject_(subject) {}

    std::string name() const override { return "list"; }
    std::optional<Subject> subject() const override { return subject_; }

    void reload(Board& board) override {
        items_ = board.items(subject_);
        missing_ = overdue(board, subject_);
        split_off_repealed(board);
        accounts_.clear();
        periods_.clear();
        if (subject_ != Subject::finance) return;
        for (const cache::ItemRow& item : items_)
            if (const auto body = board.body(item)) {
                const Finance& report = std::get<Finance>(*body);
                periods_[item.id] = report.period;
                if (report.sheet_a || report.sheet_b) accounts_.insert(item.id);
            }
    }

    void build(Page& page) override {
        page_head(page.flow, subject_, subject_word(page.ui, subject_), page.say(sentence_key()));
        if (subject_ == Subject::finance) choose_sheets(page);
        if (subject_ == Subject::subsidy) ask_what(page);
        few_due_rows(page, page.flow, missing_);
        std::vector<cache::ItemRow> shown;
        std::copy_if(items_.begin(), items_.end(), std::back_inserter(shown),
                     [&](const auto& item) { return belongs(item); });
        if (shown.empty()) {
            page.flow.gap(2);
            page.flow.prose(page.say("list.empty"),
                            Look{}.sized(Type::lead).in(page.ui.colour(Ink::quiet)));
        }
        if (page.wide() && shown.size() > 3) {
            two_columns(page, shown);
        } else {
            for (const cache::ItemRow& item : shown) one_row(page, page.flow, item);
        }
        if (!repealed_.empty()) page.flow.section(page.say("policy.no_more"));
        for (const cache::ItemRow& item : repealed_) one_row(page, page.flow, item);
        page.flow.gap(2);
    }

  private:
    // Policies that don't count any more stand last, under a heading that says so.
    void split_off_repealed(Board& board) {
        repealed_.clear();
        if (subject_ != Subject::policy) return;
        const auto counts = [&](const cache::ItemRow& item) {
            const auto body = board.body(item);
            if (!body) return true;
            const Validity validity = validity_of(std::get<Policy>(*body), board.time());
            return validity == Validity::in_force || validity == Validity::amended;
        };
        const auto first = std::stable_partition(items_.begin(), items_.end(), counts);
        repealed_.assign(std::make_move_iterator(first), std::make_move_iterator(items_.end()));
        items_.erase(first, items_.end());
    }

    const char* sentence_key() const {
        constexpr const char* keys[] = {"list.finance", "list.subsidy",  "list.relief",
                                        "list.policy",  "list.projects", "list.village"};
        return keys[static_cast<int>(subject_)];
    }

    bool belongs(const cache::ItemRow& item) const {
        if (subject_ == Subject::finance && !accounts_.empty())
            return accounts_.contains(item.id) != other_sheets_;
        return true;
    }

    // What came in and went out is what people ask for; balance sheets and the like stand behind
    // it.
    void choose_sheets(Page& page) {
        if (accounts_.empty() || accounts_.size() == items_.size()) return;
        const std::vector<std::string> labels{page.say("finance.tab_accounts"),
                                              page.say("finance.tab_sheets")};
        float y = page.flow.y();
        const std::size_t current = other_sheets_ ? 1 : 0;
        const std::size_t chosen =
            tabs(page.ui, page.flow.x(), y, page.flow.width(), "list/sheets", labels, current);
        page.flow.take(y - page.flow.y());
        page.flow.gap(2);
        if (chosen == current) return;
        other_sheets_ = chosen == 1;
        page.act.to_top();
    }

    static void ask_what(Page& page) {
        ButtonSpec spec{"list/money", page.say("passbook.title")};
        spec.style = ButtonStyle::primary;
        spec.icon = Icon::help;
        Rect rect = page.flow.take(button_height(page.theme(), Type::body));
        rect.w = std::min(rect.w, button_width(page.ui, spec) + page.theme().u(4));
        if (button(page.ui, rect, spec)) page.act.open(money_screen());
        page.flow.gap(2);
    }

    void two_columns(Page& page, const std::vector<cache::ItemRow>& shown) {
        auto [left, right] = page.split(0.5);
        const std::size_t half = (shown.size() + 1) / 2;
        for (std::size_t i = 0; i < shown.size(); ++i)
            one_row(page, i < half ? left : right, shown[i]);
        page.flow.below(left, right);
    }

    void one_row(Page& page, Flow& flow, const cache::ItemRow& item) {
        RowSpec spec = item_row(page, item, ShowSubject::no);
        const auto period = periods_.find(item.id);
        if (period != periods_.end()) {
            const std::string name = period_name(page.ui.strings(), period->second);
            const bool says_it = spec.title.find(name) != std::string::npos;
            if (!says_it) spec.note = name + "  " + spec.note;
        }
        if (row(flow, spec)) page.act.open(screen_for(item));
    }

    Subject subject_;
    bool other_sheets_ = false;
    std::vector<cache::ItemRow> items_;
    std::vector<cache::ItemRow> repealed_;  ///< policies only
    std::vector<OverdueItem> missing_;
    std::map<std::string, FinancePeriod> periods_;  ///< of finance reports, by id
    std::set<std::string> accounts_;  ///< ids of reports with the villagers' sheet or the entries
};

}  // namespace

std::unique_ptr<Screen> list_screen(Subject subject) {
    if (subject == Subject::village) return village_screen();
    return std::make_unique<List>(subject);
}

}  // namespace villageboard::kiosk
