#include <algorithm>
#include <cmath>
#include <set>

#include "content/pinyin/name_initials.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/relief_steps.h"
#include "kiosk/screens/roll_data.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/letters.h"
#include "kiosk/widgets/money.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/row.h"
#include "kiosk/widgets/table.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPressedShade = 0.12;
constexpr double kFactsPart = 0.4;
constexpr float kPagesAhead = 1.5F;

// The columns that all lines of a roll share, so that figures stand under each other.
struct LineShape {
    float name = 0;
    float group = 0;
    float quantity = 0;
    float amount = 0;
    float height = 0;
    bool columns = false;  ///< else group and quantity stand under the name
};

class Roll : public ItemScreen {
  public:
    Roll(std::string item_id, Kind kind) : ItemScreen(std::move(item_id)), kind_(kind) {}

    std::string name() const override { return "roll"; }
    std::optional<Subject> subject() const override {
        return kind_ == Kind::subsidy_roll ? Subject::subsidy : Subject::relief;
    }

    void type(const std::string& key) override {
        if (!finding_) return;
        if (key == "Backspace" && !typed_.empty()) typed_.pop_back();
        if (key.size() == 1 && possible_.find(key) != std::string::npos) typed_ += key;
    }

  protected:
    void prepare(Board&) override { data_language_.clear(); }

    void build_item(Page& page) override {
        read(page);
        head(page);
        if (page.wide()) {
            auto [left, right] = page.split(kFactsPart);
            const float top = right.y();
            names(page, right);
            pinned_facts(page, left, right.y() - top);
            page.flow.below(right, right);
            if (facts_height_ > right.height()) page.flow.take(facts_height_ - right.height());
        } else {
            facts(page, page.flow);
            names(page, page.flow);
        }
        foot(page);
    }

  private:
    void read(Page& page) {
        if (data_language_ == page.ui.strings().language()) return;
        data_language_ = page.ui.strings().language();
        data_ = kind_ == Kind::subsidy_roll
                    ? roll_data(page.ui.strings(), as<SubsidyRoll>(), item().catalogue)
                    : roll_data(page.ui.strings(), as<ReliefRoll>());
    }

    // Beside a long list the facts stay in sight: they stop at the page's edge while the names
    // go on; facts that are higher than the page stop with their end in sight.
    void pinned_facts(Page& page, Flow& column, float names_height) {
        const float room = std::max(0.F, names_height - facts_height_);
        const float hidden = page.view.y - column.y();
        const float longer = std::max(0.F, facts_height_ - page.view.h);
        Flow facts_flow(page.ui, column.x(),
                        column.y() + std::round(std::clamp(hidden - longer, 0.F, room)),
                        column.width());
        facts(page, facts_flow);
        if (facts_flow.height() != facts_height_) page.ui.build_again();
        facts_height_ = facts_flow.height();
    }

    std::string stage(Page& page, const NoticeState& state) const {
        if (data_.notice_stage && state.told && !state.open && state.all > 0)
            return page.say("stage.notice_over");
        return data_.stage;
    }

