/// HTML of the public pages: escaping, pieces of text that fit a page, and the frame that every
/// page has. Everything that comes from a body goes through escaped(). Pure; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::county::site {

/// No page is larger, so that it loads in a few seconds over a phone's worst connection.
inline constexpr std::size_t kMostPageBytes = 30'000;
/// What the parts of a page may take of that; the rest is for its frame.
inline constexpr std::size_t kMostPartBytes = 21'000;
/// The largest single piece of HTML that is kept together, but for tables, which fill what a page
/// has left.
inline constexpr std::size_t kMostPieceBytes = 6'000;

/// For text and for attribute values in double quotes, in HTML and in XML alike. Control characters
/// that XML can't hold become spaces.
std::string escaped(std::string_view text);

/// Cuts a text, after a sentence where there is one, so that no piece is longer than `most` bytes
/// once it is escaped.
std::vector<std::string_view> pieces_of(std::string_view text, std::size_t most);

/// `<a href="tel:...">` for a text that is a telephone number and nothing else; else its text.
std::string phone_link(const std::string& phone);

struct Frame {
    std::string title;     ///< of the window
    std::string up;        ///< relative path to the area's index
    std::string up_words;  ///< what that link says
    std::string root;      ///< relative path to the folder of all pages: "../../"
    std::string feeds;     ///< relative path to the folder with atom.xml and feed.json; empty: none
};

/// A whole page around `main`, which stands before the footer's `foot`.
std::string framed(const Frame& frame, const std::string& main, const std::string& foot);

/// Fills pages with pieces in their order, none over kMostPartBytes.
class Pager {
  public:
    /// A piece that begins something (a heading) does not stand last on a page.
    enum class Kind { body, heading };
    void add(std::string html, Kind kind = Kind::body);
    /// How large the next piece may be without leaving much of a page empty.
    std::size_t room() const;
    /// At least one, which may be empty.
    std::vector<std::string> pages() &&;

  private:
    std::vector<std::string> pages_{""};
    std::string heading_;
};

}  // namespace villageboard::county::site
