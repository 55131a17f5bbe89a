#include "sync/county/calendar/coverage.h"

#include <algorithm>
#include <charconv>

#include "sync/county/calendar/fact.h"

namespace villageboard::county {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::size_t kMonths = 12;

int number(Day day) { return static_cast<int>(day.time_since_epoch().count()); }

/// Takes the text up to `end` off the front of `text`.
std::string_view taken(std::string_view& text, char end) {
    const auto at = std::min(text.find(end), text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

bool read(std::string_view text, std::int64_t& value) {
    const char* last = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), last, value);
    return error == std::errc() && stop == last;
}

unsigned month_number(Day day) { return static_cast<unsigned>(year_month_day{day}.month()); }

std::vector<DuePeriod> months_of(int in_year) {
    std::vector<DuePeriod> all;
    for (unsigned number = 1; number <= kMonths; ++number) {
        const year_month one = year{in_year} / month{number};
        const Day last = Day{one / std::chrono::last};
        all.push_back({Rhythm::month, Day{one / std::chrono::day{1}}, last, last, last + days{1}});
    }
    return all;
}

std::vector<DuePeriod> periods_of(const CatalogueItem& item, const std::vector<Timer>& timers,
                                  const Calendar& calendar, Day first, Day last) {
    std::vector<DuePeriod> all;
    for (Day within = first; within <= last; within = all.back().to + days{1})
        all.push_back(*period_around(item, timers, calendar, within));
    return all;
}

/// In which of the item's periods of the year the fact counts; nothing where in none.
std::optional<std::size_t> period_of(const ItemYear& item, const CountedFact& fact, Day first,
                                     Day last) {
    const bool yearly = item.item.limit.every == Rhythm::year;
    const Day day = fact.period_end && !yearly ? *fact.period_end : fact.made;
    if (day < first || day > last) return std::nullopt;
    const unsigned in_month = month_number(day) - 1;
    const std::size_t length = kMonths / item.periods.size();
    if (fact.period_end && !yearly && in_month % length != length - 1) return std::nullopt;
    return in_month / length;
}

}  // namespace

std::vector<CountedFact> unpacked(std::string_view records) {
    std::vector<CountedFact> facts;
    while (!records.empty()) {
        std::string_view record = taken(records, ';');
        CountedFact fact;
        fact.catalogue = taken(record, ',');
        std::int64_t made = 0;
        std::int64_t period_end = 0;
        std::int64_t sheets = 0;
        std::int64_t received = 0;
        if (!read(taken(record, ','), made) || !read(taken(record, ','), period_end) ||
            !read(taken(record, ','), sheets) || !read(taken(record, ','), received))
            continue;
        fact.made = Day{days{made}};
        if (period_end != 0) fact.period_end = Day{days{period_end}};
        fact.sheets = static_cast<std::uint32_t>(sheets);
        fact.received = Instant{std::chrono::seconds{received}};
        facts.push_back(fact);
    }
    return facts;
}

YearGrid::YearGrid(const std::vector<CatalogueItem>& items, const std::vector<Timer>& timers,
                   const Calendar& calendar, int of_year)
    : first_(Day{year{of_year} / 1 / 1}), last_(Day{year{of_year} / 12 / 31}) {
    for (const CatalogueItem& item : items) {
        ItemYear one{item, 0, {}};
        for (const std::string& sheet : item.sheets) one.sheets |= sheet_bit(sheet);
        one.periods = item.limit.every ? periods_of(item, timers, calendar, first_, last_)
                                       : months_of(of_year);
        items_.push_back(std::move(one));
        const auto limit = item.limit.working_days;
        if (item.limit.every || !limit || limits_.contains(*limit)) continue;
        std::vector<Day>& last_days = limits_[*limit];
        for (Day day = first_; day <= last_; day += days{1})
            last_days.push_back(calendar.add_working_days(day, *limit).day);
    }
}

YearGrid::Receipts YearGrid::none() const {
    Receipts receipts;
    receipts.slots_.resize(items_.size() * kMonths);
    return receipts;
}

