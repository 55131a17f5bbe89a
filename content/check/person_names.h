/// What looks like a natural person's name in Chinese text. A help for the privacy gate, not a
/// dictionary: it knows common surnames and the words after which a name stands. Pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::check {

struct FoundName {
    std::size_t begin;  ///< code point in the text
    std::size_t end;
};

/// Names that stand on their own in `folded`: after the text's begin, punctuation, a space or a
/// word such as 村民 or 姓名, and before something that isn't Han or one of `followers`.
std::vector<FoundName> find_names(std::u32string_view folded,
                                  const std::vector<std::u32string_view>& followers = {});

/// How much of a name in a cell is hidden.
enum class NameShape {
    none,          ///< not a person's name: empty, too long, an organisation
    full,          ///< 朱德贵
    surname_kept,  ///< 朱**, 朱*, 朱某某
    ends_kept,     ///< 朱*贵
    other_mask,    ///< **贵, ***
};
NameShape shape_of(std::u32string_view cell);

/// Whether `full` may be the name behind `masked`: 朱** and 朱德贵, 朱*贵 and 朱德贵.
bool may_be_behind(std::u32string_view masked, std::u32string_view full);

}  // namespace villageboard::check
