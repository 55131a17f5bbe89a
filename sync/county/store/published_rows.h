/// What the county knows about each published item, in digits, codes and days: what calendar,
/// coverage and figures are computed from. No names, no words; of an erased item only that it was
/// erased.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"
#include "sync/county/store/repository.h"

namespace villageboard::county {

/// Whole numbers by name; which there are for a kind: calendar/fact.h.
using Measures = std::map<std::string, std::int64_t, std::less<>>;

struct PublishedRow {
    std::string area;
    std::string item;
    std::string kind;
    std::string catalogue;
    std::uint32_t revision = 0;
    std::string phase;          ///< live, withdrawn, retired, erased
    Day made{};                 ///< day formed, else first published
    std::optional<Day> formed;  ///< of the newest revision
    Instant first_published{};  ///< as the first entry says
    Instant received{};         ///< when this server took the first revision
    Instant changed{};          ///< when it took the newest
    std::uint32_t corrections = 0;
    std::optional<Day> notice_from;
    std::optional<Day> notice_to;
    std::optional<Instant> expires;
    std::optional<Instant> keep_until;  ///< of what the public may see, else of the village's
    std::optional<Day> period_from;     ///< of a finance report
    std::optional<Day> period_to;
    std::uint32_t sheets = 0;  ///< bits: A is 1, B 2, ... H 128, the plan 256
    std::uint32_t attachments = 0;
    std::string office;
    std::string stage;       ///< of a roll: "notice", "confirmed", "paid", "changed", "ended"
    std::string basis;       ///< ids of legal bases, a space between two
    std::string refers;      ///< the policy that an interpretation explains
    std::string languages;   ///< tags of the languages it has words in beside Chinese, likewise
    std::string recordings;  ///< tags of the languages it has a recording in; Chinese is "zh"
    Measures measures;
};

/// Feeds from an area down: itself and all within.
struct AreaRange {
    explicit AreaRange(const AreaCode& area) : first(area.digits()), last(area.digits()) {
        last.resize(kVillageDigits, '9');
    }
    static constexpr std::size_t kVillageDigits = 12;
    std::string first;
    std::string last;
};

/// All that a feed holds of a stretch of days, packed by the database: records parted by ';', each
/// of `catalogue,made,period end,sheets,received`, the last in Unix seconds.
struct PackedFacts {
    std::string area;
    std::string records;
};

struct FeedStart {
    std::string area;
    Instant received{};  ///< of its first item; 0 when there is none
};

/// Which rows are wanted; what is empty or absent doesn't narrow.
struct PublishedFilter {
    AreaRange range;
    std::string kind = {};
    Instant received_from{};
    Instant received_to = Instant::max();  ///< not any more
    std::string after_area = {};           ///< go on behind this row
    std::string after_item = {};
    std::uint64_t limit = 200;
};

class PublishedRows {
  public:
    /// `repository` must outlive it.
    explicit PublishedRows(Repository& repository) : repository_(repository) {}

    std::optional<PublishedRow> find(const std::string& area, const std::string& item);
    void put(Transaction&, const PublishedRow& row);
    /// In the order of area and item.
    std::vector<PublishedRow> rows(const PublishedFilter& filter);
    /// One feed's live and retired items that count in these days, in the order of receipt.
    std::vector<PublishedRow> of_feed(const std::string& area, Day from, Day to,
                                      std::uint64_t limit);

    /// Live and retired items whose own day, or whose report's last day, is in [from, to].
    std::vector<PackedFacts> packed(const AreaRange& range, Day from, Day to);
    /// Every feed in the range with when its first item came.
    std::vector<FeedStart> starts(const AreaRange& range);

    /// How many entries of a feed these facts know.
    std::uint64_t entries_read(const std::string& area);
    void set_entries_read(Transaction&, const std::string& area, std::uint64_t entries);

  private:
    Repository& repository_;
};

/// "income=500;lines=3"
std::string format_measures(const Measures& measures);
/// The inverse; what is no measure is left out.
Measures parse_measures(std::string_view text);

}  // namespace villageboard::county
