#include "sync/county/site/site.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "content/demo/demo.h"
#include "sync/county/site/html.h"
#include "tests/sync/county/notices.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using county::site::Site;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A JSON list, also of two strings, which would otherwise be taken for a member.
nlohmann::ordered_json list_of(std::initializer_list<nlohmann::ordered_json> list) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const nlohmann::ordered_json& one : list) all.push_back(one);
    return all;
}

/// Every file of the public pages by its path there.
std::map<std::string, std::string> pages(CountyFixture& fixture) {
    std::map<std::string, std::string> all;
    const auto folder = fixture.data() / "site";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            all[std::filesystem::relative(entry.path(), folder).string()] = read_text(entry.path());
    return all;
}

std::string page(CountyFixture& fixture, const std::string& path) {
    return read_text(fixture.data() / "site" / path);
}

std::string item_page(CountyFixture& fixture, const std::string& item,
                      const std::string& name = "index.html") {
    return page(fixture, std::string(kVillage) + "/" + item + "/" + name);
}

/// The paths of the files that hold `words`.
std::vector<std::string> files_with(CountyFixture& fixture, const std::string& words) {
    std::vector<std::string> found;
    for (const auto& [path, bytes] : pages(fixture))
        if (has(bytes, words)) found.push_back(path);
    return found;
}

/// Where the links of a page lead to, external ones included.
std::vector<std::string> links(const std::string& html) {
    static const std::regex link("(?:href|src)=\"([^\"]*)\"");
    std::vector<std::string> found;
    for (std::sregex_iterator at(html.begin(), html.end(), link), end; at != end; ++at)
        found.push_back((*at)[1]);
    return found;
}

/// Whether a relative link of a page leads to a page, a file or a blob that is there.
bool leads_somewhere(CountyFixture& fixture, const std::string& from, const std::string& link) {
    if (link.starts_with("tel:")) return true;
    const auto target =
        (std::filesystem::path("/p") / std::filesystem::path(from).parent_path() / link)
            .lexically_normal()
            .string();
    std::filesystem::path file;
    if (target.starts_with("/p/"))
        file = fixture.data() / "site" / target.substr(3);
    else
        file = fixture.feed() / target.substr(1);
    return std::filesystem::is_directory(file) ? std::filesystem::exists(file / "index.html")
                                               : std::filesystem::exists(file);
}

void publish_demo(CountyFixture& fixture) {
    const demo::Demo made =
        demo::make_demo(demo::read_sources(VILLAGEBOARD_SOURCE_DIR "/content/demo"),
                        {*parse_day("2026-11-20"), *parse_instant("2026-11-20T01:00:00Z")});
    for (const auto& picture : made.pictures)
        write_text(fixture.scratch() / picture.area / picture.file, picture.svg);
    std::map<std::string, std::vector<DraftInput>> drafts;
    for (const auto& item : made.items) {
        const std::string area = item.draft.area.digits();
        drafts[area].push_back(make_draft_input(item.name + ".json", print_draft(item.draft),
                                                fixture.scratch() / area));
    }
    for (const auto& [area, list] : drafts)
        Publisher(fixture.tools()).publish(*AreaCode::parse(area), list);
}

/// The names that stand in the demo's rolls, not those of office holders.
std::set<std::string> demo_names() {
    const demo::Demo made =
        demo::make_demo(demo::read_sources(VILLAGEBOARD_SOURCE_DIR "/content/demo"),
                        {*parse_day("2026-11-20"), *parse_instant("2026-11-20T01:00:00Z")});
    std::set<std::string> names;
    for (const auto& item : made.items) {
        if (!item.draft.body) continue;
        if (const auto* roll = std::get_if<SubsidyRoll>(&*item.draft.body))
            for (const auto& line : roll->lines) names.insert(line.name);
        if (const auto* roll = std::get_if<ReliefRoll>(&*item.draft.body))
            for (const auto& line : roll->lines) names.insert(line.name);
    }
    return names;
}

}  // namespace

