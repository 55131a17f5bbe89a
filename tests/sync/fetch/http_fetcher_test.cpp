#include "sync/fetch/http_fetcher.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "tests/sync/fetch/scripted_server.h"

using namespace villageboard;
using namespace villageboard::fetch;

namespace {

std::string ok(const std::string& body, const std::string& headers = {},
               const std::string& status = "200 OK") {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A body whose length nobody knows: it ends when the connection does.
std::string unbounded(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
}

ErrorKind kind_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.kind();
    }
    FAIL("nothing was thrown");
    return ErrorKind::retry;
}

struct Result {
    GetReply reply;
    std::string body;
};

Result get(const std::string& url, const GetRequest& request) {
    HttpFetcher fetcher(url, {});
    MemorySink sink;
    const GetReply reply = fetcher.get(request, sink);
    CHECK(fetcher.requests() == 1);
    return {reply, sink.bytes()};
}

}  // namespace

TEST_CASE("plain http goes to this machine only, unless it is allowed") {
    const auto kind = [](const std::string& url, PlainHttp plain) {
        return kind_of([&] { HttpFetcher(url, {.plain = plain}); });
    };
    CHECK(kind("http://board.example", PlainHttp::loopback_only) == ErrorKind::invalid);
    CHECK(kind("http://192.168.1.2:8080", PlainHttp::loopback_only) == ErrorKind::invalid);
    CHECK(kind("http://127.0.0.1.example", PlainHttp::loopback_only) == ErrorKind::invalid);
    CHECK_NOTHROW(HttpFetcher("http://board.example", {.plain = PlainHttp::anywhere}));
    CHECK_NOTHROW(HttpFetcher("http://localhost:8080/board/", {}));
    CHECK_NOTHROW(HttpFetcher("http://[::1]:8080", {}));
    CHECK_NOTHROW(HttpFetcher("https://board.example", {}));
}

TEST_CASE("a source is a folder or an http URL without user, question mark or fragment") {
    for (const char* bad :
         {"ftp://board.example", "https://user:word@board.example", "https://board.example/?x=1",
          "https://board.example/#top", "https://", ""})
        CHECK(kind_of([&] { make_fetcher(bad, PlainHttp::anywhere); }) == ErrorKind::invalid);
    CHECK(folder_of("file:///media/stick") == "/media/stick");
    CHECK(folder_of("/media/stick") == "/media/stick");
    CHECK(folder_of("https://board.example").empty());
}

TEST_CASE("a file comes whole with its strong ETag, a weak one is not taken") {
    ScriptedServer server([](const std::string& request) {
        return request.find("/weak") != std::string::npos ? ok("text", "ETag: W/\"1\"\r\n")
                                                          : ok("text", "etag: \"abc\"\r\n");
    });
    const Result strong = get(server.url(), {.path = "539921/checkpoint", .limit = 100});
    CHECK(strong.reply.got == Got::whole);
    CHECK(strong.reply.etag == "\"abc\"");
    CHECK(strong.body == "text");
    CHECK(get(server.url(), {.path = "weak", .limit = 100}).reply.etag.empty());
    CHECK(server.requests()[0].starts_with("GET /539921/checkpoint HTTP/1.1\r\n"));
}

TEST_CASE("a conditional request may be answered with nothing") {
    ScriptedServer server(
        [](const std::string&) { return std::string("HTTP/1.1 304 Not Modified\r\n\r\n"); });
    const Result result =
        get(server.url(), {.path = "x", .limit = 100, .if_none_match = "\"abc\""});
    CHECK(result.reply.got == Got::not_modified);
    CHECK(server.requests()[0].find("If-None-Match: \"abc\"\r\n") != std::string::npos);
}

TEST_CASE("a range is asked for, and what comes says whether it is one") {
    std::string answer;
    ScriptedServer server([&](const std::string&) { return answer; });
    const GetRequest rest{.path = "x", .limit = 100, .from = 4, .if_range = "\"abc\""};
    answer = ok("tail", "Content-Range: bytes 4-7/8\r\n", "206 Partial Content");
    CHECK(get(server.url(), rest).reply.got == Got::rest);
    CHECK(server.requests()[0].find("Range: bytes=4-\r\n") != std::string::npos);
    CHECK(server.requests()[0].find("If-Range: \"abc\"\r\n") != std::string::npos);
    answer = ok("headtail");
    const Result whole = get(server.url(), rest);
    CHECK(whole.reply.got == Got::whole);
    CHECK(whole.body == "headtail");
    answer = ok("", "Content-Range: bytes */4\r\n", "416 Range Not Satisfiable");
    CHECK(get(server.url(), rest).reply.got == Got::nothing_more);
    answer = ok("tail", "Content-Range: bytes 2-5/8\r\n", "206 Partial Content");
    CHECK(get(server.url(), rest).reply.got == Got::refused);
    answer = ok("tail", "", "206 Partial Content");
    CHECK(get(server.url(), rest).reply.got == Got::refused);
}

