#include "sync/county/calendar/county_calendar.h"

#include <algorithm>

#include "content/catalogue/builtin.h"
#include "sync/county/calendar/talk_dues.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

using std::chrono::days;

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2100;
constexpr std::uint64_t kRowsBehindCell = 200;
constexpr std::uint64_t kRowsOfFeed = 2000;
/// Longest time before a day in which something may have been made that still counts on it.
constexpr days kLookBack{800};

void require_year(int year) {
    if (year >= kFirstYear && year <= kLastYear) return;
    throw Refusal(RefusalKind::invalid, "year", "The year must be between 2000 and 2100.", "/year");
}

/// What the feeds of a county hold for the cells of a year.
class YearReceipts {
  public:
    YearReceipts(const YearGrid& grid, PublishedRows& rows, const AreaCode& area) : grid_(grid) {
        for (const AreaCode& above : area.path())
            if (above != area) add(rows.packed(exactly(above), grid.first(), grid.last()));
        add(rows.packed(AreaRange(area), grid.first(), grid.last()));
    }

    YearGrid::Receipts of(const AreaCode& village) const {
        YearGrid::Receipts all = grid_.none();
        for (const AreaCode& area : village.path())
            if (const auto found = by_area_.find(area.digits()); found != by_area_.end())
                all.merge(found->second);
        return all;
    }

  private:
    static AreaRange exactly(const AreaCode& area) {
        AreaRange range(area);
        range.last = range.first;
        return range;
    }

    void add(const std::vector<PackedFacts>& packed) {
        for (const PackedFacts& feed : packed) {
            const auto area = AreaCode::parse(feed.area);
            if (!area) continue;
            auto& receipts = by_area_.try_emplace(feed.area, grid_.none()).first->second;
            grid_.add(receipts, level_of(*area), unpacked(feed.records));
        }
    }

    const YearGrid& grid_;
    std::map<std::string, YearGrid::Receipts> by_area_;
};

}  // namespace

FeedLevel level_of(const AreaCode& area) {
    if (area.level() == AreaLevel::village) return FeedLevel::village;
    return area.level() == AreaLevel::town ? FeedLevel::town : FeedLevel::county;
}

CountyCalendar::CountyCalendar(const Tools& tools, const Actor& actor)
    : tools_(tools),
      actor_(actor),
      reference_(ReferenceData::load(tools.repository, tools.settings.area)),
      timers_(builtin_timers()) {}

void CountyCalendar::require_sight(const AreaCode& area) const {
    const bool sees = std::ranges::any_of(
        actor_.appointments, [&](const Appointment& one) { return one.area.contains(area); });
    if (sees) return;
    throw Refusal(RefusalKind::forbidden, "post",
                  "You hold no post for the area " + area.digits() + ".");
}

std::vector<Village> CountyCalendar::villages(const AreaCode& area) {
    std::map<std::string, Village> all;
    const Day now = today();
    if (reference_.areas)
        for (const AreaRow& row : reference_.areas->rows())
            if (row.code.level() == AreaLevel::village && area.contains(row.code) &&
                reference_.areas->find(row.code, now) != nullptr)
                all.try_emplace(
                    row.code.digits(),
                    Village{row.code, reference_.areas->name(row.code, now).value_or(""),
                            std::nullopt});
    for (const FeedStart& feed : PublishedRows(tools_.repository).starts(AreaRange(area))) {
        const auto code = AreaCode::parse(feed.area);
        if (!code || code->level() != AreaLevel::village) continue;
        Village& village =
            all.try_emplace(feed.area, Village{*code, "", std::nullopt}).first->second;
        if (feed.received != Instant{}) village.began = shanghai_day(feed.received);
    }
    std::vector<Village> list;
    for (auto& [digits, village] : all) list.push_back(std::move(village));
    return list;
}

Matrix CountyCalendar::coverage(const AreaCode& area, int year, const std::string& after,
                                std::uint64_t limit) {
    require_sight(area);
    require_year(year);
    const YearGrid grid(reference_.catalogue.items(), timers_, reference_.calendar, year);
    PublishedRows rows(tools_.repository);
    const YearReceipts receipts(grid, rows, area);
    const auto lists = differences(tools_.repository, AreaRange(area));
    Matrix matrix{year, grid.items(), {}, std::nullopt};
    const Day now = today();
    for (Village& village : villages(area)) {
        if (!after.empty() && village.area.digits() <= after) continue;
        if (matrix.rows.size() == limit) {
            matrix.next = matrix.rows.back().village.area.digits();
            break;
        }
        const auto list = lists.find(village.area.digits());
        const ListDifference none{};
        const ListDifference& difference = list == lists.end() ? none : list->second;
        MatrixRow row{
            village,
            grid.cells(receipts.of(village.area), difference.not_applicable, village.began, now),
            {}};
        if (!difference.own.empty()) {
            const YearGrid own(difference.own, timers_, reference_.calendar, year);
            const auto cells = own.cells(YearReceipts(own, rows, village.area).of(village.area), {},
                                         village.began, now);
            for (std::size_t i = 0; i < difference.own.size(); ++i)
                row.own.emplace_back(difference.own[i], cells[i]);
        }
        matrix.rows.push_back(std::move(row));
    }
    return matrix;
}