TEST_CASE("what is published has a page, stands in the lists and in both feeds at once") {
    on_both_databases([](CountyFixture& fixture) {
        const std::string id = fixture.publish(notice("停水通知")).at(0).item;
        const std::string html = item_page(fixture, id);
        for (const char* part :
             {"<!doctype html>", "<html lang=\"zh-CN\">", "<h1>停水通知</h1>", "核桃箐村民委员会",
              "请各组互相转告", "2026年11月19日", "现在有效", "default-src 'none'"})
            CHECK_MESSAGE(has(html, part), part);
        const std::string folder = std::string(kVillage) + "/";
        CHECK(has(page(fixture, folder + "index.html"), "href=\"" + id + "/\""));
        CHECK(has(page(fixture, folder + "group-N.html"), "停水通知"));
        CHECK(has(page(fixture, folder + "list-0.html"), "停水通知"));
        CHECK(has(page(fixture, "index.html"), folder + id + "/"));
        for (const std::string& where : {folder, std::string()}) {
            const std::string atom = page(fixture, where + "atom.xml");
            CHECK(has(atom, "<id>urn:uuid:" + id + "</id>"));
            CHECK(has(atom, "<updated>2026-11-20T02:00:00Z</updated>"));
            const auto json = nlohmann::json::parse(page(fixture, where + "feed.json"));
            CHECK(json.at("version") == "https://jsonfeed.org/version/1.1");
            CHECK(json.at("items").at(0).at("id") == "urn:uuid:" + id);
            CHECK(json.at("items").at(0).at("title") == "停水通知");
        }
    });
}

TEST_CASE("hostile words are shown as words on every page and in every feed") {
    CountyFixture fixture;
    auto json = notice("<script>alert(1)</script> \"引号\" & '单' <img src=x onerror=y>");
    json["body"]["office_name"] = "村委会\"><b>";
    json["body"]["blocks"].push_back({{"type", "heading"}, {"level", 1}, {"text", "</h2><i>"}});
    json["body"]["blocks"].push_back({{"type", "table"},
                                      {"header", list_of({"<th>", "\" onclick=\""})},
                                      {"rows", list_of({list_of({"</td><script>", "]]>"})})}});
    fixture.publish(json);
    for (const auto& file : pages(fixture)) {
        const std::string& path = file.first;
        const std::string& bytes = file.second;
        if (path.ends_with(".csv") || path.ends_with(".css")) continue;
        CHECK_MESSAGE(!has(bytes, "<script"), path);
        CHECK_MESSAGE(!has(bytes, "<img"), path);
        CHECK_MESSAGE(!has(bytes, "<b>"), path);
        CHECK_MESSAGE(!has(bytes, "<i>"), path);
        CHECK_MESSAGE(!has(bytes, "\" onclick"), path);
    }
}

TEST_CASE("no page, list, feed or table holds a name that only the hall may see") {
    on_both_databases([](CountyFixture& fixture) {
        const std::string id = fixture.publish(roll()).at(0).item;
        CHECK(has(item_page(fixture, id), "李**"));
        CHECK(has(item_page(fixture, id, "table-1.csv"), "李**"));
        for (const char* name : {"李建国", "和志明", "余阿普"})
            CHECK(files_with(fixture, name).empty());
    });
}

TEST_CASE("a corrected item says so, what changed, and keeps its older revision on a page") {
    CountyFixture fixture;
    const std::string id = fixture.publish(notice("停水通知")).at(0).item;
    fixture.pass(std::chrono::hours(30));
    fixture.publish(correction(id, "停水通知改期"));
    const std::string html = item_page(fixture, id);
    for (const char* part :
         {"停水通知改期", "更正过", "原来写错了", "11月21日", "href=\"r1.html\""})
        CHECK_MESSAGE(has(html, part), part);
    const std::string old = item_page(fixture, id, "r1.html");
    CHECK(has(old, "<h1>停水通知</h1>"));
    CHECK(has(old, "已经被新的一版代替"));
    CHECK(has(page(fixture, std::string(kVillage) + "/atom.xml"), "term=\"corrected\""));
    CHECK(has(page(fixture, std::string(kVillage) + "/atom.xml"),
              "<updated>2026-11-21T08:00:00Z</updated>"));
}

TEST_CASE("a withdrawal takes every word off the pages in the same call; its reason stays") {
    on_both_databases([](CountyFixture& fixture) {
        const std::string id = fixture.publish(notice("停水密语")).at(0).item;
        fixture.publish(correction(id, "停水密语二"));
        CHECK(!files_with(fixture, "密语").empty());
        fixture.publish(operation(id, "withdraw"));
        CHECK(files_with(fixture, "密语").empty());
        CHECK(files_with(fixture, "互相转告").empty());
        CHECK(has(item_page(fixture, id), "日期写错，作废。"));
        CHECK(has(page(fixture, std::string(kVillage) + "/atom.xml"), "term=\"withdrawn\""));
        fixture.publish(correction(id, "停水密语三"));
        CHECK(has(item_page(fixture, id), "停水密语三"));
    });
}

