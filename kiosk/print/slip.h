/// What is to stand on paper, whoever wants it there: an item's slip, a check-list, a form, a
/// poster. Words and order only; kiosk/print/pdf.h knows sizes and pages. Plain values.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace villageboard::print {

struct Heading {
    std::string words;
};

enum class Tone { plain, strong, quiet };

/// A paragraph.
struct Words {
    std::string words;
    Tone tone = Tone::plain;
};

/// A label and what belongs to it; left out where `value` is empty.
struct Fact {
    std::string label;
    std::string value;
};

/// A sum, large, with what it is above it.
struct Figure {
    std::string label;
    std::string value;
};

/// A box to tick before the words; `note` stands below them and may be empty.
struct Tick {
    std::string words;
    std::string note;
};

/// A line to write on behind the label, so many lines of it.
struct Blank {
    std::string label;
    int lines = 1;
};

/// A QR code of `text`, with words beside it (below it on narrow paper). Left out where `text`
/// can't be made into one, but for the words.
struct Code {
    std::string text;
    std::string words;
};

struct Rule {};

using Part = std::variant<Heading, Words, Fact, Figure, Tick, Blank, Code, Rule>;

/// Whether a copy may lie on the terminal when there is no printer. A slip that holds a villager's
/// secret never may.
enum class Keeping { as_file, nowhere };

struct SlipDocument {
    std::string kicker;  ///< above the title: whose board this is; may be empty
    std::string title;
    std::vector<Part> parts;
    std::string foot;  ///< small, at the end of each page: version, date
    Keeping keeping = Keeping::as_file;
};

/// Every word of a document, a part a line: for tests and for reading aloud before printing.
std::string plain_text(const SlipDocument& document);

}  // namespace villageboard::print
