#include "sync/county/site/lists.h"

#include "sync/county/site/html.h"
#include "sync/county/site/item_pages.h"
#include "sync/county/site/words.h"

namespace villageboard::county::site {
namespace {

constexpr std::size_t kMostTitle = 60;
constexpr std::size_t kMostOffice = 30;
/// A county has some dozens of towns, a town some dozens of villages.
constexpr std::size_t kMostBelow = 120;
constexpr std::size_t kMostNamed = 40;

std::string mark_of(const SiteItemRow& row) {
    if (row.standing == to_string(Standing::withdrawn)) return say("site.withdrawn");
    if (row.standing == to_string(Standing::retired)) return say("site.retired");
    if (row.standing == to_string(Standing::expired)) return say("policy.expired");
    if (row.standing == to_string(Standing::kept_out)) return say("site.kept_out");
    if (row.shown > 1) return say("item.corrected");
    return {};
}

std::string row_of(const SiteItemRow& row, const std::string& folder, const std::string& area) {
    std::string note = say_day(shanghai_day(Instant(std::chrono::seconds(row.published))));
    for (const std::string& word : {clipped(row.office, kMostOffice), area, mark_of(row)})
        if (!word.empty()) note += say("list.comma") + word;
    return "<li><a href=\"" + folder + row.item + "/\">" + escaped(clipped(row.title, kMostTitle)) +
           "</a><small>" + escaped(note) + "</small></li>\n";
}

std::string list_of(const std::vector<SiteItemRow>& rows, const std::string& folder = {}) {
    std::string items;
    for (const SiteItemRow& row : rows)
        if (is_listed(row)) items += row_of(row, folder, {});
    if (items.empty()) return "<p>" + say("site.nothing") + "</p>\n";
    return "<ul class=\"list\">\n" + items + "</ul>\n";
}

std::string links_of(const std::vector<NamedArea>& areas, const std::string& folder) {
    std::string items;
    for (std::size_t i = 0; i < areas.size() && i < kMostBelow; ++i)
        items += "<a href=\"" + folder + areas[i].code + "/\">" +
                 escaped(clipped(areas[i].name, kMostNamed)) + "</a>";
    return "<nav>" + items + "</nav>\n";
}

std::string board_words(const NamedArea& area) {
    return say("site.board", {{"area", clipped(area.name, kMostNamed)}});
}

std::string title_of(const ListPage& page) {
    return board_words(page.area) + say("alert.colon") +
           (page.group.empty() ? say("site.all_items") : group_words(page.group));
}

/// To the list of all, where the newest are not all.
std::string all_link(const std::string& group, std::uint64_t count) {
    if (count <= kListed) return {};
    return "<nav><a href=\"" + list_name(group, (count - 1) / kListed) + "\">" +
           say("site.all_items") + "</a></nav>\n";
}

std::string in_area_frame(const ListPage& page, const std::string& main) {
    return framed({.title = title_of(page),
                   .up = "./",
                   .up_words = board_words(page.area),
                   .root = "../",
                   .feeds = "./"},
                  "<h1>" + escaped(title_of(page)) + "</h1>\n" + main, {});
}

}  // namespace

bool is_listed(const SiteItemRow& row) {
    return row.standing != to_string(Standing::hidden) &&
           row.standing != to_string(Standing::erased);
}

std::string list_name(const std::string& group, std::uint64_t page) {
    return (group.empty() ? "list" : "group-" + group) + "-" + std::to_string(page) + ".html";
}

std::string group_name(const std::string& group) { return "group-" + group + ".html"; }

std::string group_words(const std::string& group) {
    const std::string key = "group." + group;
    return say(has_words(key) ? key : "group.other");
}

std::string area_index(const AreaIndex& index) {
    std::string main = "<h1>" + escaped(board_words(index.area)) + "</h1>\n";
    if (!index.below.empty())
        main += "<h2>" + say("site.below") + "</h2>\n" + links_of(index.below, "../");
    if (!index.groups.empty()) {
        std::string groups;
        for (const SiteGroup& one : index.groups)
            groups += "<a href=\"" + group_name(one.group) + "\">" +
                      say("site.group_count",
                          {{"name", group_words(one.group)}, {"n", std::to_string(one.items)}}) +
                      "</a>";
        main += "<h2>" + say("site.groups") + "</h2>\n<nav>" + groups + "</nav>\n";
    }
    main +=
        "<h2>" + say("site.newest") + "</h2>\n" + list_of(index.newest) + all_link({}, index.count);
    return framed({.title = board_words(index.area),
                   .up = index.up_path,
                   .up_words = index.up,
                   .root = "../",
                   .feeds = "./"},
                  main, {});
}

std::string list_page(const ListPage& page) {
    const std::uint64_t pages = (page.count + kListed - 1) / kListed;
    std::string nav;
    if (page.page + 1 < pages)
        nav += "<a rel=\"prev\" href=\"" + list_name(page.group, page.page + 1) + "\">" +
               say("site.newer") + "</a>";
    if (page.page > 0)
        nav += "<a rel=\"next\" href=\"" + list_name(page.group, page.page - 1) + "\">" +
               say("site.older") + "</a>";
    return in_area_frame(page, list_of(page.rows) + "<nav>" + nav + "</nav>\n");
}

std::string group_index(const ListPage& page) {
    return in_area_frame(page, list_of(page.rows) + all_link(page.group, page.count));
}

std::string county_index(const CountyIndex& index) {
    std::string items;
    for (std::size_t i = 0; i < index.newest.size(); ++i)
        if (is_listed(index.newest[i]))
            items += row_of(index.newest[i], index.newest[i].area + "/", index.newest_areas[i]);
    const std::string title = say("site.county", {{"area", index.county.name}});
    return framed({.title = title, .up = {}, .up_words = {}, .root = {}, .feeds = "./"},
                  "<h1>" + escaped(title) + "</h1>\n<h2>" + say("site.below") + "</h2>\n" +
                      links_of(index.areas, {}) + "<h2>" + say("site.newest") + "</h2>\n" +
                      (items.empty() ? "<p>" + say("site.nothing") + "</p>\n"
                                     : "<ul class=\"list\">\n" + items + "</ul>\n"),
                  {});
}

}  // namespace villageboard::county::site
