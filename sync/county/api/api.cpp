#include "sync/county/api/api.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/api/gate.h"
#include "sync/county/api/readiness.h"
#include "sync/county/api/routes.h"
#include "sync/county/devices.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

/// A village's technician who mistypes a code is not kept waiting; a guesser is.
constexpr int kEnrolmentBurst = 10;
constexpr std::chrono::seconds kEnrolmentRefill{6};

HttpResponse error_response(int status, const std::string& sentence) {
    return json_response(status, nlohmann::json{{"error", sentence}}.dump());
}

HttpResponse enrolment_response(const EnrolmentAnswer& answer) {
    switch (answer.outcome) {
        case EnrolmentOutcome::made:
            return json_response(201, answer.body);
        case EnrolmentOutcome::repeated:
            return json_response(200, answer.body);
        case EnrolmentOutcome::malformed:
            return json_response(400, answer.body);
        default:
            return json_response(403, answer.body);
    }
}

bool only_method(const HttpRequest& request, const char* method, const Respond& respond) {
    if (request.method == method) return true;
    HttpResponse refused = plain_response(405, std::string("Use ") + method + " here.");
    refused.fields.emplace_back("Allow", method);
    respond(std::move(refused));
    return false;
}

/// The kind of a static file, for the counters.
std::string_view file_kind(std::string_view path) {
    constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
        {"/pack/", "pack"}, {"/run/", "run"},   {"/tile/", "tile"},
        {"/blob/", "blob"}, {"/keys/", "keys"}, {"/root/", "root"}};
    if (path.ends_with("/checkpoint")) return "checkpoint";
    if (path == "/p" || path.starts_with("/p/")) return "pages";
    for (const auto& [part, kind] : kKinds)
        if (path.find(part) != std::string_view::npos) return kind;
    return "file";
}

std::string call_name(const Router& router, const HttpRequest& request) {
    for (const std::string_view own :
         {"/v1/devices", "/v1/reports", "/v1/wait", "/healthz", "/readyz", "/metrics"})
        if (request.path() == own) return std::string(own);
    return router.name_of(request);
}

}  // namespace

std::string client_address(const HttpRequest& request) {
    const bool local = request.peer == "127.0.0.1" || request.peer == "::1";
    std::string_view forwarded = request.field("X-Forwarded-For");
    if (!local || forwarded.empty()) return request.peer;
    if (const auto comma = forwarded.rfind(','); comma != std::string_view::npos)
        forwarded.remove_prefix(comma + 1);
    while (forwarded.starts_with(' ')) forwarded.remove_prefix(1);
    return std::string(forwarded);
}

std::uint64_t published_size(const std::filesystem::path& feed_folder, const std::string& area) {
    std::ifstream in(feed_folder / area / "checkpoint");
    std::string origin;
    std::string size;
    if (!std::getline(in, origin) || !std::getline(in, size)) return 0;
    return feed::parse_decimal(size).value_or(0);
}

Api::Api(const std::filesystem::path& data, WorkPool& pool, WorkPool& hashing, ToolsFor tools_for,
         RateLimit::Clock clock, Metrics& metrics)
    : data_(data),
      metrics_(metrics),
      router_(gate()),
      files_(data / "feed"),
      pages_(data / "site"),
      pool_(pool),
      hashing_(hashing),
      tools_for_(std::move(tools_for)),
      enrolments_(kEnrolmentBurst, kEnrolmentRefill, clock),
      wait_room_([folder = data / "feed"](
                     const std::string& area) { return published_size(folder, area); },
                 clock) {
    add_routes(router_);
}

