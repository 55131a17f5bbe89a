#include "sync/county/api/rate_limit.h"

#include <algorithm>

namespace villageboard::county {
namespace {
constexpr std::size_t kRememberedAddresses = 10'000;
}

RateLimit::RateLimit(int burst, std::chrono::milliseconds refill, Clock clock)
    : burst_(burst), refill_(refill), clock_(std::move(clock)) {}

double RateLimit::refilled(const Bucket& bucket, std::chrono::steady_clock::time_point now) const {
    const std::chrono::duration<double, std::milli> passed = now - bucket.at;
    return std::min(burst_, bucket.tokens + passed.count() / static_cast<double>(refill_.count()));
}

bool RateLimit::admit(const std::string& who) {
    const auto now = clock_();
    if (buckets_.size() >= kRememberedAddresses) forget_full_buckets(now);
    Bucket& bucket = buckets_.try_emplace(who, Bucket{burst_, now}).first->second;
    bucket = {refilled(bucket, now), now};
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

void RateLimit::forget_full_buckets(std::chrono::steady_clock::time_point now) {
    std::erase_if(buckets_,
                  [&](const auto& entry) { return refilled(entry.second, now) >= burst_; });
}

}  // namespace villageboard::county
