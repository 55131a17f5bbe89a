/// What every body of the invented village begins with.
#pragma once
#include <string>
#include <utility>

#include "content/model/body.h"

namespace villageboard::kiosk_test {

inline void common(BodyCommon& body, std::string title, std::string plain, std::string summary,
                   std::string office) {
    body.title = std::move(title);
    if (!plain.empty()) body.plain_title = std::move(plain);
    body.summary = std::move(summary);
    body.office_name = std::move(office);
}

}  // namespace villageboard::kiosk_test
