#include "kiosk/app/duties.h"

#include <spdlog/spdlog.h>
#include <optional>
#include <string>
#include <utility>

#include "content/catalogue/builtin.h"
#include "content/catalogue/catalogue.h"
#include "content/model/error.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kTownDigits = 9;
constexpr std::size_t kVillageDigits = 12;

template <typename Table>
std::optional<Table> newest_table(const Board& board, Kind kind) {
    for (const cache::ItemRow& row : board.items(std::vector<Kind>{kind}))
        if (const auto body = board.body(row)) return std::get<Table>(*body);
    return std::nullopt;
}

std::vector<CatalogueItem> catalogue_items(const Board& board) {
    try {
        if (auto table = newest_table<CatalogueTable>(board, Kind::catalogue))
            return Catalogue(std::move(*table)).items();
    } catch (const Error& error) {
        spdlog::warn("the county's catalogue: {}", error.what());
    }
    return builtin_catalogue().items;
}

FeedLevel level_of(const std::string& area) {
    if (area.size() >= kVillageDigits) return FeedLevel::village;
    return area.size() >= kTownDigits ? FeedLevel::town : FeedLevel::county;
}

std::vector<std::string> sheets_of(const Finance& report) {
    std::vector<std::string> sheets;
    const std::pair<const char*, bool> all[] = {
        {"A", report.sheet_a.has_value()}, {"B", report.sheet_b.has_value()},
        {"C", report.sheet_c.has_value()}, {"D", report.sheet_d.has_value()},
        {"E", report.sheet_e.has_value()}, {"F", report.sheet_f.has_value()},
        {"G", report.sheet_g.has_value()}, {"H", report.sheet_h.has_value()},
        {"plan", report.plan.has_value()}};
    for (const auto& [name, there] : all)
        if (there) sheets.emplace_back(name);
    return sheets;
}

Publication publication_of(const Board& board, const cache::ItemRow& row) {
    Publication made{row.catalogue, level_of(row.area),
                     row.formed.value_or(shanghai_day(row.first_published))};
    if (row.kind != Kind::finance || row.body_state != cache::BodyState::present) return made;
    if (const auto body = board.body(row)) {
        const Finance& report = std::get<Finance>(*body);
        made.period_end = report.period.to;
        made.sheets = sheets_of(report);
    }
    return made;
}

// Reports are filed under one code and hold the sheets of others: all finance codes are read.
std::vector<Publication> publications(const Board& board, const std::vector<CatalogueItem>& items) {
    std::vector<std::string> codes;
    for (const CatalogueItem& item : items)
        if (item.limit.every || !item.sheets.empty()) codes.push_back(item.code);
    std::vector<Publication> published;
    for (const cache::ItemRow& row : board.published(codes))
        published.push_back(publication_of(board, row));
    return published;
}

std::optional<Subject> list_of(const CatalogueItem& item) {
    return item.kinds.empty() ? std::nullopt : subject_of(item.kinds.front());
}

}  // namespace

Calendar board_calendar(const Board& board) {
    try {
        if (auto table = newest_table<CalendarTable>(board, Kind::calendar))
            return Calendar(std::move(table->years));
    } catch (const Error& error) {
        spdlog::warn("the county's calendar: {}", error.what());
    }
    return Calendar(builtin_calendar().years);
}

std::vector<OverdueItem> overdue(const Board& board) {
    const BoardTime time = board.time();
    const auto began = board.began();
    if (!time.known || !began) return {};
    const auto items = catalogue_items(board);
    const auto heard = board.confirmed();
    std::vector<OverdueItem> result;
    for (MissingItem& missing : missing_items(items, builtin_timers(), board_calendar(board),
                                              publications(board, items), *began, time.today())) {
        const bool unheard = !heard || shanghai_day(*heard) < missing.period.missed_from;
        result.push_back({std::move(missing.item), missing.period, unheard});
    }
    return result;
}

std::vector<OverdueItem> overdue(const Board& board, Subject subject) {
    auto all = overdue(board);
    std::erase_if(all, [&](const OverdueItem& each) { return list_of(each.item) != subject; });
    return all;
}

}  // namespace villageboard::kiosk
