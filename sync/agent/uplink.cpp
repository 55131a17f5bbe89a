#include "sync/agent/uplink.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/agent/messages.h"
#include "sync/agent/reckon.h"
#include "sync/agent/signed_post.h"
#include "sync/feed/file_system.h"
#include "sync/feed/submission_note.h"
#include "sync/feed/writer.h"

namespace villageboard::agent {
namespace {

constexpr std::uint64_t kRoundsBetween = 8;
constexpr unsigned kMostHalvings = 3;
/// Messages that the county refuses, in one sending, before the others wait for the next.
constexpr std::size_t kMostRefused = 16;
constexpr std::string_view kReceiptEnd = ".receipt";

Identity enrolled(TrustStore& trust) {
    const auto identity = trust.identity();
    if (!identity)
        throw Error(ErrorKind::invalid, "This terminal is not enrolled; run 'enrol' first.");
    return *identity;
}

/// Refusals that are about this one message and not about this terminal.
bool is_about_the_message(int status) { return status == 400 || status == 413 || status == 422; }

std::string sentence_of(const fetch::PostReply& reply) {
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    const bool said = json.is_object() && json.contains("error") && json["error"].is_string();
    return said ? one_line(json["error"].get<std::string>())
                : "The county answered " + std::to_string(reply.status) + " to a message.";
}

}  // namespace

bool is_time_to_send(std::uint64_t random, unsigned failures) {
    return random % (kRoundsBetween << std::min(failures, kMostHalvings)) == 0;
}

Uplink::Uplink(TrustStore& trust, state::StateDb& state, const Environment& environment)
    : trust_(trust),
      environment_(environment),
      outbox_(state),
      identity_(enrolled(trust)),
      root_(trust.root()) {}

Instant Uplink::now() const {
    const Times times = reckon(trust_.times(), environment_.running());
    return state::judge_clock(environment_.clock(), times.floor, times.reckoned).now;
}

void Uplink::forget() { outbox_.forget_confirmed(shanghai_day(now())); }

bool Uplink::confirm(const std::string& digest, const std::string& receipt) {
    if (!feed::open_receipt(receipt, root_.origin, root_.log_keys, digest)) return false;
    outbox_.confirm(digest, receipt);
    return true;
}

UplinkReport Uplink::send(fetch::Fetcher& county, std::size_t most) {
    UplinkReport report;
    std::string last;
    try {
        while (report.done < most && report.refused < kMostRefused) {
            const auto next = outbox_.waiting(1, last);
            if (next.empty()) break;
            last = next.front().id;
            if (send_one(county, next.front(), report) == Step::stop) {
                report.failed = true;
                break;
            }
        }
    } catch (const Error& error) {
        // the network, or a full disk of our own: what was not confirmed is sent again
        if (error.kind() != ErrorKind::retry) throw;
        report.failed = true;
        report.message = one_line(error.what());
    }
    return report;
}

Uplink::Step Uplink::send_one(fetch::Fetcher& county, const state::Sealed& message,
                              UplinkReport& report) {
    const fetch::PostReply reply = post_signed(county, identity_,
                                               {.path = "v1/submissions",
                                                .body = message.bytes,
                                                .content_type = "application/octet-stream"},
                                               now(), environment_.random);
    if (reply.status == 201 || reply.status == 202) {
        if (!confirm(message.digest, reply.body)) {
            report.message = county.source() +
                             " took a message and gave no receipt signed by the county; the "
                             "message is kept.";
            return Step::stop;
        }
        ++report.done;
        return Step::done;
    }
    report.message = sentence_of(reply);
    if (!is_about_the_message(reply.status)) return Step::stop;
    ++report.refused;
    return Step::pass_over;
}

std::string Uplink::folder() const { return "submissions/" + identity_.device_id; }

std::size_t Uplink::write_to(const std::filesystem::path& stick) {
    feed::DiskFileSystem files(stick);
    // no file on the stick tells more than the day on which it was written
    const Instant day = start_of(shanghai_day(now()));
    std::size_t count = 0;
    std::string last;
    for (auto next = outbox_.waiting(1, last); !next.empty(); next = outbox_.waiting(1, last)) {
        const state::Sealed& message = next.front();
        last = message.id;
        ++count;
        const std::string name = folder() + "/" + message.digest;
        if (files.info(name + ".envelope")) continue;
        feed::replace_file(files, name + ".sealed", message.bytes, day);
        // the envelope comes last: what has one is whole
        feed::replace_file(files, name + ".envelope",
                           feed::sign_envelope(root_.origin, identity_.device_id, message.digest,
                                               identity_.signing_seed),
                           day);
    }
    return count;
}

UplinkReport Uplink::take_receipts(const std::filesystem::path& stick) {
    UplinkReport report;
    std::error_code none;
    if (!std::filesystem::is_directory(stick / folder(), none)) return report;
    feed::DiskFileSystem files(stick);
    for (const std::string& name : files.list(folder())) {
        if (!name.ends_with(kReceiptEnd)) continue;
        const std::string digest = name.substr(0, name.size() - kReceiptEnd.size());
        const std::string path = folder() + "/" + digest;
        const auto receipt = files.read(path + std::string(kReceiptEnd));
        if (!receipt) continue;
        if (!confirm(digest, *receipt)) {
            report.failed = true;
            report.message =
                "A receipt on the stick is not signed by the county; its message is kept.";
            continue;
        }
        ++report.done;
        for (const char* end : {".envelope", ".sealed", ".receipt"}) files.remove(path + end);
    }
    return report;
}

}  // namespace villageboard::agent
