#include "kiosk/screens/promises.h"

#include <algorithm>

namespace villageboard::kiosk {
namespace {

int days_between(Day from, Day to) { return static_cast<int>((to - from).count()); }

bool before(const Promise& a, const Promise& b) {
    if (a.state != b.state) return a.state < b.state;
    if (a.state == PromiseState::done) return *b.task.done < *a.task.done;
    return a.task.due < b.task.due;
}

}  // namespace

Promise judge(const FollowUp& task, const BoardTime& time) {
    Promise promise{task, PromiseState::open, 0, {}, {}};
    if (task.done) {
        promise.state = PromiseState::done;
        promise.days_late = std::max(0, days_between(task.due, *task.done));
    } else if (time.known && task.due < time.today()) {
        promise.state = PromiseState::late;
        promise.days_late = days_between(task.due, time.today());
    }
    return promise;
}

std::vector<Promise> promises(const Board& board) {
    std::vector<Promise> all;
    const BoardTime time = board.time();
    for (const cache::ItemRow& row : board.items(std::vector<Kind>{Kind::meeting})) {
        const auto body = board.body(row);
        if (!body) continue;
        for (const FollowUp& task : std::get<Meeting>(*body).follow_up) {
            Promise promise = judge(task, time);
            promise.meeting = row.id;
            promise.title = row.plain_title.empty() ? row.title : row.plain_title;
            all.push_back(std::move(promise));
        }
    }
    std::stable_sort(all.begin(), all.end(), before);
    return all;
}

}  // namespace villageboard::kiosk
