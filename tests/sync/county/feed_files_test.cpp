#include "sync/county/api/feed_files.h"

#include <doctest/doctest.h>

#include "tests/sync/county/support.h"

using namespace villageboard::county;

namespace {

HttpRequest get(const std::string& target,
                std::vector<std::pair<std::string, std::string>> fields = {}) {
    return {"GET", target, std::move(fields), "", "127.0.0.1"};
}

std::string field(const HttpResponse& response, const std::string& name) {
    for (const auto& [key, value] : response.fields)
        if (key == name) return value;
    return {};
}

/// A feed folder with one checkpoint of 20 bytes.
struct Folder {
    Folder() { write_text(scratch.path() / "539921" / "checkpoint", "0123456789abcdefghij"); }
    ScratchFolder scratch;
    FeedFiles files{scratch.path()};
};

}  // namespace

TEST_CASE("no path outside the feed's grammar is ever looked up") {
    for (const char* path : {"/",
                             "",
                             "/county.conf",
                             "/../county.conf",
                             "/539921/../../keys/log.key",
                             "/539921/%2e%2e/checkpoint",
                             "/539921//checkpoint",
                             "/539921/checkpoint/",
                             "/539921/checkpoint.tmp",
                             "/keys/log.key",
                             "/keys/..",
                             "/keys/",
                             "/root/01",
                             "/root/-1",
                             "/root/1.tmp",
                             "/blob/ab",
                             "/blob/AB/",
                             "/539921000000/checkpoint",
                             "/539921/pack/0",
                             "/539921/pack/000.p/0",
                             "/539921/pack/000.p/256",
                             "/539921/pack/000.p/007",
                             "/539921/tile/64/000",
                             "/539921/tile/entries",
                             "/539921/tile/0/1234",
                             "/539921/tile/0/123/456",
                             "/539921/run/4/000",
                             "/539921/run/0/000.p/3",
                             "/539921\\checkpoint",
                             "539921/checkpoint"})
        CHECK_MESSAGE(!classify_feed_path(path), path);
    CHECK(!classify_feed_path("/keys/" + std::string(300, 'a')));
    CHECK(!classify_feed_path(std::string("/539921/checkpoint\0", 19)));
}

TEST_CASE("every kind of file of a feed has its place") {
    CHECK(classify_feed_path("/539921102205/checkpoint") == FeedFileKind::checkpoint);
    CHECK(classify_feed_path("/539921/tile/0/x001/x234/067") == FeedFileKind::tile);
    CHECK(classify_feed_path("/539921/tile/entries/000.p/17") == FeedFileKind::tile);
    CHECK(classify_feed_path("/539921/pack/000.p/255") == FeedFileKind::pack);
    CHECK(classify_feed_path("/539921/run/3/x001/000") == FeedFileKind::run);
    CHECK(classify_feed_path("/blob/ab/" + std::string(62, 'c')) == FeedFileKind::blob);
    CHECK(classify_feed_path("/root/12") == FeedFileKind::root);
    CHECK(classify_feed_path("/keys/539921102205-0a1b2c3d4e") == FeedFileKind::device_keys);
}

TEST_CASE("a range is one stretch, or is ignored, or lies beyond the end") {
    using Kind = ByteRange::Kind;
    const auto is = [](const char* range, Kind kind, std::uint64_t offset, std::uint64_t length) {
        const ByteRange got = parse_range(range, 20);
        CHECK_MESSAGE(got.kind == kind, range);
        CHECK_MESSAGE(got.offset == offset, range);
        CHECK_MESSAGE(got.length == length, range);
    };
    is("bytes=0-0", Kind::part, 0, 1);
    is("bytes=5-", Kind::part, 5, 15);
    is("bytes=5-99", Kind::part, 5, 15);
    is("bytes=-3", Kind::part, 17, 3);
    is("bytes=-99", Kind::part, 0, 20);
    is("bytes=20-", Kind::unsatisfiable, 0, 0);
    is("bytes=-0", Kind::unsatisfiable, 0, 0);
    is("bytes=0-1,3-4", Kind::whole, 0, 20);
    is("bytes=4-2", Kind::whole, 0, 20);
    is("lines=0-1", Kind::whole, 0, 20);
    is("bytes=a-b", Kind::whole, 0, 20);
    is("bytes=99999999999999999999-", Kind::whole, 0, 20);
    is("bytes=", Kind::whole, 0, 20);
    is("bytes=-", Kind::whole, 0, 20);
    CHECK(parse_range("bytes=0-", 0).kind == Kind::unsatisfiable);
}