TEST_CASE("an erasure leaves no word and no table on the pages in the same call") {
    on_both_databases([](CountyFixture& fixture) {
        auto json = notice("删除密语");
        json["body"]["blocks"].push_back({{"type", "table"},
                                          {"header", list_of({"哪天", "哪里"})},
                                          {"rows", list_of({list_of({"今天", "密语处"})})}});
        const std::string id = fixture.publish(json).at(0).item;
        CHECK(has(item_page(fixture, id, "table-1.csv"), "密语处"));
        fixture.publish(correction(id, "删除密语二"));
        fixture.publish(operation(id, "erase"));
        CHECK(files_with(fixture, "密语").empty());
        CHECK(has(item_page(fixture, id), "已经按规定删除"));
        CHECK(!std::filesystem::exists(fixture.data() / "site" / kVillage / id / "table-1.csv"));
        CHECK(!std::filesystem::exists(fixture.data() / "site" / kVillage / id / "r1.html"));
        CHECK(has(page(fixture, std::string(kVillage) + "/atom.xml"), "term=\"erased\""));
        CHECK(!has(page(fixture, std::string(kVillage) + "/index.html"), id));
    });
}

TEST_CASE("a page ends by time alone: embargo, expiry and keep-until") {
    CountyFixture fixture;
    auto later = notice("明天才说");
    later["embargo"] = "2026-11-21T02:00:00Z";
    later["expires"] = "2026-11-23T02:00:00Z";
    const std::string id = fixture.publish(later).at(0).item;
    CHECK(files_with(fixture, "明天才说").empty());
    CHECK(files_with(fixture, id).empty());
    fixture.pass(std::chrono::hours(24));
    Site(fixture.tools()).turn_over(10);
    CHECK(has(item_page(fixture, id), "现在有效"));
    CHECK(has(page(fixture, "index.html"), "明天才说"));
    fixture.pass(std::chrono::hours(48));
    Site(fixture.tools()).go_on();
    CHECK(has(item_page(fixture, id), "已经过期"));
    CHECK(has(item_page(fixture, id), "明天才说"));
    const std::string roll_id = fixture.publish(roll()).at(0).item;
    CHECK(has(item_page(fixture, roll_id), "李**"));
    fixture.pass(std::chrono::hours(24 * 402));
    Site(fixture.tools()).go_on();
    CHECK(has(item_page(fixture, roll_id), "不再在网上公开"));
    CHECK(files_with(fixture, "李**").empty());
    CHECK(files_with(fixture, "耕地地力保护补贴公示").empty());
}

TEST_CASE("pages cut off at any file operation are whole after the next start") {
    CountyFixture fixture;
    const std::string id = fixture.publish(notice("第一条")).at(0).item;
    int cuts = 0;
    for (int operations = 0;; ++operations) {
        const std::string title = "第" + std::to_string(operations) + "次";
        {
            Tools tools = fixture.tools();
            FailingFiles files(*tools.site, operations);
            tools.site = &files;
            // a plain publication is published whatever becomes of its pages
            Publisher(tools).publish(area_code(kVillage), {fixture.draft(correction(id, title))});
            if (!files.failed()) break;
            ++cuts;
        }
        Site(fixture.tools()).repair();
        CHECK(has(item_page(fixture, id), title));
        CHECK(has(page(fixture, "index.html"), title));
        for (const auto& file : pages(fixture)) {
            const std::string& path = file.first;
            const std::string& bytes = file.second;
            CHECK_MESSAGE(!path.ends_with(".tmp"), path);
            CHECK_MESSAGE(!bytes.empty(), path);
        }
        fixture.pass(std::chrono::seconds(5));
    }
    CHECK(cuts > 10);
}

TEST_CASE("a withdrawal whose pages can't be written is an error, and the next start hides it") {
    CountyFixture fixture;
    const std::string id = fixture.publish(notice("要藏的")).at(0).item;
    Tools tools = fixture.tools();
    FailingFiles files(*tools.site, 0);
    tools.site = &files;
    CHECK_THROWS_AS(
        Publisher(tools).publish(area_code(kVillage), {fixture.draft(operation(id, "withdraw"))}),
        Error);
    CHECK(!files_with(fixture, "要藏的").empty());
    Site(fixture.tools()).repair();
    CHECK(files_with(fixture, "要藏的").empty());
}

TEST_CASE("pages that were lost, and those of an older program, are made again") {
    on_both_databases([](CountyFixture& fixture) {
        const std::string id = fixture.publish(notice("停水通知")).at(0).item;
        Site(fixture.tools()).repair();
        const auto before = pages(fixture);
        std::filesystem::remove_all(fixture.data() / "site" / kVillage / id);
        Site(fixture.tools()).repair();
        CHECK(pages(fixture) == before);
        std::filesystem::remove_all(fixture.data() / "site");
        Site(fixture.tools()).repair();
        CHECK(pages(fixture) == before);
        write_text(fixture.data() / "site" / "made", "0\n");
        write_text(fixture.data() / "site" / kVillage / id / "index.html", "old");
        Site(fixture.tools()).repair();
        CHECK(pages(fixture) == before);
    });
}