    void facts(Page& page, Flow& flow) {
        const NoticeState state = notice_state(item(), page.board.time());
        const Colour colour = page.theme().colour(*subject());
        const bool ring = state.open && state.told;
        const float side = page.theme().u(17);
        const float ring_height = ring ? days_ring_height(page.ui, state.left, side) : 0;
        const bool beside = ring && flow.width() - side >= page.theme().type(Type::body) * 11;
        Flow words(page.ui, flow.x(), flow.y(),
                   beside ? flow.width() - side - page.theme().u(3) : flow.width());
        if (ring && beside) {
            days_ring(page.ui, {flow.x() + flow.width() - side, flow.y(), side, ring_height},
                      state.left, state.all, colour);
        } else if (ring) {
            Rect place = words.take(ring_height);
            place.w = side;
            days_ring(page.ui, place, state.left, state.all, colour);
            words.gap(1);
        }
        words.text(stage(page, state),
                   Look{}.sized(Type::lead).serif().in(colour).as(Role::status));
        if (item().notice_from && item().notice_to)
            words.text(page.say("notice.period",
                                {{"from", short_day(page.ui.strings(), *item().notice_from)},
                                 {"to", short_day(page.ui.strings(), *item().notice_to)}}),
                       Look{}.in(page.ui.colour(Ink::quiet)));
        words.gap(1.5);
        words.text(page.say("roll.amount"), Look{}.in(page.ui.colour(Ink::quiet)));
        const std::string amount = yuan(page.ui.strings(), data_.amount);
        words.text(
            amount,
            page.ui.fitted(amount, Look{}.sized(Type::figure).serif().tabular().as(Role::figure),
                           words.width()));
        if (beside && words.height() < ring_height) words.take(ring_height - words.height());
        flow.below(words, words);
        flow.gap(1);
        flow.fact(page.say("roll.rule"), data_.rule);
        for (const auto* list : {&data_.totals, &data_.facts})
            for (const RollFact& fact : *list) flow.fact(fact.label, fact.value);
        compared(page, flow);
        if (!data_.returned.empty()) {
            flow.gap(1);
            flow.prose(data_.returned, Look{}.bold());
        }
        flow.gap(1);
        if (!data_.programme.empty()) {
            RowSpec spec{"roll/programme", page.say("roll.programme")};
            spec.type = Type::body;
            spec.plain = true;
            if (row(flow, spec)) page.act.open(programme_screen(data_.programme));
        }
        if (!data_.objection_phone.empty())
            show_phone(page, flow, page.say("roll.objection"), data_.objection_phone);
        if (kind_ == Kind::relief_roll) relief_steps(page, flow, as<ReliefRoll>(), state);
    }

    void compared(Page& page, Flow& flow) const {
        if (!data_.last) return;
        flow.gap(1);
        flow.prose(data_.last->sentence, {});
        value_bars(flow,
                   {{data_.last->label, format_yuan(data_.last->before),
                     static_cast<double>(data_.last->before.value)},
                    {page.say("roll.this_time"), format_yuan(data_.amount),
                     static_cast<double>(data_.amount.value)}},
                   page.theme().colour(*subject()));
    }

    void names(Page& page, Flow& flow) {
        if (data_.lines.empty()) {
            flow.section(page.say("roll.group_totals"));
            group_totals(page, flow);
            flow.gap(2);
            flow.prose(page.say("roll.no_names"), Look{}.in(page.ui.colour(Ink::quiet)));
            return;
        }
        flow.section(page.say("roll.names"));
        if (data_.searchable) finder(page, flow);
        if (!finding_ || typed_.empty()) choose_group(page, flow);
        lines(page, flow);
    }

    void group_totals(Page& page, Flow& flow) const {
        TableSpec spec;
        spec.columns = {{page.say("roll.group")},
                        {page.say("roll.totals"), fonts::Align::right},
                        {page.say("roll.money"), fonts::Align::right}};
        for (const RollGroup& group : data_.groups)
            spec.rows.push_back({group.name, group.count, format_yuan(group.amount)});
        table(flow, spec);
    }

    void finder(Page& page, Flow& flow) {
        ButtonSpec spec{"roll/find", page.say(finding_ ? "roll.find_close" : "roll.find")};
        spec.style = finding_ ? ButtonStyle::plain : ButtonStyle::primary;
        Rect rect = flow.take(button_height(page.theme(), Type::body));
        rect.w = std::min(rect.w, button_width(page.ui, spec) + page.theme().u(4));
        if (button(page.ui, rect, spec)) {
            finding_ = !finding_;
            typed_.clear();
            open_line_.reset();
            page.ui.build_again();
        }
        flow.gap(1.5);
        if (!finding_) return;
        const std::size_t found = count_found();
        const std::string words =
            typed_.empty()
                ? page.say("roll.find_hint")
                : page.say("roll.find_typed", {{"letters", typed_}, {"n", std::to_string(found)}});
        flow.text(words, typed_.empty() ? Look{}.in(page.ui.colour(Ink::quiet))
                                        : Look{}.bold().as(Role::status));
        flow.gap(1);
        const std::string before = typed_;
        letter_pad(flow, typed_, possible_);
        if (typed_ != before) page.ui.build_again();
        flow.gap(2);
    }

