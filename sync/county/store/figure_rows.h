/// What the figures read: sums over what was published, worked out by the database, so that not
/// each item of a county need be read, and the few rows that are looked into one by one. Those of
/// items are about what this server took before the end of a time; see PublishedRow for the
/// columns.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/county/store/case_rows.h"
#include "sync/county/store/published_rows.h"

namespace villageboard::county {

/// All items of a feed that share code and sheets.
struct HeldRow {
    std::string area;
    std::string catalogue;
    std::uint32_t sheets = 0;
    Instant newest{};       ///< when one of them changed last
    std::int64_t live = 0;  ///< how many are live and unexpired at the end of the time
};

/// What came on one day.
struct ReceiptDay {
    Day day{};
    std::int64_t items = 0;
    std::int64_t dated_before = 0;  ///< of them, those that say they came on an earlier day
};

/// Live items of the catalogue that share the languages of their recordings and words. Those that
/// have neither are left out.
struct LanguageRow {
    std::string recordings;
    std::string languages;
    std::int64_t items = 0;
};

/// One live item of the catalogue.
struct SpokenRow {
    std::string area;
    std::string item;
    std::string recordings;
};

/// An item that the desk released although the checks said that its parts don't belong together.
struct MixedRow {
    std::string area;
    std::string item;
};

class FigureRows {
  public:
    /// `repository` must outlive it.
    explicit FigureRows(Repository& repository) : repository_(repository) {}

    /// Those that a figure looks into one by one, taken before the end of `to`: erased ones,
    /// projects, guides, consultations and interpretations of any time; public notices, finance
    /// reports, policies and meetings from `from` on. In the order of area and item.
    std::vector<PublishedRow> told(const AreaRange& range, Day from, Day to);
    /// By area, code and sheets.
    std::vector<HeldRow> held(const AreaRange& range, Day to);
    /// By day.
    std::vector<ReceiptDay> receipts(const AreaRange& range, Day from, Day to);
    std::vector<LanguageRow> languages(const AreaRange& range, Day to);
    /// By area and item.
    std::vector<SpokenRow> spoken(const AreaRange& range, Day to);

    /// Dossiers of the desk that published or corrected something in the time.
    std::int64_t released(const AreaRange& range, Day from, Day to);
    /// Of those the ones with a finding of rule VF1, by area and item.
    std::vector<MixedRow> mixed(const AreaRange& range, Day from, Day to);

    /// Cases of the route at the desks of an area and below it whose term ends in [from, to], by
    /// that day and id.
    std::vector<CaseRow> messages(const CaseScope& scope, Day from, Day to);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