TEST_CASE("a client that holds the newest checkpoint gets no bytes") {
    Folder folder;
    const auto first = folder.files.answer(get("/539921/checkpoint"));
    REQUIRE(first);
    CHECK(first->status == 200);
    CHECK(field(*first, "Cache-Control") == "no-cache");
    const std::string etag = field(*first, "ETag");
    CHECK(etag.front() == '"');
    for (const std::string& sent : {etag, "\"other\", W/" + etag, std::string("*")}) {
        const auto again =
            folder.files.answer(get("/539921/checkpoint", {{"If-None-Match", sent}}));
        CHECK(again->status == 304);
        CHECK(!again->file);
    }
    CHECK(folder.files.answer(get("/539921/checkpoint", {{"if-none-match", "\"x\""}}))->status ==
          200);
}

TEST_CASE("a checkpoint of the same length in the same second has another tag") {
    Folder folder;
    const auto file = folder.scratch.path() / "539921" / "checkpoint";
    const std::string before = field(*folder.files.answer(get("/539921/checkpoint")), "ETag");
    const auto time = std::filesystem::last_write_time(file);
    write_text(file.string() + ".new", "0123456789abcdefghiX");
    std::filesystem::rename(file.string() + ".new", file);
    std::filesystem::last_write_time(file, time);
    CHECK(field(*folder.files.answer(get("/539921/checkpoint")), "ETag") != before);
}

TEST_CASE("a resumed download gets the rest only of the file it began with") {
    Folder folder;
    const std::string etag = field(*folder.files.answer(get("/539921/checkpoint")), "ETag");
    const auto rest = folder.files.answer(
        get("/539921/checkpoint", {{"Range", "bytes=15-"}, {"If-Range", etag}}));
    CHECK(rest->status == 206);
    CHECK(field(*rest, "Content-Range") == "bytes 15-19/20");
    CHECK(rest->file->offset == 15);
    CHECK(rest->file->length == 5);
    const auto other = folder.files.answer(
        get("/539921/checkpoint", {{"Range", "bytes=15-"}, {"If-Range", "\"older\""}}));
    CHECK(other->status == 200);
    const auto beyond = folder.files.answer(get("/539921/checkpoint", {{"Range", "bytes=20-"}}));
    CHECK(beyond->status == 416);
    CHECK(field(*beyond, "Content-Range") == "bytes */20");
}

TEST_CASE("tiles may be kept for ever, missing files and other methods are told") {
    Folder folder;
    write_text(folder.scratch.path() / "539921/tile/0/000.p/1", "x");
    CHECK(field(*folder.files.answer(get("/539921/tile/0/000.p/1")), "Cache-Control") ==
          "public, max-age=31536000, immutable");
    CHECK(folder.files.answer(get("/539922/checkpoint"))->status == 404);
    HttpRequest head = get("/539921/checkpoint");
    head.method = "HEAD";
    const auto answer = folder.files.answer(head);
    CHECK(answer->status == 200);
    CHECK(!answer->file);
    CHECK(answer->announced_bytes == 20);
    head.method = "PUT";
    CHECK(folder.files.answer(head)->status == 405);
    std::filesystem::create_directories(folder.scratch.path() / "root" / "1");
    CHECK(folder.files.answer(get("/root/1"))->status == 404);
}
