/// How often one address may try something: a bucket of tokens that refills steadily.
/// Not for several threads at once.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <unordered_map>

namespace villageboard::county {

class RateLimit {
  public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// At most `burst` at once, then one more every `refill`.
    RateLimit(int burst, std::chrono::milliseconds refill, Clock clock);

    /// Whether `who` may go on now; takes a token if so.
    bool admit(const std::string& who);

  private:
    struct Bucket {
        double tokens = 0;
        std::chrono::steady_clock::time_point at;
    };

    void forget_full_buckets(std::chrono::steady_clock::time_point now);
    double refilled(const Bucket& bucket, std::chrono::steady_clock::time_point now) const;

    double burst_;
    std::chrono::milliseconds refill_;
    Clock clock_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace villageboard::county
