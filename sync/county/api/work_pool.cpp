#include "sync/county/api/work_pool.h"

#include "sync/county/store/repository.h"

namespace villageboard::county {

WorkPool::WorkPool(std::vector<std::unique_ptr<Repository>> connections, std::size_t longest_queue)
    : connections_(std::move(connections)), longest_queue_(longest_queue) {
    for (const auto& connection : connections_)
        threads_.emplace_back([this, &repository = *connection] { serve(repository); });
}

void WorkPool::close() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    news_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

bool WorkPool::submit(Work work) {
    {
        const std::lock_guard lock(mutex_);
        if (closing_ || queue_.size() >= longest_queue_) return false;
        queue_.push_back(std::move(work));
    }
    news_.notify_one();
    return true;
}

std::size_t WorkPool::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void WorkPool::serve(Repository& repository) {
    while (true) {
        Work work;
        {
            std::unique_lock lock(mutex_);
            news_.wait(lock, [this] { return closing_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work(repository);
    }
}

}  // namespace villageboard::county