TEST_CASE("more than the limit is cut off, whether its length was said or not") {
    for (const bool said : {true, false}) {
        ScriptedServer server([said](const std::string&) {
            const std::string body(1 << 20, 'x');
            return said ? ok(body) : unbounded(body);
        });
        struct Counting : Sink {
            void begin(Got, const std::string&) override {}
            void add(std::string_view bytes) override { taken += bytes.size(); }
            std::size_t taken = 0;
        } sink;
        HttpFetcher fetcher(server.url(), {});
        CHECK(fetcher.get({.path = "x", .limit = 16 * 1024}, sink).got == Got::oversize);
        CHECK(sink.taken <= 16 * 1024);
    }
    ScriptedServer exact([](const std::string&) { return ok(std::string(1024, 'x')); });
    CHECK(get(exact.url(), {.path = "x", .limit = 1024}).body.size() == 1024);
}

TEST_CASE("statuses mean what the caller must do") {
    std::string status;
    ScriptedServer server([&](const std::string&) { return ok("<html>sorry", "", status); });
    const GetRequest request{.path = "x", .limit = 4};
    const auto got = [&](const char* line) {
        status = line;
        return get(server.url(), request).reply.got;
    };
    CHECK(got("404 Not Found") == Got::missing);
    CHECK(got("410 Gone") == Got::missing);
    CHECK(got("403 Forbidden") == Got::refused);
    CHECK(got("302 Found") == Got::refused);
    for (const char* later : {"500 Oops", "503 Later", "429 Slowly", "408 Timeout"}) {
        status = later;
        CHECK(kind_of([&] { get(server.url(), request); }) == ErrorKind::retry);
    }
}

TEST_CASE("a redirect is not followed") {
    ScriptedServer server([](const std::string&) {
        return ok("", "Location: http://127.0.0.1:1/elsewhere\r\n", "301 Moved");
    });
    CHECK(get(server.url(), {.path = "x", .limit = 4}).reply.got == Got::refused);
    CHECK(server.requests().size() == 1);
}

TEST_CASE("an error page without an end is cut off and its status still counts") {
    ScriptedServer server([](const std::string&) {
        return "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n" + std::string(1 << 20, 'x');
    });
    CHECK(get(server.url(), {.path = "x", .limit = 4}).reply.got == Got::missing);
}

TEST_CASE("a broken line leaves a prefix and is tried again later") {
    ScriptedServer server([](const std::string&) {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\nhalf";
    });
    HttpFetcher fetcher(server.url(), {});
    MemorySink sink;
    CHECK(kind_of([&] { fetcher.get({.path = "x", .limit = 200}, sink); }) == ErrorKind::retry);
    CHECK(sink.bytes() == "half");
    CHECK(kind_of([] { get("http://127.0.0.1:1", {.path = "x", .limit = 1}); }) ==
          ErrorKind::retry);
}

TEST_CASE("a source that drips is given up") {
    ScriptedServer server([](const std::string&) { return ok(std::string(5000, 'x')); });
    server.stall_after = 300;
    HttpFetcher fetcher(server.url(), {});
    MemorySink sink;
    CHECK(kind_of([&] {
              fetcher.get({.path = "x", .limit = 9000, .patience = std::chrono::seconds{1}}, sink);
          }) == ErrorKind::retry);
}

TEST_CASE("an error of the sink reaches the caller") {
    ScriptedServer server([](const std::string&) { return ok("text"); });
    struct Full : Sink {
        void begin(Got, const std::string&) override {}
        void add(std::string_view) override { throw Error(ErrorKind::retry, "disk full", "part"); }
    } sink;
    HttpFetcher fetcher(server.url(), {});
    try {
        fetcher.get({.path = "x", .limit = 100}, sink);
        FAIL("swallowed");
    } catch (const Error& error) {
        CHECK(error.place() == "part");
    }
}

TEST_CASE("a proxy of the environment is not used") {
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    ScriptedServer server([](const std::string&) { return ok("text"); });
    CHECK(get(server.url(), {.path = "x", .limit = 100}).body == "text");
    ::unsetenv("http_proxy");
}

TEST_CASE("a post goes out at once and brings its answer whatever the status") {
    ScriptedServer server(
        [](const std::string&) { return ok("{\"error\":\"used\"}", "", "403 Forbidden"); });
    HttpFetcher fetcher(server.url(), {});
    const std::string body(5000, 'b');
    const PostReply reply = fetcher.post({.path = "v1/devices",
                                          .content_type = "application/json",
                                          .body = body,
                                          .headers = {{"Signature", "sig1=:x:"}}});
    CHECK(reply.status == 403);
    CHECK(reply.body == "{\"error\":\"used\"}");
    const std::string request = server.requests().at(0);
    CHECK(request.starts_with("POST /v1/devices HTTP/1.1\r\n"));
    CHECK(request.find("Expect") == std::string::npos);
    CHECK(request.find("Content-Type: application/json\r\n") != std::string::npos);
    CHECK(request.find("Signature: sig1=:x:\r\n") != std::string::npos);
    CHECK(request.ends_with(body));
}
