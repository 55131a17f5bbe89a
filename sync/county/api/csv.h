/// Tables for spreadsheets (RFC 4180): UTF-8 with a byte order mark, CRLF, quotes where they are
/// needed. A cell that a spreadsheet would take for a formula gets an apostrophe in front, unless
/// it is a number. Pure; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/api/http.h"

namespace villageboard::county {

using CsvRow = std::vector<std::string>;

class CsvTable {
  public:
    explicit CsvTable(const CsvRow& header);

    void add(const CsvRow& cells);
    /// The file so far, its byte order mark first.
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

/// A CSV file that a browser stores under `name`, which has ASCII letters, digits, '.', '-' and '_'
/// only.
HttpResponse csv_answer(const CsvTable& table, const std::string& name);

/// The rows of a CSV file; a byte order mark is left out, LF ends a row as CRLF does, and so does
/// the end of the text. Cells stand as they are: no apostrophe is taken away. Throws Error(invalid)
/// naming the line for a quote that never ends and for characters behind a closing one.
std::vector<CsvRow> parse_csv(std::string_view text);

}  // namespace villageboard::county
