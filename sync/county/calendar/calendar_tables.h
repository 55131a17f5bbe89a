/// What the calendar says, as the answers of the API, the tables of the command line and their CSV
/// files. Pure; any thread.
#pragma once
#include <nlohmann/json.hpp>

#include "sync/county/api/csv.h"
#include "sync/county/calendar/county_calendar.h"

namespace villageboard::county {

/// {"year", "items": [{"code","name","every","periods":[{"from","to","due"}]}],
///  "villages": [{"area","name","began","cells":[one string an item],"late":[[item,period,days]],
///  "own":[{"code","name","every","cells"}]}], "next"}. The letters of the cells: Cell.
nlohmann::ordered_json coverage_json(const Matrix& matrix);
nlohmann::ordered_json coverage_schema();
/// One line a village, item and period.
CsvTable coverage_csv(const Matrix& matrix);

nlohmann::ordered_json due_json(const DuePage& page);
nlohmann::ordered_json due_schema();
CsvTable due_csv(const DuePage& page);

nlohmann::ordered_json published_json(const PublishedRow& row);
nlohmann::ordered_json published_schema();

nlohmann::ordered_json village_item_json(const VillageItemRow& row);
nlohmann::ordered_json village_item_schema();

/// "month", "quarter", "year" or "event".
std::string every_word(const CatalogueItem& item);

}  // namespace villageboard::county