    // Counts the names found, and notes which letters lead on.
    std::size_t count_found() {
        std::set<char> letters;
        std::size_t found = 0;
        for (const RollLine& line : data_.lines) {
            if (!begins_with_initials(line.bare_name, typed_)) continue;
            ++found;
            for (const char letter : next_initials(line.bare_name, typed_)) letters.insert(letter);
        }
        possible_.assign(letters.begin(), letters.end());
        return found;
    }

    void choose_group(Page& page, Flow& flow) {
        if (data_.groups.size() < 2) return;
        std::vector<std::string> labels{page.say("roll.group_all")};
        std::size_t current = 0;
        for (const RollGroup& group : data_.groups) {
            if (group.group == group_) current = labels.size();
            labels.push_back(group.name);
        }
        float y = flow.y();
        const std::size_t chosen =
            tabs(page.ui, flow.x(), y, flow.width(), "roll/group", labels, current);
        flow.take(y - flow.y());
        flow.gap(1.5);
        if (chosen == current) return;
        group_ = chosen == 0 ? std::string{} : data_.groups[chosen - 1].group;
        open_line_.reset();
        page.ui.build_again();
    }

    bool shown(const RollLine& line) const {
        if (finding_ && !typed_.empty()) return begins_with_initials(line.bare_name, typed_);
        return group_.empty() || line.group == group_;
    }

    LineShape shape(Page& page, float width) const {
        Ui& ui = page.ui;
        const float gap = page.theme().u(2);
        LineShape shape;
        for (const RollLine& line : data_.lines) {
            shape.name = std::max(shape.name, ui.width_of(line.name, Look{}.bold()));
            shape.group =
                std::max(shape.group, ui.width_of(line.group_name, Look{}.sized(Type::caption)));
            shape.quantity = std::max(shape.quantity, ui.width_of(line.quantity, Look{}.tabular()));
            shape.amount = std::max(shape.amount,
                                    ui.width_of(format_yuan(line.amount), Look{}.bold().tabular()));
        }
        shape.columns = shape.name + shape.group + shape.quantity + shape.amount + 3 * gap <= width;
        const float words = shape.columns
                                ? page.theme().line(Type::body)
                                : page.theme().line(Type::body) + page.theme().line(Type::caption);
        shape.height = std::max(page.theme().target(), words + page.theme().u(0.6));
        return shape;
    }

    void lines(Page& page, Flow& flow) {
        const LineShape columns = shape(page, flow.width());
        headings(page, flow);
        std::size_t count = 0;
        for (std::size_t i = 0; i < data_.lines.size(); ++i) {
            if (!shown(data_.lines[i])) continue;
            ++count;
            line(page, flow, i, columns);
            if (open_line_ == i) details(page, flow, data_.lines[i]);
        }
        if (count == 0) flow.prose(page.say("roll.find_none"), {});
    }

