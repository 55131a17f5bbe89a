#include "sync/county/calendar/calendar_tables.h"

#include "sync/county/api/json_forms.h"
#include "sync/county/api/schema.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

Json period_json(const DuePeriod& period) {
    return {{"from", format_day(period.from)},
            {"to", format_day(period.to)},
            {"due", format_day(period.due)}};
}

Json cells_json(const std::vector<ItemCells>& cells) {
    Json list = Json::array();
    for (const ItemCells& one : cells) list.push_back(one.states);
    return list;
}

Json late_json(const std::vector<ItemCells>& cells) {
    Json list = Json::array();
    for (std::size_t item = 0; item < cells.size(); ++item)
        for (const LateCell& late : cells[item].late)
            list.push_back(Json::array({item, late.period, late.days}));
    return list;
}

std::string_view cell_word(char letter) {
    switch (static_cast<Cell>(letter)) {
        case Cell::none:
            return "none";
        case Cell::not_due:
            return "not_due";
        case Cell::on_time:
            return "on_time";
        case Cell::late:
            return "late";
        case Cell::missing:
            return "missing";
        default:
            return "not_applicable";
    }
}

void add_cells(CsvTable& table, const Village& village, const CatalogueItem& item,
               const std::vector<DuePeriod>& periods, const ItemCells& cells) {
    std::vector<std::string> late(cells.states.size());
    for (const LateCell& one : cells.late) late[one.period] = std::to_string(one.days);
    for (std::size_t i = 0; i < cells.states.size(); ++i)
        table.add({village.area.digits(), village.name, item.code, item.name,
                   format_day(periods[i].from), format_day(periods[i].to),
                   item.limit.every ? format_day(periods[i].due) : "",
                   std::string(cell_word(cells.states[i])), late[i]});
}

}  // namespace

std::string every_word(const CatalogueItem& item) {
    if (!item.limit.every) return "event";
    if (*item.limit.every == Rhythm::month) return "month";
    return *item.limit.every == Rhythm::quarter ? "quarter" : "year";
}

Json coverage_json(const Matrix& matrix) {
    Json items = Json::array();
    for (const ItemYear& one : matrix.items) {
        Json periods = Json::array();
        for (const DuePeriod& period : one.periods) periods.push_back(period_json(period));
        items.push_back({{"code", one.item.code},
                         {"name", one.item.name},
                         {"every", every_word(one.item)},
                         {"periods", std::move(periods)}});
    }
    Json villages = Json::array();
    for (const MatrixRow& row : matrix.rows) {
        Json own = Json::array();
        for (const auto& [item, cells] : row.own)
            own.push_back({{"code", item.code},
                           {"name", item.name},
                           {"every", every_word(item)},
                           {"cells", cells.states}});
        villages.push_back({{"area", row.village.area.digits()},
                            {"name", row.village.name},
                            {"began", day_or_null(row.village.began)},
                            {"cells", cells_json(row.cells)},
                            {"late", late_json(row.cells)},
                            {"own", std::move(own)}});
    }
    return {{"year", matrix.year},
            {"items", std::move(items)},
            {"villages", std::move(villages)},
            {"next", matrix.next ? Json(*matrix.next) : Json()}};
}

Json coverage_schema() {
    const Json period =
        schema::object({{"from", schema::text()}, {"to", schema::text()}, {"due", schema::text()}});
    const Json item = schema::object({{"code", schema::text()},
                                      {"name", schema::text()},
                                      {"every", schema::text()},
                                      {"periods", schema::list(period)}});
    const Json own = schema::object({{"code", schema::text()},
                                     {"name", schema::text()},
                                     {"every", schema::text()},
                                     {"cells", schema::text()}});
    const Json village = schema::object({{"area", schema::text()},
                                         {"name", schema::text()},
                                         {"began", schema::maybe_text()},
                                         {"cells", schema::list(schema::text())},
                                         {"late", schema::list(schema::list(schema::integer()))},
                                         {"own", schema::list(own)}});
    return schema::object({{"year", schema::integer()},
                           {"items", schema::list(item)},
                           {"villages", schema::list(village)},
                           {"next", schema::maybe_text()}});
}

CsvTable coverage_csv(const Matrix& matrix) {
    CsvTable table({"area", "village", "code", "item", "from", "to", "due", "state", "days_late"});
    for (const MatrixRow& row : matrix.rows)
        for (std::size_t i = 0; i < matrix.items.size(); ++i)
            add_cells(table, row.village, matrix.items[i].item, matrix.items[i].periods,
                      row.cells[i]);
    return table;
}

