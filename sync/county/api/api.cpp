#include "sync/county/api/api.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/api/gate.h"
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

HttpResponse report_response(ReportOutcome outcome, Instant now) {
    switch (outcome) {
        case ReportOutcome::stored:
            return json_response(201, R"({"stored":true})");
        case ReportOutcome::malformed:
            return error_response(400, "This is not a signed report of at most 256 KiB.");
        case ReportOutcome::wrong_time: {
            const nlohmann::json body{
                {"error", "The clock of this device is off; use the time given here."},
                {"time", format_instant(now)}};
            return json_response(401, body.dump());
        }
        case ReportOutcome::replayed:
            return error_response(409, "This request was sent before; sign a new one.");
        default:
            return error_response(403, "The county does not know this device.");
    }
}

bool only_method(const HttpRequest& request, const char* method, const Respond& respond) {
    if (request.method == method) return true;
    HttpResponse refused = plain_response(405, std::string("Use ") + method + " here.");
    refused.fields.emplace_back("Allow", method);
    respond(std::move(refused));
    return false;
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

Api::Api(std::filesystem::path feed_folder, WorkPool& pool, ToolsFor tools_for,
         RateLimit::Clock clock)
    : router_(gate()),
      files_(feed_folder),
      pool_(pool),
      tools_for_(std::move(tools_for)),
      enrolments_(kEnrolmentBurst, kEnrolmentRefill, clock),
      wait_room_([folder = std::move(feed_folder)](
                     const std::string& area) { return published_size(folder, area); },
                 clock) {
    add_routes(router_);
}

void Api::handle(const HttpRequest& request, Respond respond) {
    const auto path = request.path();
    if (path == "/v1/devices") return enrol(request, std::move(respond));
    if (path == "/v1/reports") return report(request, std::move(respond));
    if (path == "/v1/wait") return wait(request, std::move(respond));
    if (path == "/healthz") return health(std::move(respond));
    if (router_.knows(path))
        return submit(respond, [this, request, respond](Repository& repository) {
            respond(router_.answer(request, tools_for_(repository)));
        });
    if (auto answer = files_.answer(request)) return respond(std::move(*answer));
    respond(plain_response(404, "There is nothing here."));
}

void Api::submit(const Respond& respond, WorkPool::Work work) {
    const bool queued = pool_.submit([respond, work = std::move(work)](Repository& repository) {
        try {
            work(repository);
        } catch (const Error& error) {
            respond(error_response(503, "The county can't store this now; try again later."));
        } catch (const std::exception&) {
            respond(error_response(500, "The county failed to answer; try again later."));
        }
    });
    if (!queued) respond(error_response(503, "The county is busy; try again later."));
}

void Api::enrol(const HttpRequest& request, Respond respond) {
    if (!only_method(request, "POST", respond)) return;
    if (!enrolments_.admit(client_address(request)))
        return respond(error_response(429, "Too many enrolments from here; wait a minute."));
    if (request.body.size() > kMaxEnrolmentBytes)
        return respond(error_response(400, "An enrolment request has at most 16 KiB."));
    submit(respond, [this, body = request.body, respond](Repository& repository) {
        respond(enrolment_response(Devices(tools_for_(repository)).enrol(body)));
    });
}

void Api::report(const HttpRequest& request, Respond respond) {
    if (!only_method(request, "POST", respond)) return;
    submit(respond, [this, request, respond](Repository& repository) {
        const Tools tools = tools_for_(repository);
        const ReportOutcome outcome = Devices(tools).report(request);
        respond(report_response(outcome, tools.clock()));
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

}  // namespace villageboard::county
