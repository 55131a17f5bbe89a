/// Builds a Document part by part. Internal to sync/county/site.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/model/decimal.h"
#include "sync/county/site/document.h"
#include "sync/county/site/words.h"

namespace villageboard::county::site {

struct Column {
    std::string name;
    Alignment align = Alignment::left;
};

inline Cell cell(std::string text) { return {std::move(text), {}}; }
/// "1,234.50", for a spreadsheet without the comma.
Cell money(Fen amount);
Cell number(long long value);
Cell decimal(Decimal value);
std::string yuan(Fen amount);

class DocumentWriter {
  public:
    explicit DocumentWriter(Document& document) : document_(document) {}

    void heading(std::string text, int level = 2);
    /// Nothing where the text is empty. Line ends make paragraphs.
    void text(std::string_view text, TextPart::Look look = TextPart::Look::plain);
    void list(std::vector<std::string> items, bool ordered = false);
    /// Facts that follow each other stand in one list. Nothing where the value is empty.
    void fact(std::string label, std::string value);
    void fact(std::string label, const std::optional<std::string>& value) {
        if (value) fact(std::move(label), *value);
    }
    void fact(std::string label, const std::optional<Day>& day) {
        if (day) fact(std::move(label), say_day(*day));
    }
    /// Nothing where there are no rows.
    void table(std::string caption, const std::vector<Column>& columns,
               std::vector<std::vector<Cell>> rows, LastRow last = LastRow::plain);
    void table_of_persons(std::string caption, const std::vector<Column>& columns,
                          std::vector<std::vector<Cell>> rows);
    void blocks(const std::vector<Block>& blocks);
    /// Type and size are filled in at the end, by document_of().
    void file(const std::string& sha256, std::string caption);
    void in_language(std::string tag) { language_ = std::move(tag); }

    Document& document() { return document_; }

  private:
    template <typename What>
    void add(What what) {
        document_.parts.push_back({std::move(what), language_});
    }

    Document& document_;
    std::string language_;
};

// Each kind in a file of its family.
void write_kind(DocumentWriter& out, const Notice& body);
void write_kind(DocumentWriter& out, const Policy& body, Day today);
void write_kind(DocumentWriter& out, const Interpretation& body);
void write_kind(DocumentWriter& out, const Finance& body);
void write_kind(DocumentWriter& out, const SubsidyRoll& body, const std::string& catalogue);
void write_kind(DocumentWriter& out, const ReliefRoll& body);
void write_kind(DocumentWriter& out, const Project& body);
void write_kind(DocumentWriter& out, const Alert& body);
void write_kind(DocumentWriter& out, const Consultation& body, Day today);
void write_kind(DocumentWriter& out, const Statistics& body);
void write_kind(DocumentWriter& out, const Guide& body);
void write_kind(DocumentWriter& out, const Contact& body);
void write_kind(DocumentWriter& out, const Meeting& body);

}  // namespace villageboard::county::site
