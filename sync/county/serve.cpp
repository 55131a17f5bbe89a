#include "sync/county/serve.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <csignal>

#include "content/model/error.h"
#include "sync/county/api.h"
#include "sync/county/feed_image.h"
#include "sync/county/keyring.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kConnections = 2;
constexpr std::chrono::minutes kFreshnessPeriod{55};
constexpr std::chrono::minutes kFreshnessRetry{1};
constexpr std::chrono::milliseconds kLookPeriod{500};

std::vector<std::unique_ptr<Repository>> connections(const OpenedCounty& county) {
    std::vector<std::unique_ptr<Repository>> all;
    for (std::size_t i = 0; i < kConnections; ++i) all.push_back(county.connect());
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

/// Keeps "confirmed up to" young. A failure (a full disk, a busy database) is told and tried again
/// a minute later: terminals begin to warn only after a day.
class FreshnessKeeper {
  public:
    FreshnessKeeper(OpenedCounty& county, WorkPool& pool) : county_(county), pool_(pool) {}

    void tick() {
        const auto now = std::chrono::steady_clock::now();
        if (busy_ || now < due_.load()) return;
        busy_ = pool_.submit([this](Repository& repository) { renew(repository); });
    }

    void start_counting() { due_ = std::chrono::steady_clock::now() + kFreshnessPeriod; }

  private:
    void renew(Repository& repository) {
        try {
            FeedImage(county_.tools_for(repository)).renew_freshness();
            start_counting();
        } catch (const std::exception& error) {
            spdlog::error("The freshness of the feeds could not be renewed: {}", error.what());
            due_ = std::chrono::steady_clock::now() + kFreshnessRetry;
        }
        busy_ = false;
    }

    OpenedCounty& county_;
    WorkPool& pool_;
    std::atomic<std::chrono::steady_clock::time_point> due_{};
    std::atomic<bool> busy_ = false;
};

void bring_up_to_date(OpenedCounty& county) {
    FeedImage image(county.tools());
    const std::size_t written = image.repair_all();
    if (written > 0) spdlog::info("Repaired {} files of the feed folder.", written);
    image.renew_freshness();
    Keyring(county.tools()).issue();
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
    WorkPool pool(connections(county));
    Api api(
        county.feed_folder(), pool,
        [&county](Repository& repository) { return county.tools_for(repository); },
        [] { return std::chrono::steady_clock::now(); });
    api_of_handler = &api;
    FreshnessKeeper freshness(county, pool);
    freshness.start_counting();
    const CloseAtEnd close_at_end(pool);
    server.every(kLookPeriod, [&] {
        api.wait_room().look();
        freshness.tick();
    });
    server.on_stop([&api] { api.wait_room().dismiss(); });
    server.stop_on_signals();
    ready(server);
    server.run();
}

}  // namespace villageboard::county
