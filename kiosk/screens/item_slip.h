/// What a villager takes home of an item, and what staff put on the wall: documents made from the
/// public rendition alone. Neither ever holds a line of a roll, so no name of one. Pure.
#pragma once
#include <string>

#include "content/cache/rows.h"
#include "content/model/body.h"
#include "kiosk/print/public_page.h"
#include "kiosk/print/slip.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

/// Where the words come from. `body` must be the item's public rendition; both must outlive it.
struct SlipSource {
    const cache::ItemRow& item;
    const Body& body;
    std::string village = {};                   ///< whose board it is, as its header says
    const print::PublicPages* pages = nullptr;  ///< null: no address is known, so no code
};

/// The answer in a few lines: totals, whom to ask, where to read on. A guide's is its check-list.
print::SlipDocument item_slip(const Strings& strings, const SlipSource& source);

/// The whole text, with lines to sign and date by whoever puts it up.
print::SlipDocument item_poster(const Strings& strings, const SlipSource& source);

}  // namespace villageboard::kiosk
