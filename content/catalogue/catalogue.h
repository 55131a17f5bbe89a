/// The disclosure catalogue of a village (村级公开事项清单): what must be published, by whom, until
/// when, and what each outlet may show. Immutable once built; any thread may read it.
#pragma once
#include <string_view>
#include <vector>

#include "content/model/reference.h"

namespace villageboard {

class Catalogue {
  public:
    /// Throws Error invalid when a code stands twice, an item names no kind, or the public would
    /// see full names or more than the village. The place is a JSON pointer.
    explicit Catalogue(CatalogueTable table);

    /// Nothing for a code the catalogue doesn't have.
    const CatalogueItem* find(std::string_view code) const;
    const std::vector<CatalogueItem>& items() const { return table_.items; }
    const std::string& version() const { return table_.version; }

  private:
    CatalogueTable table_;
};

/// Whether full names may stand in the hall only (audience V of the catalogue): its pictures and
/// attachments are then for the village only.
bool is_village_only(const CatalogueItem& item);

}  // namespace villageboard
