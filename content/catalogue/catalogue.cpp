#include "content/catalogue/catalogue.h"

#include <algorithm>

#include "content/model/error.h"

namespace villageboard {
namespace {

/// What an outlet of this mask tells of a private person: 0 nothing, 1 a masked name, 2 the name.
int openness(Mask mask) {
    if (mask == Mask::m2) return 2;
    return mask == Mask::m3 ? 1 : 0;
}

[[noreturn]] void refuse(const CatalogueItem& item, const std::string& fault, std::size_t row,
                         std::string_view member) {
    throw Error(ErrorKind::invalid, "The catalogue item " + item.code + " " + fault + ".",
                "/items/" + std::to_string(row) + "/" + std::string(member));
}

void refuse_bad_item(const CatalogueItem& item, std::size_t row) {
    if (item.code.empty()) refuse(item, "has no code", row, "code");
    if (item.kinds.empty()) refuse(item, "names no kind", row, "kinds");
    if (openness(item.public_.mask) > openness(item.village.mask))
        refuse(item, "would show more to the public than to the village", row, "public/mask");
    if (item.public_.mask == Mask::m2)
        refuse(item, "would show full names to the public", row, "public/mask");
}

}  // namespace

Catalogue::Catalogue(CatalogueTable table) : table_(std::move(table)) {
    for (std::size_t i = 0; i < table_.items.size(); ++i) {
        const CatalogueItem& item = table_.items[i];
        refuse_bad_item(item, i);
        if (find(item.code) != &item) refuse(item, "stands twice", i, "code");
    }
}

const CatalogueItem* Catalogue::find(std::string_view code) const {
    const auto found = std::find_if(table_.items.begin(), table_.items.end(),
                                    [&](const CatalogueItem& item) { return item.code == code; });
    return found == table_.items.end() ? nullptr : &*found;
}

bool is_village_only(const CatalogueItem& item) {
    return item.village.mask == Mask::m2 && item.public_.mask != Mask::m2;
}

}  // namespace villageboard
