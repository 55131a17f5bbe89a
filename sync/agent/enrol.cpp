#include "sync/agent/enrol.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "content/model/error.h"
#include "sync/agent/agent.h"
#include "sync/agent/messages.h"
#include "sync/agent/reckon.h"
#include "sync/feed/enrolment.h"
#include "sync/feed/note.h"

namespace villageboard::agent {
namespace {

constexpr std::size_t kSeedBytes = 32;

PendingEnrolment make_request(const EnrolOptions& options, const AreaCode& area,
                              const feed::EnrolmentCode& code, const Environment& environment) {
    Identity identity{.county = options.county,
                      .device_id = {},
                      .area = area,
                      .plain = options.plain,
                      .signing_seed = environment.random(kSeedBytes),
                      .box = feed::make_box_key_pair(environment.random(kSeedBytes))};
    const feed::Signer signer("device", feed::KeyType::ed25519, identity.signing_seed);
    const std::string request = feed::format_request({.code_id = code.id,
                                                      .area = area,
                                                      .signing_key = signer.verifier().public_key(),
                                                      .box_key = identity.box.public_key},
                                                     code);
    return {identity, code.id, request};
}

/// The same request again where one is under way for this code, county and area.
PendingEnrolment pending_request(TrustStore& trust, const EnrolOptions& options,
                                 const AreaCode& area, const feed::EnrolmentCode& code,
                                 const Environment& environment) {
    const auto held = trust.pending();
    if (held && held->code_id == code.id && held->identity.area == area) {
        PendingEnrolment again = *held;
        again.identity.county = options.county;
        again.identity.plain = options.plain;
        return again;
    }
    PendingEnrolment made = make_request(options, area, code, environment);
    trust.set_pending(made);
    return made;
}

std::string sentence_of(const std::string& answer) {
    const auto json = nlohmann::json::parse(answer, nullptr, false);
    const bool said = json.is_object() && json.contains("error") && json["error"].is_string();
    return said ? one_line(json["error"].get<std::string>()) : std::string();
}

Error refused(const std::string& why) {
    return {ErrorKind::rejected, why.empty() ? "The county refused this code." : why};
}

std::optional<std::string> answer_in_folder(const std::filesystem::path& folder,
                                            const PendingEnrolment& pending, Disk& disk) {
    const auto devices = folder / "devices";
    std::ifstream file(devices / (pending.code_id + ".reply"), std::ios::binary);
    if (file) {
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    if (!std::filesystem::is_directory(folder))
        throw Error(ErrorKind::retry, "There is no folder " + folder.string() + ".",
                    folder.string());
    const auto temporary = devices / (pending.code_id + ".request.new");
    disk.remove(temporary);
    disk.append(temporary, pending.request);
    disk.sync(temporary);
    disk.rename(temporary, devices / (pending.code_id + ".request"));
    return std::nullopt;
}

std::string answer_on_line(fetch::Fetcher& county, const PendingEnrolment& pending) {
    const fetch::PostReply reply = county.post(
        {.path = "v1/devices", .content_type = "application/json", .body = pending.request});
    if (reply.status == 200 || reply.status == 201) return reply.body;
    throw refused(sentence_of(reply.body));
}

void finish(TrustStore& trust, const PendingEnrolment& pending, const std::string& answer,
            const feed::EnrolmentCode& code, const Environment& environment) {
    const auto reply = feed::open_reply(answer, pending.request, code);
    if (!reply) {
        const std::string said = sentence_of(answer);
        throw refused(said.empty() ? "The answer is not from the county that made this code."
                                   : said);
    }
    const feed::OpenedRoot root = feed::open_first_root(reply->root);
    if (root.verdict != feed::Verdict::verified)
        throw refused("The county's trust root is not signed as it should be.");
    if (!root.root.county.contains(pending.identity.area))
        throw refused("The area " + pending.identity.area.digits() + " does not lie in county " +
                      root.root.county.digits() + ".");
    Identity identity = pending.identity;
    identity.device_id = reply->device_id;
    trust.enrol(identity, reply->root);
    // the newest root came just now; keys come once the county accepted this terminal
    Times times = reckon(trust.times(), environment.running());
    times.roots_asked = times.reckoned;
    times.keys_asked = times.reckoned;
    trust.set_times(times);
}

/// A QR code's text taken apart.
EnrolOptions unpacked(EnrolOptions options) {
    const auto pairing = feed::parse_pairing(options.code);
    if (!pairing) return options;
    if (options.area.empty()) options.area = pairing->area.digits();
    options.code = pairing->code;
    return options;
}

void make_folder(const std::filesystem::path& data_dir) {
    std::error_code failure;
    std::filesystem::create_directories(data_dir, failure);
    if (failure)
        throw Error(
            ErrorKind::invalid,
            "The data folder " + data_dir.string() + " can't be made: " + failure.message() + ".",
            data_dir.string());
}

}  // namespace

std::string fingerprint(const std::filesystem::path& data_dir) {
    TrustStore trust(data_dir);
    auto identity = trust.identity();
    if (const auto pending = trust.pending()) identity = pending->identity;
    if (!identity) return {};
    const feed::Signer signer("device", feed::KeyType::ed25519, identity->signing_seed);
    return feed::device_fingerprint(signer.verifier().public_key(), identity->box.public_key);
}

Enrolled enrol(const std::filesystem::path& data_dir, const Environment& environment,
               const EnrolOptions& typed) {
    const EnrolOptions options = unpacked(typed);
    const auto area = AreaCode::parse(options.area);
    if (!area)
        throw Error(ErrorKind::invalid,
                    "'" + one_line(options.area) + "' is no area code: 6, 9 or 12 digits.");
    const auto code = feed::EnrolmentCode::parse(options.code);
    if (!code)
        throw Error(ErrorKind::invalid,
                    "The code is mistyped: five groups of four letters and digits.");
    const auto county = environment.fetcher(options.county, options.plain);
    make_folder(data_dir);
    const AgentLock lock(data_dir);
    TrustStore trust(data_dir);
    const PendingEnrolment pending = pending_request(trust, options, *area, *code, environment);
    const std::string folder = fetch::folder_of(options.county);
    const auto answer = folder.empty() ? std::optional(answer_on_line(*county, pending))
                                       : answer_in_folder(folder, pending, *environment.disk);
    if (!answer) return Enrolled::request_left;
    finish(trust, pending, *answer, *code, environment);
    return Enrolled::done;
}

}  // namespace villageboard::agent