void Api::handle(const HttpRequest& request, Respond respond) {
    // Terminals' polls come first: they are nearly all there is.
    if (give_file(request, respond)) return;
    respond = [this, name = call_name(router_, request), stopwatch = Stopwatch(),
               answer = std::move(respond)](HttpResponse response) {
        metrics_.answered(name, response.status, stopwatch.elapsed());
        answer(std::move(response));
    };
    const auto path = request.path();
    if (path == "/v1/devices" && request.method == "POST")
        return enrol(request, std::move(respond));
    if (path == "/v1/wait") return wait(request, std::move(respond));
    if (path == "/healthz") return health(std::move(respond));
    if (path == "/readyz") return ready(std::move(respond));
    if (path == "/metrics") return metrics(std::move(respond));
    if (router_.knows(path))
        return submit(router_.hashes(request) ? hashing_ : pool_, respond,
                      [this, request, respond](Repository& repository) {
                          respond(router_.answer(request, tools_for_(repository)));
                      });
    respond(plain_response(404, "There is nothing here."));
}

bool Api::give_file(const HttpRequest& request, const Respond& respond) {
    const auto path = request.path();
    if (path.starts_with("/v1/")) return false;
    const Stopwatch stopwatch;
    auto answer = files_.answer(request);
    if (!answer) answer = pages_.answer(request);
    if (!answer) return false;
    metrics_.answered(file_kind(path), answer->status, stopwatch.elapsed());
    respond(std::move(*answer));
    return true;
}

void Api::submit(const Respond& respond, WorkPool::Work work) {
    submit(pool_, respond, std::move(work));
}

void Api::submit(WorkPool& pool, const Respond& respond, WorkPool::Work work) {
    const bool queued = pool.submit([respond, work = std::move(work)](Repository& repository) {
        try {
            work(repository);
        } catch (const Error& error) {
            respond(error_response(503, "The county can't store this now; try again later."));
        } catch (const std::exception&) {
            respond(error_response(500, "The county failed to answer; try again later."));
        }
    });
    if (queued) return;
    HttpResponse busy = error_response(503, "The county is busy; try again later.");
    busy.fields.emplace_back("Retry-After", "5");
    respond(std::move(busy));
}

void Api::enrol(const HttpRequest& request, Respond respond) {
    if (!enrolments_.admit(client_address(request)))
        return respond(error_response(429, "Too many enrolments from here; wait a minute."));
    if (request.body.size() > kMaxEnrolmentBytes)
        return respond(error_response(400, "An enrolment request has at most 16 KiB."));
    submit(respond, [this, body = request.body, respond](Repository& repository) {
        respond(enrolment_response(Devices(tools_for_(repository)).enrol(body)));
    });
}

void Api::wait(const HttpRequest& request, Respond respond) {
    if (!only_method(request, "GET", respond)) return;
    auto held = parse_held(request.query());
    if (!held)
        return respond(
            plain_response(400, "Write /v1/wait?have=AREA:SIZE,... with at most 64 feeds."));
    wait_room_.enter(std::move(*held), std::move(respond));
}

void Api::health(Respond respond) {
    submit(respond, [respond](Repository& repository) {
        const bool alive = repository.alive();
        const nlohmann::json body{{"status", alive ? "ok" : "no database"},
                                  {"feeds", alive ? repository.areas().size() : 0}};
        respond(json_response(alive ? 200 : 503, body.dump()));
    });
}

void Api::ready(Respond respond) {
    submit(respond, [this, respond](Repository& repository) {
        respond(readiness_answer(readiness(tools_for_(repository), data_)));
    });
}

void Api::metrics(Respond respond) {
    Gauges gauges{.version = VILLAGEBOARD_VERSION,
                  .waiting_terminals = wait_room_.waiting(),
                  .pool_queue = pool_.waiting(),
                  .feeds = {}};
    submit(respond, [this, gauges, respond](Repository& repository) {
        Gauges all = gauges;
        const auto now = tools_for_(repository).clock().time_since_epoch().count();
        for (const std::string& area : repository.areas())
            if (const auto feed = repository.feed(area))
                all.feeds.push_back({area, feed->size, now - feed->note_time});
        HttpResponse response;
        response.fields = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"},
                           {"Cache-Control", "no-store"}};
        response.body = metrics_.print(all);
        respond(std::move(response));
    });
}

}  // namespace villageboard::county
