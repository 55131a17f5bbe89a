#include "sync/county/api/readiness.h"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"

namespace villageboard::county {
namespace {

bool has_room(const std::filesystem::path& folder, std::uint64_t fewest_free) {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return !error && space.available >= fewest_free;
}

bool notes_are_young(const Tools& tools) {
    const auto oldest = (tools.clock() - kOldestNote).time_since_epoch().count();
    return std::ranges::all_of(tools.repository.areas(), [&](const std::string& area) {
        const auto feed = tools.repository.feed(area);
        return feed && feed->note_time >= oldest;
    });
}

}  // namespace

std::vector<ReadinessCheck> readiness(const Tools& tools, const std::filesystem::path& data,
                                      std::uint64_t fewest_free) {
    const auto feeds = data / "feed";
    const bool alive = tools.repository.alive();
    std::vector<ReadinessCheck> checks{{"database", alive},
                                       {"feed_folder", ::access(feeds.c_str(), W_OK | X_OK) == 0},
                                       {"disk", has_room(feeds, fewest_free)},
                                       {"freshness", false}};
    try {
        checks.back().good = alive && notes_are_young(tools);
    } catch (const Error&) {
        checks.front().good = false;
    }
    return checks;
}

HttpResponse readiness_answer(const std::vector<ReadinessCheck>& checks) {
    nlohmann::ordered_json body{{"ready", std::ranges::all_of(checks, &ReadinessCheck::good)}};
    for (const ReadinessCheck& check : checks) body["checks"][check.name] = check.good;
    return json_response(body.at("ready").get<bool>() ? 200 : 503, body.dump());
}

}  // namespace villageboard::county
