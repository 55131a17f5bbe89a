#include "sync/county/api/serve.h"

#include <spdlog/spdlog.h>

#include <csignal>

#include "content/model/error.h"
#include "sync/county/api/api.h"
#include "sync/county/api/chores.h"
#include "sync/county/keyring.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/site/site.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kConnections = 4;
/// Each hashes one password at a time, in 64 MiB and a tenth of a second.
constexpr std::size_t kHashingConnections = 2;
constexpr std::size_t kMostWaitingSignIns = 50;
constexpr std::chrono::milliseconds kLookPeriod{500};

std::vector<std::unique_ptr<Repository>> connections(const OpenedCounty& county,
                                                     std::size_t count) {
    std::vector<std::unique_ptr<Repository>> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(county.connect());
    return all;
}

/// Lets work under way end before what it uses goes.
class CloseAtEnd {
  public:
    explicit CloseAtEnd(WorkPool& pool) : pool_(pool) {}
    ~CloseAtEnd() { pool_.close(); }
    CloseAtEnd(const CloseAtEnd&) = delete;
    CloseAtEnd& operator=(const CloseAtEnd&) = delete;

  private:
    WorkPool& pool_;
};

void bring_up_to_date(OpenedCounty& county) {
    FeedImage image(county.tools());
    const std::size_t written = image.repair_all();
    if (written > 0) spdlog::info("Repaired {} files of the feed folder.", written);
    image.renew_freshness();
    Keyring(county.tools()).issue();
    site::Site(county.tools()).repair();
}

}  // namespace

void serve(OpenedCounty& county, const ListenAddress& address,
           const std::function<void(HttpServer&)>& ready) {
    // sendfile() to a terminal that went away raises it, and nothing else would catch it.
    std::signal(SIGPIPE, SIG_IGN);
    county.require_writable_feeds();
    Api* api_of_handler = nullptr;
    HttpServer server(address, HttpLimits{}, [&](const HttpRequest& request, Respond respond) {
        api_of_handler->handle(request, std::move(respond));
    });
    bring_up_to_date(county);
    Metrics metrics;
    WorkPool pool(connections(county, kConnections));
    WorkPool hashing(connections(county, kHashingConnections), kMostWaitingSignIns);
    const ToolsFor tools_for = [&county, &metrics](Repository& repository) {
        Tools tools = county.tools_for(repository);
        tools.metrics = &metrics;
        return tools;
    };
    Api api(
        county.data(), pool, hashing, tools_for, [] { return std::chrono::steady_clock::now(); },
        metrics);
    api_of_handler = &api;
    Chores chores(pool, tools_for);
    add_chores(chores);
    const CloseAtEnd close_at_end(pool);
    const CloseAtEnd close_hashing_at_end(hashing);
    server.every(kLookPeriod, [&] {
        api.wait_room().look();
        chores.tick();
    });
    server.on_stop([&api] { api.wait_room().dismiss(); });
    server.stop_on_signals();
    ready(server);
    server.run();
}

}  // namespace villageboard::county
