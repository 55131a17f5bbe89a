/// What the public pages show of each item, so that lists and feeds need not open bodies again.
/// Made from the entries alone: dropping all rows only makes them be made anew.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct SiteItemRow {
    std::string area;
    std::string item;
    std::string kind;
    std::string group;           ///< first letter of the catalogue code, or "other"; never changes
    std::uint32_t revision = 0;  ///< of the item's newest entry when the pages were made
    std::uint32_t shown = 0;  ///< the revision whose words are shown; of the newest that is public
    std::string standing;     ///< site::to_string(Standing)
    std::string title;
    std::string summary;
    std::string office;
    std::int64_t published = 0;  ///< Unix seconds
    std::int64_t updated = 0;
    std::int64_t due = 0;  ///< when the pages change by time alone; 0: never
    /// Numbers in the order in which items were first seen, from 0: in the area, in the area's
    /// group, in the county. They never change, so lists of older items don't either.
    std::uint64_t in_area = 0;
    std::uint64_t in_group = 0;
    std::uint64_t in_county = 0;
};

struct SiteGroup {
    std::string group;
    std::uint64_t items = 0;
};

class SiteRows {
  public:
    /// `repository` must outlive it.
    explicit SiteRows(Repository& repository) : repository_(repository) {}

    /// Only one server at a time makes pages: holds the lock until the transaction ends.
    void lock(Transaction&);

    /// How many entries of a feed the pages follow.
    std::uint64_t followed(const std::string& area);
    void follow(Transaction&, const std::string& area, std::uint64_t entries);
    /// Makes every page be made again.
    void follow_nothing(Transaction&);
    /// Ids of the items of the entries first .. last-1, each once.
    std::vector<std::string> items_between(const std::string& area, std::uint64_t first,
                                           std::uint64_t last);

    std::optional<SiteItemRow> find(const std::string& area, const std::string& item);
    /// Gives a new row its three numbers; of a known one they stay.
    void put(Transaction&, SiteItemRow& row);

    /// How many items an area, or with an empty area the county, has numbered.
    std::uint64_t count(const std::string& area);
    std::vector<SiteGroup> groups(const std::string& area);
    /// Rows numbered first .. last-1, the last first.
    std::vector<SiteItemRow> in_area(const std::string& area, std::uint64_t first,
                                     std::uint64_t last);
    std::vector<SiteItemRow> in_group(const std::string& area, const std::string& group,
                                      std::uint64_t first, std::uint64_t last);
    std::vector<SiteItemRow> in_county(std::uint64_t first, std::uint64_t last);
    /// Those with the latest dates of publication, of an area or with an empty area of the county,
    /// of one group where it is not empty; without those that have no page.
    std::vector<SiteItemRow> last_published(const std::string& area, const std::string& group,
                                            std::uint64_t most);
    /// The most recently updated of an area, or with an empty area of the county.
    std::vector<SiteItemRow> last_updated(const std::string& area, std::uint64_t most);
    /// Rows whose time to change has come.
    std::vector<SiteItemRow> due(std::int64_t now, std::uint64_t most);
    /// Rows whose item has gone on since: what a kill left behind.
    std::vector<SiteItemRow> behind(std::uint64_t most);
    /// Areas with entries that the pages don't follow yet.
    std::vector<std::string> waiting_areas();
    /// Areas that have pages.
    std::vector<std::string> areas();

  private:
    std::vector<std::string> area_codes(const std::string& query);
    template <typename Bind>
    std::vector<SiteItemRow> select(const std::string& rest, const Bind& bind);

    Repository& repository_;
};

}  // namespace villageboard::county
