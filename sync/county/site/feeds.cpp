#include "sync/county/site/feeds.h"

#include <nlohmann/json.hpp>

#include "content/model/time.h"
#include "sync/county/site/html.h"
#include "sync/county/site/item_pages.h"
#include "sync/county/site/lists.h"

namespace villageboard::county::site {
namespace {

std::string time_of(std::int64_t seconds) {
    return format_instant(Instant(std::chrono::seconds(seconds)));
}

/// "withdrawn", "erased", "corrected"...; empty for what is simply there.
std::string mark_of(const SiteItemRow& row) {
    if (row.standing != to_string(Standing::live)) return row.standing;
    return row.shown > 1 ? "corrected" : "";
}

std::string address_of(const FeedDocument& document, const SiteItemRow& row) {
    return document.folder + row.area + "/" + row.item + "/";
}

std::string id_of(const SiteItemRow& row) { return "urn:uuid:" + row.item; }

bool is_told(const SiteItemRow& row) { return row.standing != to_string(Standing::hidden); }

std::int64_t newest_of(const FeedDocument& document) {
    std::int64_t newest = document.updated;
    for (const SiteItemRow& row : document.rows) newest = std::max(newest, row.updated);
    return newest;
}

std::string atom_entry(const FeedDocument& document, const SiteItemRow& row) {
    std::string out =
        "<entry>\n<id>" + id_of(row) + "</id>\n<title>" + escaped(row.title) +
        "</title>\n<published>" + time_of(row.published) + "</published>\n<updated>" +
        time_of(row.updated) + "</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"" +
        address_of(document, row) + "\"/>\n<category term=\"" + escaped(row.kind) + "\"/>\n";
    if (const std::string mark = mark_of(row); !mark.empty())
        out += "<category scheme=\"urn:villageboard:standing\" term=\"" + mark + "\"/>\n";
    if (!row.office.empty()) out += "<author><name>" + escaped(row.office) + "</name></author>\n";
    if (!row.summary.empty())
        out += "<summary type=\"text\">" + escaped(row.summary) + "</summary>\n";
    return out + "</entry>\n";
}

}  // namespace

std::string atom(const FeedDocument& document) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
        "xmlns:fh=\"http://purl.org/syndication/history/1.0\" xml:lang=\"zh-CN\">\n<id>" +
        escaped(document.id) + (document.archive ? "/" + document.self : "") + "</id>\n<title>" +
        escaped(document.title) + "</title>\n<updated>" + time_of(newest_of(document)) +
        "</updated>\n<author><name>" + escaped(document.author) +
        "</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"" +
        document.self + ".xml\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"" +
        document.home + "\"/>\n";
    if (document.archive) out += "<fh:archive/>\n<link rel=\"current\" href=\"atom.xml\"/>\n";
    if (!document.older.empty())
        out += "<link rel=\"prev-archive\" href=\"" + document.older + ".xml\"/>\n";
    for (const SiteItemRow& row : document.rows)
        if (is_told(row)) out += atom_entry(document, row);
    return out + "</feed>\n";
}

std::string json_feed(const FeedDocument& document) {
    using Json = nlohmann::ordered_json;
    const auto name = [](const std::string& atom_name) {
        return "feed" + atom_name.substr(std::string_view("atom").size()) + ".json";
    };
    Json out{{"version", "https://jsonfeed.org/version/1.1"},
             {"title", document.title},
             {"home_page_url", document.home},
             {"feed_url", name(document.self)},
             {"language", "zh-CN"}};
    if (!document.older.empty()) out["next_url"] = name(document.older);
    Json items = Json::array();
    for (const SiteItemRow& row : document.rows) {
        if (!is_told(row)) continue;
        Json item{{"id", id_of(row)},
                  {"url", address_of(document, row)},
                  {"title", row.title},
                  {"content_text", row.summary.empty() ? row.title : row.summary},
                  {"date_published", time_of(row.published)},
                  {"date_modified", time_of(row.updated)},
                  {"tags", {row.kind}}};
        if (const std::string mark = mark_of(row); !mark.empty()) item["tags"].push_back(mark);
        if (!row.office.empty()) item["authors"] = {{{"name", row.office}}};
        items.push_back(std::move(item));
    }
    out["items"] = std::move(items);
    // harmless even where somebody puts the text into a page
    std::string text;
    for (const char c : out.dump(1, ' ', false, Json::error_handler_t::replace))
        if (c == '<')
            text += "\\u003c";
        else
            text += c;
    return text + "\n";
}

}  // namespace villageboard::county::site
