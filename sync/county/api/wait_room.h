/// GET /v1/wait: terminals that wait for news instead of asking again and again. A hint only: who
/// is told "look" reads and verifies the checkpoint as always.
/// Everything happens on the server's thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/api/http.h"

namespace villageboard::county {

/// What a terminal already holds of one feed.
struct Held {
    std::string area;
    std::uint64_t size = 0;
};

/// Reads "have=539921:17,539921102:4"; nothing when it is not wholly that or names over 64 feeds.
std::optional<std::vector<Held>> parse_held(std::string_view query);

class WaitRoom {
  public:
    /// The present size of a feed, 0 when there is none.
    using SizeOf = std::function<std::uint64_t(const std::string& area)>;
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    static constexpr std::chrono::seconds kPatience{55};
    static constexpr std::size_t kSeats = 3000;

    WaitRoom(SizeOf size_of, Clock clock);

    /// Answers at once with 200 when a feed is longer than held, with 503 when the room is full;
    /// otherwise later, by look() or dismiss().
    void enter(std::vector<Held> held, Respond respond);
    std::size_t waiting() const { return waiting_.size(); }
    /// Answers 200 to those for whom there is news and 204 to those who waited long enough.
    void look();
    /// Answers 204 to everyone: the server is going down.
    void dismiss();

  private:
    struct Waiting {
        std::vector<Held> held;
        std::chrono::steady_clock::time_point until;
        Respond respond;
    };

    SizeOf size_of_;
    Clock clock_;
    std::vector<Waiting> waiting_;
};

}  // namespace villageboard::county
