#include "sync/agent/signed_post.h"

#include <doctest/doctest.h>

#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;

TEST_CASE("a county's address is signed as the county sees it") {
    const auto check = [](const char* url, const char* authority, const char* path) {
        INFO(url);
        CHECK(target_of(url).authority == authority);
        CHECK(target_of(url).path == path);
    };
    check("http://127.0.0.1:8480", "127.0.0.1:8480", "");
    check("https://County.Example/", "county.example", "");
    check("https://county.example:443/board/", "county.example", "/board");
    check("http://county.example:80", "county.example", "");
    check("https://county.example:80", "county.example:80", "");
    check("http://[::1]:8480/x", "[::1]:8480", "/x");
    check("/media/stick", "", "");
}

TEST_CASE("a terminal with a wrong clock signs anew with the time that the county names, once") {
    SimulatedCounty county;
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    std::vector<std::string> inputs;
    terminal.at_county().reports = [&](const fetch::PostRequest& request) {
        for (const auto& [name, value] : request.headers)
            if (name == "Signature-Input") inputs.push_back(value);
        return fetch::PostReply{
            401, R"({"error":"The clock of this device is off; here it is 2026-11-23T05:00:00Z.",)"
                 R"("code":"clock"})"};
    };
    TrustStore trust(terminal.data());
    SimulatedFetcher fetcher("http://county", terminal.at_county());
    const auto reply = post_signed(fetcher, *trust.identity(), {"v1/reports", "{}"},
                                   at("2020-01-01T00:00:00Z"), counted_random(5));
    CHECK(reply.status == 401);
    REQUIRE(inputs.size() == 2);
    CHECK(inputs[1].find(";created=1795410000;") != std::string::npos);
    CHECK(inputs[0].find("nonce=") != std::string::npos);
    CHECK(inputs[0].substr(inputs[0].find("nonce=")) != inputs[1].substr(inputs[1].find("nonce=")));
}
