/// The catalogue with the official columns of a list of matters to be made public
/// (序号|公开事项|公开依据|公开时限|公开主体|公开渠道|公开层级), out as CSV and in as a draft.
/// Pure; any thread.
#pragma once
#include <string>
#include <string_view>

#include "content/catalogue/catalogue.h"
#include "content/catalogue/legal_bases.h"
#include "content/check/finding.h"
#include "content/model/draft.h"
#include "sync/county/api/csv.h"

namespace villageboard::county {

/// Legal bases as they are in force on `day`.
CsvTable catalogue_csv(const std::vector<CatalogueItem>& items, const LegalBases& bases, Day day);

struct ReadCatalogue {
    CatalogueTable table;
    check::Findings findings;  ///< places are `line:column` of the file, both from 1
};

/// The catalogue in force, changed as the file says: limit and publishers of the items that it
/// names by their exact name. What can't be told from the columns (kinds, masks, keep times) stays
/// as it is, and so do items that the file doesn't name; a row that is no item of the catalogue
/// becomes a finding, never an item with guessed masks. Throws Error(invalid) for a file that is no
/// CSV, has no column 公开事项, or more than 2,000 rows.
ReadCatalogue read_catalogue_csv(std::string_view file, const Catalogue& catalogue,
                                 const LegalBases& bases, Day day);

/// The table as a draft for the county's feed, with its title, summary and office.
ItemDraft catalogue_draft(CatalogueTable table, const AreaCode& county, Day formed);

}  // namespace villageboard::county