std::vector<Publication> CountyCalendar::publications(const AreaCode& village, Day from, Day to) {
    std::vector<Publication> all;
    PublishedRows rows(tools_.repository);
    for (const AreaCode& area : village.path()) {
        const bool own = area == village;
        const auto known = above_.find(area.digits());
        if (known == above_.end() || own) {
            AreaRange range(area);
            range.last = range.first;
            std::vector<Publication> made;
            for (const PackedFacts& feed : rows.packed(range, from, to))
                for (const CountedFact& fact : unpacked(feed.records))
                    made.push_back(publication_of(fact, level_of(area)));
            if (own)
                std::ranges::move(made, std::back_inserter(all));
            else
                std::ranges::copy(above_[area.digits()] = std::move(made), std::back_inserter(all));
        } else {
            std::ranges::copy(known->second, std::back_inserter(all));
        }
    }
    return all;
}

std::vector<Obligation> CountyCalendar::of_catalogue(const Village& village,
                                                     const ListDifference& list,
                                                     const DueQuestion& question) {
    if (!village.began) return {};
    std::vector<CatalogueItem> items = reference_.catalogue.items();
    std::erase_if(
        items, [&](const CatalogueItem& item) { return list.not_applicable.contains(item.code); });
    std::ranges::copy(list.own, std::back_inserter(items));
    const Rules rules{items, timers_, reference_.calendar};
    return obligations(rules, publications(village.area, question.on - kLookBack, question.on),
                       *village.began, question.on, question.within);
}

DuePage CountyCalendar::owed(const DueQuestion& question) {
    require_sight(question.area);
    above_.clear();
    const auto lists = differences(tools_.repository, AreaRange(question.area));
    auto promised = talk_dues(tools_.repository, AreaRange(question.area), reference_.calendar,
                              question.on, question.within);
    std::vector<Village> places = villages(question.area);
    for (const auto& [digits, dues] : promised)
        if (std::ranges::find(places, digits,
                              [](const Village& one) { return one.area.digits(); }) == places.end())
            places.push_back({*AreaCode::parse(digits), "", std::nullopt});
    std::ranges::sort(places, {}, [](const Village& one) { return one.area.digits(); });
    DuePage page;
    for (const Village& village : places) {
        const std::string& digits = village.area.digits();
        if (digits < question.after_area) continue;
        const auto list = lists.find(digits);
        auto all =
            of_catalogue(village, list == lists.end() ? ListDifference{} : list->second, question);
        std::ranges::move(promised[digits], std::back_inserter(all));
        if (!question.office.empty())
            std::erase_if(all, [&](const Obligation& one) {
                return std::ranges::find(one.item.publishers, question.office) ==
                       one.item.publishers.end();
            });
        std::ranges::stable_sort(all, {}, [](const Obligation& one) { return one.item.code; });
        for (Obligation& one : all) {
            if (digits == question.after_area && one.item.code <= question.after_code) continue;
            // an item with several open periods stays on one page
            const bool new_item = page.rows.empty() ||
                                  page.rows.back().owed.item.code != one.item.code ||
                                  page.rows.back().village.area != village.area;
            if (page.rows.size() >= question.limit && new_item) {
                page.more = true;
                return page;
            }
            page.rows.push_back({village, std::move(one)});
        }
    }
    return page;
}

std::vector<PublishedRow> CountyCalendar::behind(const AreaCode& village, const std::string& code,
                                                 int year, std::size_t period) {
    require_sight(village);
    require_year(year);
    const Catalogue catalogue = with_own_items(tools_.repository, reference_.catalogue, village);
    const CatalogueItem* item = catalogue.find(code);
    if (item == nullptr)
        throw Refusal(RefusalKind::unknown, "unknown_code",
                      "The village's list has no item '" + code + "'.");
    const YearGrid grid({*item}, timers_, reference_.calendar, year);
    const auto& periods = grid.items().front().periods;
    if (period >= periods.size())
        throw Refusal(RefusalKind::invalid, "period",
                      "The item has only " + std::to_string(periods.size()) +
                          " periods in a year; they count from 0.",
                      "/period");
    std::vector<PublishedRow> found;
    PublishedRows rows(tools_.repository);
    for (const AreaCode& area : village.path())
        for (PublishedRow& row :
             rows.of_feed(area.digits(), grid.first() - days{366}, grid.last(), kRowsOfFeed)) {
            const CountedFact fact{row.catalogue, row.made, row.period_to, row.sheets,
                                   row.received};
            if (belongs(publication_of(fact, level_of(area)), *item, periods[period]) &&
                found.size() < kRowsBehindCell)
                found.push_back(std::move(row));
        }
    return found;
}

}  // namespace villageboard::county
