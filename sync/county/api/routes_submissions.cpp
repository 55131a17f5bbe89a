#include <memory>

#include "sync/county/api/routes.h"
#include "sync/county/inbox/flood_guard.h"
#include "sync/county/inbox/inbox.h"

namespace villageboard::county {
namespace {

constexpr int kTooLarge = 413;

HttpResponse receipt_answer(const Inbox::Taken& taken) {
    HttpResponse response;
    response.status = taken.fresh ? 201 : 202;
    response.fields = {{"Content-Type", "text/plain; charset=utf-8"},
                       {"Cache-Control", "no-store"}};
    response.body = taken.receipt;
    return response;
}

HttpResponse take(Call& call, FloodGuard& guard) {
    if (!guard.admit(call.device))
        throw Refusal(RefusalKind::too_often, "flood",
                      "This terminal sent very many messages; go on in some minutes.");
    if (call.request.body.size() > kMaxSealedBytes)
        return json_answer(
            {{"error", "A message has at most " + std::to_string(kMaxSealedBytes) + " bytes."},
             {"code", "size"}},
            kTooLarge);
    return receipt_answer(Inbox(call.tools).take(call.request.body));
}

}  // namespace

void add_submission_routes(Router& router) {
    const auto guard =
        std::make_shared<FloodGuard>([] { return std::chrono::steady_clock::now(); });
    router.add({.method = "POST",
                .path = "/v1/submissions",
                .family = "inbox",
                .summary = "keep a villager's sealed message; 201 new, 202 held already, both with "
                           "the county's signed receipt",
                .access = Access::device,
                .media = "text/plain",
                .success = 201,
                .handler = [guard](Call& call) { return take(call, *guard); }});
}

}  // namespace villageboard::county