TEST_CASE("what is left to the chore is made by it, and nothing twice") {
    CountyFixture fixture;
    std::vector<DraftInput> drafts;
    for (int i = 0; i < 150; ++i)
        drafts.push_back(fixture.draft(notice("第" + std::to_string(i) + "号")));
    const auto published = Publisher(fixture.tools()).publish(area_code(kVillage), drafts);
    CHECK(item_page(fixture, published.back().item).empty());
    for (int i = 0; i < 3; ++i) Site(fixture.tools()).go_on();
    CHECK(has(item_page(fixture, published.back().item), "第149号"));
    const auto before = pages(fixture);
    Site(fixture.tools()).go_on();
    Site(fixture.tools()).refresh(area_code(kVillage), {published.front().item});
    CHECK(pages(fixture) == before);
    // older items stand on pages that did not move
    CHECK(has(page(fixture, std::string(kVillage) + "/list-0.html"), "第0号"));
    CHECK(has(page(fixture, std::string(kVillage) + "/index.html"), "第149号"));
    CHECK(has(page(fixture, std::string(kVillage) + "/index.html"), "list-4.html"));
    CHECK(has(page(fixture, std::string(kVillage) + "/atom.xml"), "href=\"atom-2.xml\""));
    CHECK(has(page(fixture, std::string(kVillage) + "/atom-2.xml"), "href=\"atom-1.xml\""));
}

TEST_CASE("a very long document is split into pages that are each small") {
    CountyFixture fixture;
    auto json = notice("很长的通知");
    std::string sentence;
    for (int i = 0; i < 40; ++i) sentence += "请各组互相转告，不要漏了一户。";
    for (int i = 0; i < 60; ++i)
        json["body"]["blocks"].push_back({{"type", "paragraph"}, {"text", sentence}});
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (int i = 0; i < 900; ++i) rows.push_back({std::to_string(i), "一行字，写着一些事情"});
    json["body"]["blocks"].push_back(
        {{"type", "table"}, {"header", {"序号", "事情"}}, {"rows", rows}});
    const std::string id = fixture.publish(json).at(0).item;
    std::size_t html = 0;
    std::string all;
    for (const auto& file : pages(fixture)) {
        const std::string& path = file.first;
        const std::string& bytes = file.second;
        if (!path.ends_with(".html") || !has(path, id)) continue;
        ++html;
        all += bytes;
        CHECK_MESSAGE(bytes.size() <= site::kMostPageBytes, path);
    }
    CHECK(html > 5);
    CHECK(has(all, "<td>899</td>"));
    CHECK(has(item_page(fixture, id), "href=\"page-2.html\""));
    CHECK(has(item_page(fixture, id, "page-2.html"), "href=\"index.html\""));
}

TEST_CASE("every page of the demo is small, whole, without script, name or foreign address") {
    CountyFixture fixture;
    publish_demo(fixture);
    for (int i = 0; i < 10; ++i) Site(fixture.tools()).go_on();
    Site(fixture.tools()).repair();
    const auto all = pages(fixture);
    const auto names = demo_names();
    REQUIRE(names.size() > 100);
    std::size_t html = 0;
    for (const auto& file : all) {
        const std::string& path = file.first;
        const std::string& bytes = file.second;
        for (const std::string& name : names) CHECK_MESSAGE(!has(bytes, name), path << name);
        if (!path.ends_with(".html")) continue;
        ++html;
        CHECK_MESSAGE(bytes.size() <= site::kMostPageBytes, path << " " << bytes.size());
        CHECK_MESSAGE(!has(bytes, "<script"), path);
        for (const char* part : {"<html lang=", "<h1>", "<title>", "name=\"viewport\""})
            CHECK_MESSAGE(has(bytes, part), path << part);
        CHECK_MESSAGE(!std::regex_search(bytes, std::regex(">(site|sheet|roll|group|entry)\\.")),
                      path);
        for (const std::string& link : links(bytes))
            CHECK_MESSAGE(leads_somewhere(fixture, path, link), path << " -> " << link);
        const auto count = [&](const char* part) {
            std::size_t found = 0;
            for (auto at = bytes.find(part); at != std::string::npos; at = bytes.find(part, at + 1))
                ++found;
            return found;
        };
        CHECK(count("<table") == count("<caption>"));
        CHECK(count("<table") == count("<thead>"));
    }
    CHECK(html > 100);
}
