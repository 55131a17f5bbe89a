/// Whether this server can do its work now: what a load balancer or a watchman asks.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sync/county/api/http.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Below this the county can't count on finishing a publication.
inline constexpr std::uint64_t kFewestFreeBytes = 500'000'000;
/// Freshness is renewed every 55 minutes.
inline constexpr std::chrono::hours kOldestNote{2};

struct ReadinessCheck {
    std::string name;  ///< "database", "feed_folder", "disk", "freshness"
    bool good = false;
};

/// `data`: with the folder feed/. `fewest_free`: bytes.
std::vector<ReadinessCheck> readiness(const Tools& tools, const std::filesystem::path& data,
                                      std::uint64_t fewest_free = kFewestFreeBytes);
/// 200 where all is good, else 503; both name the checks.
HttpResponse readiness_answer(const std::vector<ReadinessCheck>& checks);

}  // namespace villageboard::county
