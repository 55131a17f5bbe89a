#include "sync/county/settings.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::string complaint(const std::string& text) {
    try {
        parse_settings(text, "county.conf");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("settings are read as they were written") {
    const Settings settings{1, "board.yunling.example", area_code(kCounty), "sqlite"};
    const Settings again = parse_settings(format_settings(settings), "county.conf");
    CHECK(again.origin == settings.origin);
    CHECK(again.area == settings.area);
    CHECK(again.database == "sqlite");
}

TEST_CASE("a data folder of a newer program is refused by name and version") {
    const std::string said = complaint("version = 2\norigin = a\narea = 539921\n");
    CHECK(has(said, "county.conf"));
    CHECK(has(said, "version 2"));
}

TEST_CASE("wrong settings are named") {
    CHECK(has(complaint("origin = a\narea = 539921\n"), "version"));
    CHECK(has(complaint("version = 1\norigin = a b\narea = 539921\n"), "origin"));
    CHECK(has(complaint("version = 1\norigin = a\narea = 539921102205\n"), "area"));
    CHECK(has(complaint("version = 1\nnonsense\n"), "line 2"));
}

TEST_CASE("a folder without settings is no county") {
    ScratchFolder scratch;
    CHECK_THROWS_AS(load_settings(scratch.path()), Error);
}
