#include "sync/fetch/folder_fetcher.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::fetch;

TEST_CASE("a folder gives files, rests and nothing where there is nothing") {
    std::string name = (std::filesystem::temp_directory_path() / "fetch-test-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(name.data());
    std::ofstream(folder / "file") << "headtail";
    const auto fetcher = make_fetcher("file://" + folder.string() + "/", PlainHttp::loopback_only);
    MemorySink sink;
    CHECK(fetcher->get({.path = "file", .limit = 100}, sink).got == Got::whole);
    CHECK(sink.bytes() == "headtail");
    CHECK(fetcher->get({.path = "file", .limit = 4, .from = 4}, sink).got == Got::rest);
    CHECK(sink.bytes() == "tail");
    CHECK(fetcher->get({.path = "file", .limit = 4, .from = 8}, sink).got == Got::nothing_more);
    CHECK(fetcher->get({.path = "file", .limit = 3, .from = 4}, sink).got == Got::oversize);
    CHECK(fetcher->get({.path = "none", .limit = 3}, sink).got == Got::missing);
    CHECK(fetcher->requests() == 5);
    CHECK_THROWS_AS(fetcher->post({.path = "v1/devices", .content_type = "", .body = ""}), Error);
    std::filesystem::remove_all(folder);
    CHECK_THROWS_AS(fetcher->get({.path = "file", .limit = 3}, sink), Error);
}
