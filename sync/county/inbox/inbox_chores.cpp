#include "sync/county/inbox/inbox_chores.h"

#include "sync/county/inbox/answer_batches.h"
#include "sync/county/inbox/unsealer.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kOpenedAtOnce = 200;

}  // namespace

void add_inbox_chores(Chores& chores) {
    chores.add({.name = "open messages",
                .every = std::chrono::minutes(1),
                .retry = std::chrono::minutes(1),
                .first = std::chrono::seconds(20),
                .work = [](const Tools& tools) {
                    Unsealer(tools).open(tools.keys.inbox_keys(), kOpenedAtOnce);
                }});
    // a server that is started again and again does not publish at times that somebody chose
    chores.add({.name = "publish answers",
                .every = std::chrono::minutes(5),
                .retry = std::chrono::minutes(1),
                .first = std::chrono::minutes(10),
                .work = [](const Tools& tools) { AnswerBatches(tools).work(); }});
}

}  // namespace villageboard::county
