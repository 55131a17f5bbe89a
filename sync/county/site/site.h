/// The public pages as the image of the database, in a folder of their own beside the feeds: any
/// web server can serve it. Made from public bodies alone. Each file by temporary file and rename.
/// Whatever is cut off, the next call goes on from what the database says: items first, then the
/// lists and feeds that name them, then the note of how far it came, in one transaction whose lock
/// also keeps other servers out.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/county/publish/stored_bodies.h"
#include "sync/county/site/item_pages.h"
#include "sync/county/store/site_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county::site {

/// One more whenever pages look different: every page is then made again.
inline constexpr int kFormat = 1;

class Site {
  public:
    /// Does nothing at all where `tools` has no folder for pages.
    explicit Site(const Tools& tools) : tools_(tools) {}

    /// Makes the pages of the entries that were published since, at most `most` of them. True when
    /// nothing is left.
    bool follow(const AreaCode& area, std::uint64_t most);
    /// Makes the pages of these items of an area now, whatever else waits.
    void refresh(const AreaCode& area, const std::vector<std::string>& items);
    /// Makes those pages again that change by time alone: embargo, expiry, keep-until.
    void turn_over(std::size_t most);
    /// For the chore: a little of all of the above.
    void go_on();
    /// For the start: what a kill left behind, files that went, pages of an older program. A great
    /// backlog is left to go_on().
    void repair();

    /// What is public of an item; nothing for reference data and for what never was.
    std::optional<PublicItem> load(const AreaCode& area, const std::string& item);

  private:
    struct Touched {
        std::set<std::string> areas;
        std::map<std::string, std::set<std::uint64_t>> lists;  ///< pages by area
        std::map<std::pair<std::string, std::string>, std::set<std::uint64_t>> groups;
        std::map<std::string, std::set<std::uint64_t>> feeds;  ///< pages by area, "" the county
    };

    void make(Transaction& transaction, const AreaCode& area,
              const std::vector<std::string>& items);
    void make_item(Transaction& transaction, const AreaCode& area, const std::string& item,
                   Touched& touched);
    void make_lists(const Touched& touched);
    void make_area(const std::string& area);
    void make_list(const std::string& area, const std::string& group, std::uint64_t page);
    void make_group(const std::string& area, const std::string& group);
    void make_county();
    void make_feed(const std::string& area);
    void make_feed_page(const std::string& area, std::uint64_t page);
    void remake_if_older();
    void remake_lost();

    std::string name_of(const std::string& area);
    const feed::Dictionaries& dictionaries(const AreaCode& area);
    void put(const std::string& path, const std::string& bytes);
    /// Removes what of a folder is not among `names`.
    void keep_only(const std::string& folder, const std::map<std::string, std::string>& names);
    void sync();

    Tools tools_;
    std::optional<AreaTable> names_;
    bool names_read_ = false;
    std::map<std::string, feed::Dictionaries> dictionaries_;
    std::set<std::string> folders_;
};

}  // namespace villageboard::county::site
