/// ID numbers that nobody has: of a county that isn't there, born on a day that a test says, their
/// check digit put on where they are used, so that none stands in a source.
#pragma once
#include <string>
#include <string_view>

#include "content/check/identifiers.h"

namespace villageboard {

/// `serial`: three digits.
inline std::string nobodys_id(std::string_view serial) {
    std::string id = "53992119000101" + std::string(serial) + "0";
    for (const char last : std::string_view("0123456789X")) {
        id.back() = last;
        if (check::id18_check_holds(id)) break;
    }
    return id;
}

}  // namespace villageboard
