/// A few threads that do what must not block the server's thread. Each has a Repository of its own.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace villageboard::county {

class Repository;

class WorkPool {
  public:
    using Work = std::function<void(Repository&)>;
    static constexpr std::size_t kLongestQueue = 1000;

    /// One thread for each connection.
    explicit WorkPool(std::vector<std::unique_ptr<Repository>> connections,
                      std::size_t longest_queue = kLongestQueue);
    ~WorkPool() { close(); }
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    /// False when the queue is full. `work` must not throw.
    bool submit(Work work);
    /// How much waits for a thread.
    std::size_t waiting() const;
    /// Takes nothing more, finishes what is queued, ends the threads.
    void close();

  private:
    void serve(Repository& repository);

    std::vector<std::unique_ptr<Repository>> connections_;
    std::size_t longest_queue_;
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::deque<Work> queue_;
    bool closing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace villageboard::county