Json due_json(const DuePage& page) {
    Json rows = Json::array();
    for (const OwedRow& row : page.rows)
        rows.push_back({{"area", row.village.area.digits()},
                        {"village", row.village.name},
                        {"code", row.owed.item.code},
                        {"name", row.owed.item.name},
                        {"publishers", row.owed.item.publishers},
                        {"from", format_day(row.owed.period.from)},
                        {"to", format_day(row.owed.period.to)},
                        {"due", format_day(row.owed.period.due)},
                        {"state", row.owed.overdue() ? "overdue" : "due"},
                        {"days_left", row.owed.days_left},
                        {"subject", row.owed.subject.empty() ? Json() : Json(row.owed.subject)}});
    Json next = nullptr;
    if (page.more)
        next = page.rows.back().village.area.digits() + "." + page.rows.back().owed.item.code;
    return {{"rows", std::move(rows)}, {"next", std::move(next)}};
}

Json due_schema() {
    const Json row = schema::object({{"area", schema::text()},
                                     {"village", schema::text()},
                                     {"code", schema::text()},
                                     {"name", schema::text()},
                                     {"publishers", schema::list(schema::text())},
                                     {"from", schema::text()},
                                     {"to", schema::text()},
                                     {"due", schema::text()},
                                     {"state", schema::one_of({"overdue", "due"})},
                                     {"days_left", schema::integer()},
                                     {"subject", schema::maybe_text()}});
    return schema::page(row);
}

CsvTable due_csv(const DuePage& page) {
    CsvTable table({"area", "village", "code", "item", "publishers", "from", "to", "due", "state",
                    "days_left", "subject"});
    for (const OwedRow& row : page.rows) {
        std::string publishers;
        for (const std::string& one : row.owed.item.publishers)
            publishers += (publishers.empty() ? "" : " ") + one;
        table.add({row.village.area.digits(), row.village.name, row.owed.item.code,
                   row.owed.item.name, publishers, format_day(row.owed.period.from),
                   format_day(row.owed.period.to), format_day(row.owed.period.due),
                   row.owed.overdue() ? "overdue" : "due", std::to_string(row.owed.days_left),
                   row.owed.subject});
    }
    return table;
}

Json published_json(const PublishedRow& row) {
    return {{"id", row.item},
            {"area", row.area},
            {"kind", row.kind},
            {"catalogue", row.catalogue},
            {"revision", row.revision},
            {"phase", row.phase},
            {"made", format_day(row.made)},
            {"received", format_instant(row.received)},
            {"corrections", row.corrections}};
}

Json published_schema() {
    return schema::object({{"id", schema::text()},
                           {"area", schema::text()},
                           {"kind", schema::text()},
                           {"catalogue", schema::text()},
                           {"revision", schema::integer()},
                           {"phase", schema::text()},
                           {"made", schema::text()},
                           {"received", schema::text()},
                           {"corrections", schema::integer()}});
}

Json village_item_json(const VillageItemRow& row) {
    Json item = nullptr;
    if (row.kind == VillageItemKind::own) {
        const CatalogueItem own = own_item(row);
        item = {{"name", own.name},
                {"plain_name", own.plain_name},
                {"basis", own.basis},
                {"limit_text", own.limit.text},
                {"every", every_word(own)},
                {"audience", own.public_.mask == Mask::none ? "village" : "public"}};
    }
    return {{"area", row.area},
            {"code", row.code},
            {"kind", to_string(row.kind)},
            {"state", to_string(row.state)},
            {"reason", row.reason},
            {"item", std::move(item)},
            {"proposed_by", row.proposed_by},
            {"proposed", format_instant(row.proposed)},
            {"decided_by", row.decided_by},
            {"decided", row.decided == Instant{} ? Json() : Json(format_instant(row.decided))},
            {"version", row.version}};
}

Json village_item_schema() {
    return schema::object({{"area", schema::text()},
                           {"code", schema::text()},
                           {"kind", schema::text()},
                           {"state", schema::text()},
                           {"reason", schema::text(600)},
                           {"item", schema::any()},
                           {"proposed_by", schema::text()},
                           {"proposed", schema::text()},
                           {"decided_by", schema::text()},
                           {"decided", schema::maybe_text()},
                           {"version", schema::integer()}});
}

}  // namespace villageboard::county
