/// What the demo is made of: drafts with the file each goes into, and the pictures beside them.
#pragma once
#include <string>
#include <vector>

#include "content/model/draft.h"

namespace villageboard::demo {

struct DemoItem {
    std::string name;  ///< of the file, without ".json"
    ItemDraft draft;
};

/// A picture as drawn, before it is turned into the PNG that stands beside the drafts.
struct DemoPicture {
    std::string area;  ///< digits of the area whose folder it goes into
    std::string file;  ///< "water-tank.png"
    std::string svg;
};

}  // namespace villageboard::demo