void YearGrid::Receipts::merge(const Receipts& other) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& mine = slots_[i];
        const Slot& theirs = other.slots_[i];
        if (theirs.received != 0 && (mine.received == 0 || theirs.received < mine.received))
            mine.received = theirs.received;
        mine.late = std::max(mine.late, theirs.late);
    }
}

void YearGrid::add(Receipts& receipts, FeedLevel level,
                   const std::vector<CountedFact>& facts) const {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < items_.size(); ++i)
        if (counts_for({items_[i].item.code, level, first_}, items_[i].item)) open.push_back(i);
    std::map<std::string_view, std::vector<std::size_t>> by_code;
    for (const std::size_t i : open) by_code[items_[i].item.code].push_back(i);
    for (const CountedFact& fact : facts) {
        if (const auto found = by_code.find(fact.catalogue); found != by_code.end())
            add_to(receipts, found->second.front(), fact);
        if (fact.sheets == 0) continue;
        for (const std::size_t i : open)
            if ((items_[i].sheets & fact.sheets) != 0 && items_[i].item.code != fact.catalogue)
                add_to(receipts, i, fact);
    }
}

void YearGrid::add_to(Receipts& receipts, std::size_t item, const CountedFact& fact) const {
    const auto period = period_of(items_[item], fact, first_, last_);
    if (!period) return;
    Receipts::Slot& slot = receipts.slots_[item * kMonths + *period];
    const int received = number(shanghai_day(fact.received));
    if (slot.received == 0 || received < slot.received) slot.received = received;
    if (!items_[item].item.limit.every)
        slot.late = std::max(slot.late, event_lateness(items_[item], fact));
}

int YearGrid::event_lateness(const ItemYear& item, const CountedFact& fact) const {
    const PublishLimit& limit = item.item.limit;
    if (fact.made < first_ || fact.made > last_) return 0;
    Day last_in_time = fact.made;
    if (limit.working_days)
        last_in_time =
            limits_.at(*limit.working_days)[static_cast<std::size_t>((fact.made - first_).count())];
    else if (limit.days)
        last_in_time = fact.made + days{*limit.days};
    else
        return 0;
    return number(shanghai_day(fact.received)) - number(last_in_time);
}

std::vector<ItemCells> YearGrid::cells(const Receipts& receipts,
                                       const std::set<std::string>& exceptions,
                                       std::optional<Day> began, Day today) const {
    std::vector<ItemCells> all;
    all.reserve(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (exceptions.contains(items_[i].item.code))
            all.push_back(
                {std::string(items_[i].periods.size(), static_cast<char>(Cell::not_applicable)),
                 {}});
        else if (items_[i].item.limit.every)
            all.push_back(rhythm_cells(i, receipts, began, today));
        else
            all.push_back(event_cells(i, receipts));
    }
    return all;
}

ItemCells YearGrid::rhythm_cells(std::size_t item, const Receipts& receipts,
                                 std::optional<Day> began, Day today) const {
    const std::vector<DuePeriod>& periods = items_[item].periods;
    ItemCells cells;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        const int received = receipts.slots_[item * kMonths + i].received;
        Cell cell = Cell::on_time;
        if (received == 0) {
            const bool owed = began && *began <= periods[i].from && periods[i].missed_from <= today;
            cell = owed ? Cell::missing : Cell::not_due;
        } else if (received >= number(periods[i].missed_from)) {
            cell = Cell::late;
            cells.late.push_back({i, received - number(periods[i].due)});
        }
        cells.states += static_cast<char>(cell);
    }
    return cells;
}

ItemCells YearGrid::event_cells(std::size_t item, const Receipts& receipts) const {
    ItemCells cells;
    for (std::size_t i = 0; i < items_[item].periods.size(); ++i) {
        const Receipts::Slot& slot = receipts.slots_[item * kMonths + i];
        Cell cell = Cell::none;
        if (slot.received != 0) cell = slot.late > 0 ? Cell::late : Cell::on_time;
        if (slot.late > 0) cells.late.push_back({i, slot.late});
        cells.states += static_cast<char>(cell);
    }
    return cells;
}

}  // namespace villageboard::county
