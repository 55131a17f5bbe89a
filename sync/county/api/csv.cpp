#include "sync/county/api/csv.h"

#include <algorithm>

#include "content/model/error.h"

namespace villageboard::county {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// An optional sign, digits, at most one point between digits: what no spreadsheet calculates.
bool is_number(std::string_view cell) {
    if (cell.starts_with('+') || cell.starts_with('-')) cell.remove_prefix(1);
    const auto point = cell.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (point == std::string_view::npos) return digits(cell);
    return digits(cell.substr(0, point)) && digits(cell.substr(point + 1));
}

/// A tab or a line end in front is skipped by spreadsheets, and the formula behind it counts.
bool is_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != cell.npos &&
           !is_number(cell);
}

std::string written(std::string_view cell) {
    std::string text = is_formula(cell) ? "'" : "";
    text += cell;
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

/// Reads one file from its first byte to its last.
class CsvReader {
  public:
    explicit CsvReader(std::string_view text) : text_(text) {}

    std::vector<CsvRow> read() {
        while (at_ < text_.size()) {
            rows_.emplace_back();
            read_row(rows_.back());
        }
        return std::move(rows_);
    }

  private:
    void read_row(CsvRow& row) {
        for (;;) {
            row.push_back(peek() == '"' ? quoted() : plain());
            if (peek() == ',') {
                ++at_;
                continue;
            }
            if (peek() == '\r') ++at_;
            if (at_ < text_.size() && peek() != '\n') refuse("has characters behind a quote");
            ++at_;
            ++line_;
            return;
        }
    }

    std::string plain() {
        const auto end = std::min(text_.find_first_of(",\n", at_), text_.size());
        std::string cell(text_.substr(at_, end - at_));
        if (end < text_.size() && text_[end] == '\n' && cell.ends_with('\r')) cell.pop_back();
        at_ = end;
        return cell;
    }

    std::string quoted() {
        std::string cell;
        for (++at_;; ++at_) {
            if (at_ >= text_.size()) refuse("has a quote that never ends");
            if (peek() == '"') {
                ++at_;
                if (peek() != '"') return cell;
            }
            if (peek() == '\n') ++line_;
            cell += text_[at_];
        }
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    [[noreturn]] void refuse(const char* fault) const {
        throw Error(ErrorKind::invalid,
                    "The CSV file's line " + std::to_string(line_) + " " + fault + ".",
                    std::to_string(line_));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<CsvRow> rows_;
};

}  // namespace

CsvTable::CsvTable(const CsvRow& header) : text_(kByteOrderMark) { add(header); }

void CsvTable::add(const CsvRow& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text_ += ',';
        text_ += written(cells[i]);
    }
    text_ += "\r\n";
}

HttpResponse csv_answer(const CsvTable& table, const std::string& name) {
    return {.status = 200,
            .fields = {{"Content-Type", "text/csv; charset=utf-8"},
                       {"Content-Disposition", "attachment; filename=\"" + name + "\""},
                       {"X-Content-Type-Options", "nosniff"}},
            .body = table.text(),
            .file = std::nullopt,
            .announced_bytes = std::nullopt};
}

std::vector<CsvRow> parse_csv(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    return CsvReader(text).read();
}

}  // namespace villageboard::county