    static void headings(Page& page, Flow& flow) {
        Ui& ui = page.ui;
        const Look quiet = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet));
        const Rect rect = flow.take(page.theme().line(Type::caption));
        ui.text_in({rect.x, rect.y, rect.w / 2, rect.h}, page.say("roll.name"), quiet);
        ui.text_in({rect.x + rect.w / 2, rect.y, rect.w / 2, rect.h}, page.say("roll.money"),
                   quiet.aligned(fonts::Align::right));
        ui.fill(flow.take(page.theme().edge()), ui.colour(Ink::quiet));
    }

    void line(Page& page, Flow& flow, std::size_t index, const LineShape& columns) {
        Ui& ui = page.ui;
        const RollLine& line = data_.lines[index];
        const Rect rect = flow.take(columns.height);
        const Press press = ui.press(rect, {"line/" + std::to_string(index), Role::row, line.name,
                                            Target::normal, true, open_line_ == index});
        if (press.activated) {
            open_line_ = open_line_ == index ? std::nullopt : std::optional<std::size_t>(index);
            ui.build_again();
        }
        // Nobody's name and amount is read aloud unless somebody opened that very line.
        const Spoken former = ui.set_spoken(open_line_ == index ? Spoken::aloud : Spoken::never);
        if (rect.bottom() > page.view.y - page.view.h * kPagesAhead &&
            rect.y < page.view.bottom() + page.view.h * kPagesAhead)
            draw_line(page, rect, line, columns, press.held || open_line_ == index);
        ui.set_spoken(former);
        const Rect between = flow.take(page.theme().target_gap());
        ui.fill({between.x, std::round(between.mid_y()), between.w, page.theme().hairline()},
                ui.colour(Ink::line));
    }

    static void draw_line(Page& page, const Rect& rect, const RollLine& line,
                          const LineShape& columns, bool lit) {
        Ui& ui = page.ui;
        const Theme& theme = page.theme();
        if (lit)
            ui.sheet(rect, mix(ui.colour(Ink::paper), ui.colour(Ink::ink), kPressedShade),
                     theme.corner());
        const Look name = Look{}.bold().as(Role::cell);
        const Look amount = Look{}.bold().tabular().aligned(fonts::Align::right).as(Role::figure);
        const Look quiet = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet)).as(Role::cell);
        Rect rest = rect;
        ui.text_in(rest.cut_right(columns.amount), format_yuan(line.amount), amount);
        rest.cut_right(theme.u(2));
        if (!columns.columns) {
            const float top =
                rect.y + (rect.h - theme.line(Type::body) - theme.line(Type::caption)) / 2;
            ui.text(rest.x, top, rest.w, line.name, name);
            ui.text(rest.x, top + theme.line(Type::body), rest.w,
                    line.group_name + (line.quantity.empty() ? "" : "  " + line.quantity), quiet);
            return;
        }
        if (columns.quantity > 0)
            ui.text_in(rest.cut_right(columns.quantity), line.quantity,
                       Look{}.tabular().aligned(fonts::Align::right).as(Role::cell));
        ui.text_in(rest.cut_left(columns.name + theme.u(2)), line.name, name);
        ui.text_in(rest.cut_left(columns.group), line.group_name, quiet);
    }

    // To write about this one line, to somebody outside the village.
    void ask_about(Page& page, Flow& flow, const RollLine& line) const {
        ButtonSpec spec{"roll/speak", page.say("roll.line_speak"), Icon::letter};
        spec.size = Target::normal;
        Rect rect = flow.take(button_height(page.theme(), Type::body));
        rect.w = std::min(rect.w, button_width(page.ui, spec));
        if (!button(page.ui, rect, spec)) return;
        const std::string title = title_of(page.board, item(), page.ui.strings().language());
        page.act.open(speak_screen(
            {.item_id = id(),
             .revision = item().revision,
             .line_id = line.id,
             .words = page.say("roll.line_words", {{"title", title},
                                                   {"name", line.name},
                                                   {"group", line.group_name},
                                                   {"amount", format_yuan(line.amount)}})}));
    }

    void details(Page& page, Flow& flow, const RollLine& line) {
        const float indent = page.theme().u(2);
        Flow inside(page.ui, flow.x() + indent, flow.y(), flow.width() - 2 * indent);
        inside.gap(0.5);
        inside.text(page.say("roll.line_title"), Look{}.bold().as(Role::heading));
        if (!line.how.empty()) inside.text(line.how, Look{}.tabular());
        inside.fact(page.say("roll.rule"), line.how.empty() ? data_.rule : std::string{});
        inside.fact(page.say("roll.line_reason"), line.reason);
        if (!data_.objection_phone.empty())
            show_phone(page, inside, page.say("roll.line_ask"), data_.objection_phone);
        inside.gap(1);
        ask_about(page, inside, line);
        inside.gap(1.5);
        page.ui.fill({flow.x(), flow.y(), page.theme().mm(1), inside.height()},
                     page.theme().colour(*subject()));
        flow.below(inside, inside);
        flow.gap(1);
    }

    Kind kind_;
    RollData data_;
    std::string data_language_;
    std::string group_;
    std::string typed_;
    std::string possible_;
    std::optional<std::size_t> open_line_;
    bool finding_ = false;
    float facts_height_ = 0;  ///< px, as laid out last
};

}  // namespace

std::unique_ptr<Screen> roll_screen(std::string item_id, Kind kind) {
    return std::make_unique<Roll>(std::move(item_id), kind);
}

}  // namespace villageboard::kiosk
