#include "sync/agent/signed_post.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "sync/feed/bytes.h"
#include "sync/fetch/http_signature.h"

namespace villageboard::agent {
namespace {

constexpr std::size_t kNonceBytes = 16;
constexpr std::size_t kInstantLength = 20;

fetch::PostReply send(fetch::Fetcher& county, const Identity& identity, const SignedPost& post,
                      Instant now, const feed::RandomBytes& random) {
    const Target target = target_of(identity.county);
    fetch::PostRequest request{.path = post.path,
                               .content_type = post.content_type,
                               .body = post.body,
                               .headers = {},
                               .limit = post.limit};
    request.headers = fetch::sign_request({.method = "POST",
                                           .authority = target.authority,
                                           .path = target.path + "/" + post.path,
                                           .query = {},
                                           .content_type = post.content_type,
                                           .body = post.body,
                                           .device_id = identity.device_id,
                                           .nonce = feed::to_hex(random(kNonceBytes)),
                                           .created = now},
                                          identity.signing_seed);
    return county.post(request);
}

/// The county's time in its refusal of a wrong clock.
std::optional<Instant> offered_time(const fetch::PostReply& reply) {
    if (reply.status != 401) return std::nullopt;
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    if (!json.is_object() || json.value("code", nlohmann::json()) != "clock" ||
        !json.contains("error") || !json["error"].is_string())
        return std::nullopt;
    const auto& sentence = json["error"].get_ref<const std::string&>();
    for (std::size_t at = 0; at + kInstantLength <= sentence.size(); ++at)
        if (const auto time = parse_instant(sentence.substr(at, kInstantLength))) return time;
    return std::nullopt;
}

}  // namespace

bool takes_posts(const Identity& identity) { return fetch::folder_of(identity.county).empty(); }

Target target_of(const std::string& url) {
    Target target;
    const auto scheme = url.find("://");
    if (scheme == std::string::npos) return target;
    const std::string name = url.substr(0, scheme);
    const std::string rest = url.substr(scheme + 3);
    const auto slash = std::min(rest.find('/'), rest.size());
    target.authority = rest.substr(0, slash);
    std::ranges::transform(target.authority, target.authority.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    const std::string own_port = name == "https" ? ":443" : ":80";
    if (target.authority.ends_with(own_port))
        target.authority.resize(target.authority.size() - own_port.size());
    target.path = rest.substr(slash);
    while (target.path.ends_with('/')) target.path.pop_back();
    return target;
}

fetch::PostReply post_signed(fetch::Fetcher& county, const Identity& identity,
                             const SignedPost& post, Instant now, const feed::RandomBytes& random) {
    const fetch::PostReply reply = send(county, identity, post, now, random);
    const auto time = offered_time(reply);
    return time ? send(county, identity, post, *time, random) : reply;
}

}  // namespace villageboard::agent
