#include "sync/county/api/site_files.h"

#include <doctest/doctest.h>

#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const std::string kItem = "0193a5f0-0000-7000-8000-000000000000";

HttpResponse get(SiteFiles& files, const std::string& target, const std::string& etag = {},
                 const std::string& method = "GET") {
    HttpRequest request{.method = method, .target = target, .fields = {}, .body = {}, .peer = {}};
    if (!etag.empty()) request.fields.emplace_back("If-None-Match", etag);
    const auto response = files.answer(request);
    REQUIRE(response);
    return *response;
}

std::string field(const HttpResponse& response, const std::string& name) {
    for (const auto& [key, value] : response.fields)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE("only paths of the pages' grammar name a file") {
    CHECK(site_file_of("/p/") == "index.html");
    CHECK(site_file_of("/p/site.css") == "site.css");
    CHECK(site_file_of("/p/539921/") == "539921/index.html");
    CHECK(site_file_of("/p/539921/atom.xml") == "539921/atom.xml");
    CHECK(site_file_of("/p/539921102205/" + kItem + "/") ==
          "539921102205/" + kItem + "/index.html");
    CHECK(site_file_of("/p/539921102205/" + kItem + "/table-1.csv") ==
          "539921102205/" + kItem + "/table-1.csv");
    CHECK(lacks_slash("/p"));
    CHECK(lacks_slash("/p/539921"));
    CHECK(lacks_slash("/p/539921/" + kItem));
    CHECK(!lacks_slash("/p/539921/"));
    CHECK(!lacks_slash("/p/other"));
    for (const std::string path :
         {"/p", "/", "/pp/", "/p/made", "/p/../county.conf", "/p/539921/../index.html",
          "/p/539921/%2e%2e/index.html", "/p//index.html", "/p/539921/.html", "/p/a/index.html",
          "/p/539921/index.html.tmp", "/p/539921/x/index.html", "/p/539921000/index.html/",
          "/p/539921000000/", "/p/539921/a.b.html", "/p/539921/index.php"})
        CHECK_MESSAGE(!site_file_of(path), path);
}

TEST_CASE("a page is served with a tag, without scripts, and not again while it is the same") {
    ScratchFolder folder;
    write_text(folder.path() / "539921" / "index.html", "<p>一</p>");
    SiteFiles files(folder.path());
    const HttpResponse first = get(files, "/p/539921/");
    CHECK(first.status == 200);
    REQUIRE(first.file);
    CHECK(first.file->length == 10);
    CHECK(field(first, "Content-Type") == "text/html; charset=utf-8");
    CHECK(field(first, "Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(field(first, "X-Content-Type-Options") == "nosniff");
    const std::string tag = field(first, "ETag");
    CHECK(get(files, "/p/539921/", tag).status == 304);
    CHECK(get(files, "/p/539921/", "\"other\"").status == 200);
    CHECK(get(files, "/p/539921/", {}, "HEAD").announced_bytes == 10);
    write_text(folder.path() / "new", "<p>二</p>");
    std::filesystem::rename(folder.path() / "new", folder.path() / "539921" / "index.html");
    CHECK(get(files, "/p/539921/", tag).status == 200);
    CHECK(get(files, "/p/539921/", {}, "POST").status == 405);
    CHECK(get(files, "/p/539921102/").status == 404);
    CHECK(get(files, "/p/../county.conf").status == 404);
    const HttpResponse moved = get(files, "/p/539921");
    CHECK(moved.status == 301);
    CHECK(field(moved, "Location") == "/p/539921/");
    CHECK(!files.answer(
        {.method = "GET", .target = "/539921/checkpoint", .fields = {}, .body = {}, .peer = {}}));
}
