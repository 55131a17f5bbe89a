/// A notice or a consultation as a row: what it is about and, while its event is near, when that
/// is; whether one can still say something, or what became of it.
#pragma once
#include <memory>

#include "kiosk/screens/screen.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {

struct NoticeItem {
    cache::ItemRow item;
    std::shared_ptr<const Body> body;  ///< null while its text isn't here

    const Notice* words() const { return body ? std::get_if<Notice>(body.get()) : nullptr; }
};

RowSpec notice_row(Page& page, const NoticeItem& notice);

}  // namespace villageboard::kiosk
