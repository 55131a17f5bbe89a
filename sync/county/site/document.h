/// What a public page says, apart from how it looks: the public body of an item as headings, texts,
/// facts and tables. Pages, tables for spreadsheets, texts for the loudspeaker and posters are all
/// made of it. Pure; any thread.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "content/model/body.h"
#include "sync/feed/entry.h"

namespace villageboard::county::site {

/// What a table shows, and what a spreadsheet gets where that differs: "1,234.50" and "1234.50".
struct Cell {
    std::string text;
    std::string plain = {};  ///< empty: as `text`
};

struct HeadingPart {
    int level = 2;  ///< 2 to 4; the page's title is the only 1
    std::string text;
};
struct TextPart {
    enum class Look { plain, quote, strong } look = Look::plain;
    std::string text;
};
struct ListPart {
    bool ordered = false;
    std::vector<std::string> items;
};
struct FactsPart {
    std::vector<LabelValue> facts;
};
enum class LastRow { plain, total };
struct TablePart {
    std::string caption;
    std::vector<std::string> header;
    std::vector<Alignment> align;  ///< as many as the header has
    std::vector<std::vector<Cell>> rows;
    LastRow last = LastRow::plain;
    bool of_persons = false;  ///< lines of a roll: never on paper, never read aloud
};
/// A public file of the item.
struct FilePart {
    std::string caption;
    std::string sha256;
    std::string mime;
    std::uint64_t bytes = 0;
};
struct Part {
    std::variant<HeadingPart, TextPart, ListPart, FactsPart, TablePart, FilePart> what;
    std::string language;  ///< BCP 47 tag where it is not Chinese
};

struct Document {
    std::string title;
    std::string plain_title;
    std::string summary;
    std::string office;
    std::optional<ContactCard> contact;
    std::string phone;                ///< whom to ring about it; may be empty
    std::vector<std::string> states;  ///< what its own words say of its standing: "演练，不是真的"
    std::string drill;  ///< that it is none of earnest: "演练，不是真的"; else empty
    std::vector<Part> parts;
    std::optional<ChangeNote> change;
};

/// The public body of one revision. Words in another language that were made for an older revision
/// are left out. `today`: whether a consultation is open, a policy in force.
Document document_of(const Body& body, const feed::Envelope& envelope, Day today);

}  // namespace villageboard::county::site
