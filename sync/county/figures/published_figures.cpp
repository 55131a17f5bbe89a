#include "sync/county/figures/published_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "sync/county/calendar/fact.h"

namespace villageboard::county {
namespace {

using std::chrono::days;

constexpr int kStepDays = 3;
constexpr int kResultDays = 10;
constexpr std::int64_t kSlots = 9;

std::int64_t measure(const PublishedRow& row, std::string_view name) {
    const auto found = row.measures.find(name);
    return found == row.measures.end() ? 0 : found->second;
}

bool has(const PublishedRow& row, std::string_view name) { return row.measures.contains(name); }

Day received_on(const PublishedRow& row) { return shanghai_day(row.received); }

bool came_in(const PublishedInput& in, const PublishedRow& row) {
    return row.received != Instant{} && in.from <= received_on(row) && received_on(row) <= in.to;
}

bool is_live(const PublishedInput& in, const PublishedRow& row) {
    return row.phase == "live" && (!row.expires || *row.expires > start_of(in.to));
}

/// Rows of the kind that came in the time; a figure counts what its own test says of each.
template <typename Test>
std::vector<FigureRow> rows_of(const PublishedInput& in, std::string_view kind, Test test) {
    std::vector<FigureRow> rows;
    for (const PublishedRow& row : in.items)
        if (row.kind == kind && came_in(in, row)) test(row, rows);
    return rows;
}

/// Visits the cells of every period whose last day in time lies in [from, to].
template <typename Visit>
void visit_due(const PublishedInput& in, Visit visit) {
    for (const Matrix& matrix : in.years)
        for (const MatrixRow& row : matrix.rows)
            for (std::size_t i = 0; i < matrix.items.size(); ++i) {
                const ItemYear& item = matrix.items[i];
                std::vector<int> late(item.periods.size());
                for (const LateCell& one : row.cells[i].late) late.at(one.period) = one.days;
                for (std::size_t period = 0; period < item.periods.size(); ++period) {
                    const DuePeriod& due = item.periods[period];
                    if (due.due < in.from || due.due > in.to) continue;
                    visit(row.village, item, due, static_cast<Cell>(row.cells[i].states[period]),
                          late[period]);
                }
            }
}

bool was_due(Cell cell) {
    return cell == Cell::on_time || cell == Cell::late || cell == Cell::missing;
}

std::string period_subject(const ItemYear& item, const DuePeriod& period) {
    return item.item.code + " " + format_day(period.from);
}

/// What a feed holds of the codes and sheets.
struct Held {
    std::map<std::string, Day> newest;  ///< by code, the last day on which something came
    std::set<std::string> live;
    std::uint32_t live_sheets = 0;
    std::map<std::uint32_t, Day> newest_sheet;  ///< by bit
};

std::map<std::string, Held> held_by_area(const PublishedInput& in) {
    std::map<std::string, Held> all;
    for (const HeldRow& row : in.held) {
        Held& held = all[row.area];
        const Day changed = shanghai_day(row.newest);
        Day& newest = held.newest.try_emplace(row.catalogue, Day{}).first->second;
        newest = std::max(newest, changed);
        for (std::uint32_t bit = 1; bit <= sheet_bit("plan"); bit <<= 1U)
            if ((row.sheets & bit) != 0) {
                Day& sheet = held.newest_sheet.try_emplace(bit, Day{}).first->second;
                sheet = std::max(sheet, changed);
            }
        if (row.live == 0) continue;
        held.live.insert(row.catalogue);
        held.live_sheets |= row.sheets;
    }
    return all;
}

struct Standing {
    bool live = false;
    Day newest{};  ///< 0: never anything
};

void add_held(Standing& found, const Held& here, const ItemYear& item) {
    found.live =
        found.live || here.live.contains(item.item.code) || (here.live_sheets & item.sheets) != 0;
    if (const auto code = here.newest.find(item.item.code); code != here.newest.end())
        found.newest = std::max(found.newest, code->second);
    if (item.sheets == 0) return;
    for (const auto& [bit, day] : here.newest_sheet)
        if ((bit & item.sheets) != 0) found.newest = std::max(found.newest, day);
}

/// A feed that a village's items may stand in.
struct Source {
    FeedLevel level;
    const Held* held;
};

/// How an item stands in a village: its own feed, and those above that may hold what it asks for.
Standing standing(const std::vector<Source>& sources, const ItemYear& item) {
    Standing found;
    for (const Source& source : sources)
        if (counts_for({item.item.code, source.level, {}}, item.item))
            add_held(found, *source.held, item);
    return found;
}

std::vector<Source> sources_of(const std::map<std::string, Held>& held, const AreaCode& village) {
    std::vector<Source> sources;
    for (const AreaCode& area : village.path())
        if (const auto feed = held.find(area.digits()); feed != held.end())
            sources.push_back({level_of(area), &feed->second});
    return sources;
}

/// Visits each village and applicable item with how it stands at the end of the time.
template <typename Visit>
void visit_applicable(const PublishedInput& in, Visit visit) {
    if (in.years.empty()) return;
    const auto held = held_by_area(in);
    const Matrix& matrix = in.years.back();
    for (const MatrixRow& row : matrix.rows) {
        const auto sources = sources_of(held, row.village.area);
        for (std::size_t i = 0; i < matrix.items.size(); ++i)
            if (row.cells[i].states.front() != static_cast<char>(Cell::not_applicable))
                visit(row.village, matrix.items[i], standing(sources, matrix.items[i]));
        for (const auto& own : row.own) {
            const ItemYear item{own.first, 0, {}};
            visit(row.village, item, standing(sources, item));
        }
    }
}

std::int64_t published(const PublishedInput& in) {
    std::int64_t items = 0;
    for (const ReceiptDay& day : in.receipts) items += day.items;
    return items;
}

bool beside_chinese(const std::string& recordings) {
    std::istringstream tags(recordings);
    for (std::string tag; tags >> tag;)
        if (!tag.starts_with("zh")) return true;
    return false;
}

const CatalogueItem* find(const PublishedInput& in, const std::string& code) {
    const auto found = std::ranges::find(in.catalogue, code, &CatalogueItem::code);
    return found == in.catalogue.end() ? nullptr : &*found;
}

std::int64_t sum_of(const std::vector<FigureRow>& rows) {
    std::int64_t sum = 0;
    for (const FigureRow& row : rows) sum += row.value;
    return sum;
}

}  // namespace

Figure covered(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    visit_applicable(in, [&](const Village& village, const ItemYear& item, const Standing& now) {
        rows.push_back({village.area.digits(), item.item.code, now.live, 0});
    });
    return counted(1, std::move(rows));
}

Figure in_time(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    std::vector<std::int64_t> late_days;
    std::set<Day> due_days;
    std::int64_t missing = 0;
    visit_due(in, [&](const Village& village, const ItemYear& item, const DuePeriod& period,
                      Cell cell, int late) {
        if (!was_due(cell)) return;
        if (item.item.limit.every) due_days.insert(period.due);
        if (cell == Cell::late) late_days.push_back(late);
        if (cell == Cell::missing) ++missing;
        rows.push_back(
            {village.area.digits(), period_subject(item, period), cell == Cell::on_time, late});
    });
    std::int64_t on_due_day = 0;
    std::int64_t set_back = 0;
    for (const ReceiptDay& day : in.receipts) {
        if (due_days.contains(day.day)) on_due_day += day.items;
        set_back += day.dated_before;
    }
    Figure figure = counted(2, std::move(rows));
    figure.also = {{"late", static_cast<std::int64_t>(late_days.size())},
                   {"missing", missing},
                   {"median_days_late", median(late_days)},
                   {"published", published(in)},
                   {"published_on_a_due_day", on_due_day},
                   {"dated_before_receipt", set_back}};
    return figure;
}

Figure finance_periods(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    visit_due(in, [&](const Village& village, const ItemYear& item, const DuePeriod& period,
                      Cell cell, int late) {
        if (item.sheets == 0 || !item.item.limit.every || !was_due(cell)) return;
        rows.push_back(
            {village.area.digits(), period_subject(item, period), cell != Cell::missing, late});
    });
    return counted(3, std::move(rows));
}

Figure balanced(const PublishedInput& in) {
    std::int64_t corrected = 0;
    Figure figure = counted(
        4, rows_of(in, "finance", [&](const PublishedRow& row, std::vector<FigureRow>& rows) {
            if (!has(row, "balanced_first")) return;
            if (row.corrections > 0) ++corrected;
            rows.push_back({row.area, row.item, measure(row, "balanced_first") == 1,
                            static_cast<std::int64_t>(row.corrections)});
        }));
    figure.also = {{"corrected_afterwards", corrected}};
    return figure;
}

Figure itemised(const PublishedInput& in) {
    std::int64_t whole = 0;
    std::int64_t other = 0;
    Figure figure = counted(
        5, rows_of(in, "finance", [&](const PublishedRow& row, std::vector<FigureRow>& rows) {
            whole += measure(row, "a_turnover");
            other += measure(row, "a_other");
            if (has(row, "a_turnover") || has(row, "b_turnover"))
                rows.push_back(
                    {row.area, row.item, has(row, "b_turnover"), measure(row, "b_turnover")});
        }));
    figure.numerator = sum_of(figure.rows);
    figure.denominator = whole;
    figure.also = {{"other_fen", other}};
    return figure;
}

Figure with_vouchers(const PublishedInput& in) {
    std::int64_t lines = 0;
    Figure figure = counted(
        6, rows_of(in, "finance", [&](const PublishedRow& row, std::vector<FigureRow>& rows) {
            if (!has(row, "b_lines")) return;
            lines += measure(row, "b_lines");
            rows.push_back({row.area, row.item,
                            measure(row, "b_vouchers") == measure(row, "b_lines"),
                            measure(row, "b_vouchers")});
        }));
    figure.numerator = sum_of(figure.rows);
    figure.denominator = lines;
    return figure;
}

Figure proper_notices(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    for (const PublishedRow& row : in.items) {
        if (!row.notice_from || !row.notice_to || !came_in(in, row)) continue;
        const CatalogueItem* item = find(in, row.catalogue);
        const int wanted = item != nullptr ? item->limit.notice_days.value_or(0) : 0;
        const bool working = item != nullptr && item->limit.notice_unit == DayUnit::working_days;
        const auto length = (*row.notice_to - *row.notice_from).count() + 1;
        const auto counted_days =
            working
                ? in.calendar.working_days_between(*row.notice_from - days{1}, *row.notice_to).count
                : length;
        const bool proper = counted_days >= wanted && received_on(row) <= *row.notice_from &&
                            (!has(row, "phone") || measure(row, "phone") == 1);
        rows.push_back({row.area, row.item, proper, length});
    }
    Figure figure = counted(7, std::move(rows));
    figure.why =
        "Length, telephone and first day are counted; how long a terminal showed it isn't.";
    return figure;
}

Figure explained(const PublishedInput& in) {
    std::map<std::string, Day> texts;
    for (const PublishedRow& row : in.items)
        if (!row.refers.empty() && row.received != Instant{}) {
            Day& first = texts.try_emplace(row.refers, received_on(row)).first->second;
            first = std::min(first, received_on(row));
        }
    Figure figure = counted(
        8, rows_of(in, "policy", [&](const PublishedRow& row, std::vector<FigureRow>& rows) {
            const auto text = texts.find(row.item);
            const bool there = text != texts.end();
            const int apart =
                there ? std::abs(
                            in.calendar.working_days_between(received_on(row), text->second).count)
                      : 0;
            rows.push_back({row.area, row.item, there && apart <= kStepDays, apart});
        }));
    figure.why = "How much of an interpretation is copied from its policy isn't counted.";
    return figure;
}

Figure erasures(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    for (const PublishedRow& row : in.items) {
        const Day changed = shanghai_day(row.changed);
        if (row.phase != "erased" || changed < in.from || changed > in.to) continue;
        rows.push_back({row.area, row.item, true, 0});
    }
    Figure figure = counted(9, std::move(rows));
    figure.denominator = published(in) + figure.numerator;
    figure.why =
        "Items erased after publication; what the checks held back, and how soon the last "
        "terminal had purged it, isn't counted.";
    return figure;
}

Figure empty_columns(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    std::int64_t oldest = 0;
    visit_applicable(in, [&](const Village& village, const ItemYear& item, const Standing& now) {
        const bool never = now.newest == Day{};
        const std::int64_t unchanged = never ? 0 : (in.to - now.newest).count();
        oldest = std::max(oldest, unchanged);
        rows.push_back({village.area.digits(), item.item.code, never, unchanged});
    });
    Figure figure = counted(12, std::move(rows));
    figure.also = {{"longest_unchanged_days", oldest}};
    return figure;
}

Figure consultations(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    for (const PublishedRow& row : in.items) {
        if (row.kind != "consultation" || !has(row, "final_day")) continue;
        const Day last_word{days{measure(row, "final_day")}};
        const Day due = in.calendar.add_working_days(last_word, kResultDays).day;
        if (due < in.from || due > in.to) continue;
        const std::int64_t answered =
            measure(row, "adopted") + measure(row, "partly") + measure(row, "refused");
        const bool adds_up =
            answered == measure(row, "responses") && measure(row, "unexplained") == 0;
        const bool soon = has(row, "result_day") && Day{days{measure(row, "result_day")}} <= due;
        rows.push_back({row.area, row.item, adds_up && soon, answered});
    }
    return counted(15, std::move(rows));
}

Figure kept_promises(const PublishedInput& in) {
    std::int64_t promised = 0;
    std::int64_t kept = 0;
    Figure figure = counted(
        16, rows_of(in, "meeting", [&](const PublishedRow& row, std::vector<FigureRow>& rows) {
            if (measure(row, "promised") == 0) return;
            promised += measure(row, "promised");
            kept += measure(row, "kept");
            rows.push_back({row.area, row.item, measure(row, "kept") == measure(row, "promised"),
                            measure(row, "kept")});
        }));
    figure.numerator = kept;
    figure.denominator = promised;
    figure.why = "What meetings decided to do; promises in answers to villagers aren't counted.";
    return figure;
}

Figure project_slots(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    for (const PublishedRow& row : in.items)
        if (row.kind == "project" && is_live(in, row))
            rows.push_back({row.area, row.item, measure(row, "slots_known") == kSlots,
                            measure(row, "slots_known")});
    Figure figure = counted(20, std::move(rows));
    figure.numerator = sum_of(figure.rows);
    figure.denominator = kSlots * static_cast<std::int64_t>(figure.rows.size());
    return figure;
}

Figure stale_guides(const PublishedInput& in) {
    std::vector<FigureRow> rows;
    for (const PublishedRow& row : in.items) {
        if (row.kind != "guide" || !is_live(in, row)) continue;
        const Day revised = shanghai_day(row.changed);
        std::int64_t behind = 0;
        std::istringstream basis(row.basis);
        for (std::string id; basis >> id;)
            for (const LegalBasisRow& wording : in.bases.rows())
                if (wording.id == id && wording.valid_from > revised && wording.valid_from <= in.to)
                    behind =
                        std::max<std::int64_t>(behind, (in.to - wording.valid_from).count() + 1);
        rows.push_back({row.area, row.item, behind > 0, behind});
    }
    return counted(21, std::move(rows));
}

Figure other_languages(const PublishedInput& in) {
    Figure figure{.number = 22};
    std::int64_t words = 0;
    for (const HeldRow& row : in.held)
        if (!row.catalogue.empty()) figure.denominator += row.live;
    for (const LanguageRow& row : in.languages) {
        if (beside_chinese(row.recordings)) figure.numerator += row.items;
        if (!row.languages.empty()) words += row.items;
    }
    figure.also = {{"with_words", words}};
    return figure;
}

std::vector<FigureRow> recorded_items(const std::vector<SpokenRow>& items) {
    std::vector<FigureRow> rows;
    rows.reserve(items.size());
    for (const SpokenRow& one : items)
        rows.push_back({one.area, one.item, beside_chinese(one.recordings), 0});
    return rows;
}

}  // namespace villageboard::county
