#include <algorithm>

#include "sync/county/site/feeds.h"
#include "sync/county/site/lists.h"
#include "sync/county/site/site.h"
#include "sync/county/site/words.h"

namespace villageboard::county::site {
namespace {

/// A new page is linked to from the one before.
std::set<std::uint64_t> with_older(const std::set<std::uint64_t>& pages) {
    std::set<std::uint64_t> all = pages;
    for (const std::uint64_t page : pages)
        if (page > 0) all.insert(page - 1);
    return all;
}

std::string archive_name(std::uint64_t page) { return "atom-" + std::to_string(page); }

}  // namespace

void Site::make_lists(const Touched& touched) {
    if (touched.areas.empty()) return;
    for (const std::string& area : touched.areas) {
        make_area(area);
        // an area's first page makes it known to the one above
        if (const auto above = AreaCode::parse(area)->parent();
            above && tools_.settings.area.contains(*above))
            make_area(above->digits());
        make_feed(area);
    }
    for (const auto& [area, pages] : touched.lists)
        for (const std::uint64_t page : with_older(pages)) make_list(area, {}, page);
    for (const auto& [group, pages] : touched.groups) {
        make_group(group.first, group.second);
        for (const std::uint64_t page : with_older(pages))
            make_list(group.first, group.second, page);
    }
    for (const auto& [area, pages] : touched.feeds)
        for (const std::uint64_t page : pages) make_feed_page(area, page);
    make_feed({});
    make_county();
}

void Site::make_area(const std::string& digits) {
    SiteRows rows(tools_.repository);
    const AreaCode area = *AreaCode::parse(digits);
    AreaIndex index{.area = {digits, name_of(digits)},
                    .up = say("site.county", {{"area", name_of(tools_.settings.area.digits())}}),
                    .up_path = "../",
                    .newest = {},
                    .count = rows.count(digits),
                    .groups = rows.groups(digits),
                    .below = {}};
    if (area.level() == AreaLevel::village) {
        const std::string above = area.parent()->digits();
        index.up = say("site.board", {{"area", name_of(above)}});
        index.up_path = "../" + above + "/";
    }
    index.newest = rows.last_published(digits, {}, kListed);
    for (const std::string& other : rows.areas())
        if (const auto below = AreaCode::parse(other); below && below->parent() == area)
            index.below.push_back({other, name_of(other)});
    put(digits + "/index.html", area_index(index));
}

void Site::make_list(const std::string& area, const std::string& group, std::uint64_t page) {
    SiteRows rows(tools_.repository);
    ListPage list{.area = {area, name_of(area)}, .group = group, .rows = {}, .page = page};
    const std::uint64_t first = page * kListed;
    if (group.empty()) {
        list.count = rows.count(area);
        list.rows = rows.in_area(area, first, first + kListed);
    } else {
        for (const SiteGroup& one : rows.groups(area))
            if (one.group == group) list.count = one.items;
        list.rows = rows.in_group(area, group, first, first + kListed);
    }
    put(area + "/" + list_name(group, page), list_page(list));
}

void Site::make_group(const std::string& area, const std::string& group) {
    SiteRows rows(tools_.repository);
    ListPage list{.area = {area, name_of(area)}, .group = group, .rows = {}};
    for (const SiteGroup& one : rows.groups(area))
        if (one.group == group) list.count = one.items;
    list.rows = rows.last_published(area, group, kListed);
    put(area + "/" + group_name(group), group_index(list));
}

void Site::make_county() {
    SiteRows rows(tools_.repository);
    const std::string& digits = tools_.settings.area.digits();
    CountyIndex index{
        .county = {digits, name_of(digits)}, .newest = {}, .newest_areas = {}, .areas = {}};
    index.newest = rows.last_published({}, {}, kListed);
    for (const SiteItemRow& row : index.newest) index.newest_areas.push_back(name_of(row.area));
    std::set<std::string> shown;
    for (const std::string& area : rows.areas()) {
        const AreaCode code = *AreaCode::parse(area);
        shown.insert(code.level() == AreaLevel::village ? code.parent()->digits() : area);
    }
    for (const std::string& area : shown) index.areas.push_back({area, name_of(area)});
    put("index.html", county_index(index));
}

void Site::make_feed(const std::string& area) {
    SiteRows rows(tools_.repository);
    const std::uint64_t count = rows.count(area);
    const std::string& county = tools_.settings.area.digits();
    FeedDocument document{
        .title = area.empty() ? say("site.county", {{"area", name_of(county)}})
                              : say("site.board", {{"area", name_of(area)}}),
        .id = "tag:" + tools_.settings.origin + ",2026:" + (area.empty() ? "county" : area),
        .author = name_of(area.empty() ? county : area),
        .home = "./",
        .folder = area.empty() ? "" : "../",
        .self = "atom",
        .older = count > kFeedEntries ? archive_name((count - 1) / kFeedEntries) : "",
        .rows = rows.last_updated(area, kFeedEntries)};
    const std::string folder = area.empty() ? "" : area + "/";
    put(folder + "atom.xml", atom(document));
    put(folder + "feed.json", json_feed(document));
}

void Site::make_feed_page(const std::string& area, std::uint64_t page) {
    SiteRows rows(tools_.repository);
    const std::string& county = tools_.settings.area.digits();
    const std::uint64_t first = page * kFeedEntries;
    FeedDocument document{
        .title = area.empty() ? say("site.county", {{"area", name_of(county)}})
                              : say("site.board", {{"area", name_of(area)}}),
        .id = "tag:" + tools_.settings.origin + ",2026:" + (area.empty() ? "county" : area),
        .author = name_of(area.empty() ? county : area),
        .home = "./",
        .folder = area.empty() ? "" : "../",
        .self = archive_name(page),
        .older = page > 0 ? archive_name(page - 1) : "",
        .archive = true,
        .rows = area.empty() ? rows.in_county(first, first + kFeedEntries)
                             : rows.in_area(area, first, first + kFeedEntries)};
    const std::string folder = area.empty() ? "" : area + "/";
    put(folder + document.self + ".xml", atom(document));
    put(folder + "feed-" + std::to_string(page) + ".json", json_feed(document));
}

}  // namespace villageboard::county::site
