/// Carries the sealed question of a person at the glass (content/state/inquiry.h) to the county and
/// brings the sealed answer back while they stand there. It runs beside the rounds, on a thread and
/// connections of its own, since a round may hold the line for a minute. The request goes out at
/// once: whoever watches the line sees that somebody asked, in one size, and nothing of whom.
/// Killed at any instant, it leaves a row that no later boot takes up.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "content/state/state.h"
#include "sync/agent/environment.h"

namespace villageboard::agent {

class Courier {
  public:
    /// `data_dir` is a terminal's. `plain` as in RoundOptions. Opens nothing yet.
    Courier(std::filesystem::path data_dir, Environment environment, fetch::PlainHttp plain);
    ~Courier();

    /// Forgets what is too old, carries what waits. False where nothing waited. Whatever goes wrong
    /// on the way to the county makes the question `unreachable`; throws Error when state.db or
    /// trust.db can't be read.
    bool work();

  private:
    std::optional<std::string> answer_of(const std::string& sealed);

    std::filesystem::path data_dir_;
    Environment environment_;
    fetch::PlainHttp plain_;
    std::unique_ptr<state::StateDb> state_;
};

/// A courier that looks twice a second, on a thread of its own, until the object goes. What fails
/// is tried again with the next look.
class CourierThread {
  public:
    explicit CourierThread(Courier& courier);
    ~CourierThread();
    CourierThread(const CourierThread&) = delete;
    CourierThread& operator=(const CourierThread&) = delete;

  private:
    std::jthread thread_;
};

}  // namespace villageboard::agent
