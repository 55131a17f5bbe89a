/// Lists of items as public pages: the newest, older ones in pages that never shift since they
/// count from the oldest, by group of the catalogue, and the county's own page. Pure; any thread.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/county/store/site_rows.h"

namespace villageboard::county::site {

/// Items on one list page.
inline constexpr std::uint64_t kListed = 30;

struct NamedArea {
    std::string code;
    std::string name;
};

/// Whether an item is mentioned in lists: one without a page, or erased, is not.
bool is_listed(const SiteItemRow& row);

struct AreaIndex {
    NamedArea area;
    std::string up;  ///< name of the area above, or of the county's page
    std::string up_path;
    std::vector<SiteItemRow> newest;  ///< up to kListed, newest first
    std::uint64_t count = 0;
    std::vector<SiteGroup> groups;
    std::vector<NamedArea> below;  ///< areas with pages of their own
};
std::string area_index(const AreaIndex& index);

/// One page of an area's list, or of a group's where `group` is not empty.
struct ListPage {
    NamedArea area;
    std::string group;
    std::vector<SiteItemRow> rows;  ///< newest first
    std::uint64_t page = 0;         ///< from 0, the oldest
    std::uint64_t count = 0;        ///< items of the whole list
};
std::string list_page(const ListPage& page);
/// The first page of a group: its newest items.
std::string group_index(const ListPage& page);

struct CountyIndex {
    NamedArea county;
    std::vector<SiteItemRow> newest;
    std::vector<std::string> newest_areas;  ///< names, one for each of `newest`
    std::vector<NamedArea> areas;           ///< the county itself and its towns
};
std::string county_index(const CountyIndex& index);

/// "list-3.html", "group-F.html", "group-F-3.html".
std::string list_name(const std::string& group, std::uint64_t page);
std::string group_name(const std::string& group);
/// What a group is called.
std::string group_words(const std::string& group);

}  // namespace villageboard::county::site
