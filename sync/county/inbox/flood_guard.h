/// Slows a terminal that sends more messages than a hall full of people could write. Counts lie in
/// memory only, by terminal, and are gone with the process: nothing durable joins a terminal to a
/// message. Any thread.
#pragma once
#include <mutex>
#include <string>

#include "sync/county/api/rate_limit.h"

namespace villageboard::county {

class FloodGuard {
  public:
    /// 256 messages at once (a stick's worth after weeks without a link), then 120 an hour.
    explicit FloodGuard(RateLimit::Clock clock)
        : limit_(256, std::chrono::seconds(30), std::move(clock)) {}

    bool admit(const std::string& device) {
        const std::lock_guard lock(mutex_);
        return limit_.admit(device);
    }

  private:
    std::mutex mutex_;
    RateLimit limit_;
};

}  // namespace villageboard::county
