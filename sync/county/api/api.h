/// What the county answers over HTTP: the feed's files, the public pages, enrolment, reports,
/// waiting, health. handle() runs on the server's thread and never blocks; database work goes to
/// the pool.
#pragma once
#include <filesystem>
#include <functional>

#include "sync/county/api/feed_files.h"
#include "sync/county/api/rate_limit.h"
#include "sync/county/api/router.h"
#include "sync/county/api/site_files.h"
#include "sync/county/api/wait_room.h"
#include "sync/county/api/work_pool.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Tools for a thread of the pool: everything but the connection is shared and not changed.
using ToolsFor = std::function<Tools(Repository&)>;

class Api {
  public:
    /// `data`: with the folders feed/ and site/. `hashing` does the calls that hash passwords
    /// (Route::hashes), `pool` all others.
    Api(const std::filesystem::path& data, WorkPool& pool, WorkPool& hashing, ToolsFor tools_for,
        RateLimit::Clock clock, Metrics& metrics);

    void handle(const HttpRequest& request, Respond respond);
    WaitRoom& wait_room() { return wait_room_; }

  private:
    void enrol(const HttpRequest& request, Respond respond);
    void wait(const HttpRequest& request, Respond respond);
    void health(Respond respond);
    void ready(Respond respond);
    void metrics(Respond respond);
    bool give_file(const HttpRequest& request, const Respond& respond);
    void submit(const Respond& respond, WorkPool::Work work);
    void submit(WorkPool& pool, const Respond& respond, WorkPool::Work work);

    std::filesystem::path data_;
    Metrics& metrics_;
    Router router_;
    FeedFiles files_;
    SiteFiles pages_;
    WorkPool& pool_;
    WorkPool& hashing_;
    ToolsFor tools_for_;
    RateLimit enrolments_;
    WaitRoom wait_room_;
};

/// Who asks: the peer, or the last address in X-Forwarded-For when the peer is this machine.
std::string client_address(const HttpRequest& request);

/// The size in the checkpoint of an area's feed, 0 when there is none.
std::uint64_t published_size(const std::filesystem::path& feed_folder, const std::string& area);

}  // namespace villageboard::county
