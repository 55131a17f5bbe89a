/// What the server does by itself, again and again: each chore when its time has come, on a thread
/// of the pool, never twice at once in one process. Several servers may share a database, so a
/// chore must bear being done by two of them at the same time.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/county/api/api.h"
#include "sync/county/api/work_pool.h"

namespace villageboard::county {

struct Chore {
    std::string name;  ///< for the log: "freshness"
    std::chrono::seconds every{60};
    std::chrono::seconds retry{60};  ///< after a failure
    std::chrono::seconds first{0};   ///< after the start
    std::function<void(const Tools&)> work;
};

class Chores {
  public:
    Chores(WorkPool& pool, ToolsFor tools_for) : pool_(pool), tools_for_(std::move(tools_for)) {}

    void add(Chore chore);
    /// Starts what is due. On the server's thread, about twice a second.
    void tick();

  private:
    struct Kept {
        Chore chore;
        std::atomic<std::chrono::steady_clock::time_point> due{};
        std::atomic<bool> busy = false;
    };
    void run(Kept& kept, Repository& repository);

    WorkPool& pool_;
    ToolsFor tools_for_;
    std::vector<std::unique_ptr<Kept>> kept_;
};

void add_desk_chores(Chores& chores);

/// The county's chores, each added by the part of the server it belongs to.
void add_chores(Chores& chores);

}  // namespace villageboard::county
