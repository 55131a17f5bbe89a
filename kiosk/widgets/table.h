/// Tables set with hairlines; figures of a right-aligned column meet at their points. Where the
/// columns don't fit the width, each row becomes a small card: words are never made smaller or cut
/// to squeeze a column in.
#pragma once
#include <string>
#include <vector>

#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

struct Column {
    std::string header;
    fonts::Align align = fonts::Align::left;
};

struct TableSpec {
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
    bool total_row = false;                      ///< the last row is a total, set apart
};

void table(Flow& flow, const TableSpec& spec);

}  // namespace villageboard::kiosk
