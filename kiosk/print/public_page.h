/// Where the world finds a public item: the address that stands on paper and in codes. Known only
/// where the terminal's technician wrote it down; the terminal itself never asks for it. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace villageboard::print {

class PublicPages {
  public:
    /// `pattern` is an http or https address of at most 200 characters with "{id}" in it once and
    /// "{area}" at most once, such as "https://board.example/p/{area}/{id}/", which is where the
    /// county's server has its pages. Nothing for anything else.
    static std::optional<PublicPages> parse(std::string_view pattern);

    /// The page of one item, by the area whose feed carries it and its id.
    std::string address(std::string_view area, std::string_view item_id) const;
    /// What a person can type to begin with: "board.example".
    std::string host() const;

  private:
    explicit PublicPages(std::string_view pattern) : pattern_(pattern) {}

    std::string pattern_;
};

/// The last twelve digits of an item's id in groups of four: "0c2f 91aa 77de". Short enough to be
/// read out on the telephone; the office finds the item by it.
std::string item_number(std::string_view item_id);

}  // namespace villageboard::print
