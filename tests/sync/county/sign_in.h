/// Real users at the real gate, without a socket: accounts made as the command line makes them,
/// activated and signed in by the calls that a browser makes.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "sync/county/api/gate.h"
#include "sync/county/api/routes.h"
#include "sync/county/people/totp.h"
#include "sync/county/people/users.h"
#include "sync/feed/bytes.h"
#include "tests/sync/county/calls.h"

namespace villageboard::county {

inline const char* const kGoodPassword = "三月的山茶 和石板路";

/// Keeps its cookie and sends what the office's pages send.
class Browser {
  public:
    explicit Browser(CountyFixture& county, std::string address = "192.0.2.7")
        : county_(&county), address_(std::move(address)) {}

    HttpResponse send(const std::string& method, const std::string& target, const Json& body = {},
                      std::vector<std::pair<std::string, std::string>> fields = {}) {
        if (!cookie.empty()) fields.emplace_back("Cookie", "a=b; " + cookie);
        if (own_pages) fields.emplace_back("X-Villageboard", "1");
        fields.emplace_back("Host", "board.example");
        Router router(gate());
        add_routes(router);
        HttpResponse response = router.answer({.method = method,
                                               .target = target,
                                               .fields = std::move(fields),
                                               .body = body.is_null() ? std::string() : body.dump(),
                                               .peer = address_},
                                              county_->tools());
        for (const auto& [name, value] : response.fields)
            if (name == "Set-Cookie") cookie = value.substr(0, value.find(';'));
        return response;
    }
    Json get(const std::string& target, int status = 200) {
        return answered(send("GET", target), status);
    }
    Json post(const std::string& target, const Json& body = {}, int status = 200) {
        return answered(send("POST", target, body), status);
    }

    std::string cookie;     ///< "__Host-villageboard=..."
    bool own_pages = true;  ///< sends X-Villageboard

  private:
    CountyFixture* county_;
    std::string address_;
};

struct Account {
    std::string id;
    std::string name;
    std::string factor;  ///< the second factor's secret, as an app keeps it
};

/// An account with a password and a second factor; `browser` is signed in and confirmed after it.
inline Account activated(CountyFixture& county, Browser& browser, const MadeUser& made,
                         const std::string& name) {
    browser.post("/v1/activation", {{"code", made.activation}, {"password", kGoodPassword}}, 201);
    const Json offered = browser.post("/v1/totp", {}, 201);
    Account account{made.id, name,
                    *feed::from_base32(offered.at("secret").get_ref<const std::string&>())};
    browser.post("/v1/totp/confirm", {{"code", totp_code(account.factor, county.tools().clock())}});
    return account;
}

inline Account make_account(CountyFixture& county, Browser& browser, const std::string& name,
                            std::vector<Appointment> appointments) {
    const Tools tools = county.tools();
    const MadeUser made = Users(tools).add(command_line_actor(tools.settings.area),
                                           {.sign_in = name,
                                            .shown = name,
                                            .appointments = std::move(appointments),
                                            .kin_of = {},
                                            .program = false});
    return activated(county, browser, made, name);
}

/// A browser in which a new user with one post is signed in.
inline Browser signed_in(CountyFixture& county, const std::string& name, Post post,
                         const char* area) {
    Browser browser(county);
    make_account(county, browser, name, {{post, area_code(area), {}, {}}});
    return browser;
}

/// What POST /v1/session takes, with the code of 30 seconds later: each code is good once.
inline Json credentials(CountyFixture& county, const Account& account,
                        const std::string& password = kGoodPassword) {
    county.pass(std::chrono::seconds(30));
    return {{"name", account.name},
            {"password", password},
            {"code", totp_code(account.factor, county.tools().clock())}};
}

}  // namespace villageboard::county
