/// The figures that come from what was published. Pure functions over facts; any thread.
/// "In the time" means that this server took it from the first to the last day, whatever date it
/// bears; so setting a date back changes nothing, and figure 2 counts how often it was tried.
#pragma once
#include <optional>
#include <vector>

#include "content/catalogue/legal_bases.h"
#include "sync/county/calendar/county_calendar.h"
#include "sync/county/figures/figure.h"
#include "sync/county/store/figure_rows.h"

namespace villageboard::county {

struct PublishedInput {
    Day from;
    Day to;  ///< the last day
    const std::vector<CatalogueItem>& catalogue;
    const Calendar& calendar;
    const LegalBases& bases;
    /// Matrices of the years that [from, to] touches, of the same villages.
    const std::vector<Matrix>& years;
    /// Of the area and those above it: what FigureRows gives for the time.
    const std::vector<PublishedRow>& items;
    const std::vector<HeldRow>& held;
    const std::vector<ReceiptDay>& receipts;
    const std::vector<LanguageRow>& languages;
};

Figure covered(const PublishedInput& in);          ///< 1: items with something live / applicable
Figure in_time(const PublishedInput& in);          ///< 2: periods in time / periods due
Figure finance_periods(const PublishedInput& in);  ///< 3: periods published / due, finance
Figure balanced(const PublishedInput& in);         ///< 4: reports whose first version closed
Figure itemised(const PublishedInput& in);         ///< 5: money in sheet B / in sheet A
Figure with_vouchers(const PublishedInput& in);    ///< 6: entries with a receipt / entries
Figure proper_notices(const PublishedInput& in);   ///< 7: notices long enough, with a telephone
Figure explained(const PublishedInput& in);        ///< 8: policies explained within 3 working days
Figure erasures(const PublishedInput& in);         ///< 9: items erased / items published
Figure empty_columns(const PublishedInput& in);    ///< 12: applicable items with nothing ever
Figure consultations(const PublishedInput& in);    ///< 15: results in 10 working days that add up
Figure kept_promises(const PublishedInput& in);    ///< 16: follow-ups of meetings that were done
Figure project_slots(const PublishedInput& in);    ///< 20: of nine classes a project, those known
Figure stale_guides(const PublishedInput& in);     ///< 21: guides older than their legal basis
/// 22: live items with a recording beside zh. Without the list behind it, which has every item.
Figure other_languages(const PublishedInput& in);
std::vector<FigureRow> recorded_items(const std::vector<SpokenRow>& items);  ///< the list behind 22

}  // namespace villageboard::county
