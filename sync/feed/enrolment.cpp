#include "sync/feed/enrolment.h"

#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"
#include "sync/feed/device_keys.h"

namespace villageboard::feed {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kIdLength = 4;
constexpr std::size_t kSecretBytes = 10;
constexpr std::size_t kCodeLength = 20;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kFingerprintGroups = 6;
constexpr std::string_view kPairing = "villageboard:";
constexpr std::size_t kMaxMessageBytes = 1024 * 1024;

/// The line with the HMAC of `before` + the line as its last member.
std::string with_hmac(Json json, std::string_view before, const EnrolmentCode& code) {
    json["hmac"] = hmac_sha256(code.secret, std::string(before) + json.dump()).hex();
    return json.dump();
}

/// The parsed line, if it is an object spelled as we spell it.
std::optional<Json> parse_line(std::string_view text) {
    if (text.size() > kMaxMessageBytes || !is_bounded_json(text)) return std::nullopt;
    Json json = Json::parse(text);
    if (!json.is_object() || json.dump() != text) return std::nullopt;
    return json;
}

bool has_hmac(Json json, std::string_view before, const EnrolmentCode& code) {
    if (!json.contains("hmac") || !json.at("hmac").is_string()) return false;
    const std::string claimed = json.at("hmac").get<std::string>();
    json.erase("hmac");
    return same_secret(claimed, hmac_sha256(code.secret, std::string(before) + json.dump()).hex());
}

std::string text_of(const Json& json, const char* member) {
    const bool there = json.contains(member) && json.at(member).is_string();
    return there ? json.at(member).get<std::string>() : std::string();
}

/// Upper case, look-alikes replaced, separators gone; nothing for any other character.
std::optional<std::string> normalised(std::string_view text) {
    std::string typed;
    for (char c : text)
        if (c != '-' && c != ' ') typed += c;
    // Filled up to whole bytes, so that every character is read.
    const std::size_t length = typed.size();
    typed.append((8 - length % 8) % 8, 'A');
    const auto bytes = from_base32(typed);
    if (!bytes) return std::nullopt;
    return to_base32(*bytes).substr(0, length);
}

}  // namespace

EnrolmentCode EnrolmentCode::make(const RandomBytes& random) {
    return {to_base32(random(5)).substr(0, kIdLength), random(kSecretBytes)};
}

std::optional<EnrolmentCode> EnrolmentCode::parse(std::string_view text) {
    const auto code = normalised(text);
    if (!code || code->size() != kCodeLength) return std::nullopt;
    auto secret = from_base32(code->substr(kIdLength));
    if (!secret || secret->size() != kSecretBytes) return std::nullopt;
    return EnrolmentCode{code->substr(0, kIdLength), std::move(*secret)};
}

std::string EnrolmentCode::to_string() const {
    const std::string text = id + to_base32(secret);
    std::string out = text.substr(0, kIdLength);
    for (std::size_t at = kIdLength; at < text.size(); at += 4) out += "-" + text.substr(at, 4);
    return out;
}

std::string format_pairing(const Pairing& pairing) {
    return std::string(kPairing) + pairing.area.digits() + ":" + pairing.code;
}

std::optional<Pairing> parse_pairing(std::string_view text) {
    if (!text.starts_with(kPairing)) return std::nullopt;
    text.remove_prefix(kPairing.size());
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto area = AreaCode::parse(std::string(text.substr(0, colon)));
    const auto code = EnrolmentCode::parse(text.substr(colon + 1));
    if (!area || !code) return std::nullopt;
    return Pairing{*area, code->to_string()};
}

std::string device_fingerprint(std::string_view signing_key, std::string_view box_key) {
    if (signing_key.size() != kKeyBytes || box_key.size() != kKeyBytes) return {};
    std::string text = "villageboard device ";
    text += signing_key;
    text += box_key;
    const std::string digest(sha256(text).bytes());
    std::string groups;
    for (std::size_t i = 0; i < kFingerprintGroups; ++i) {
        const auto high = static_cast<unsigned char>(digest[2 * i]);
        const auto low = static_cast<unsigned char>(digest[2 * i + 1]);
        const std::string digits = std::to_string(high * 256 + low);
        groups += (groups.empty() ? "" : " ") + std::string(5 - digits.size(), '0') + digits;
    }
    return groups;
}

std::string format_request(const EnrolmentRequest& request, const EnrolmentCode& code) {
    if (request.signing_key.size() != kKeyBytes || request.box_key.size() != kKeyBytes)
        throw Error(ErrorKind::invalid, "A device's key does not have 32 bytes.");
    Json json;
    json["v"] = 1;
    json["code"] = request.code_id;
    json["area"] = request.area.digits();
    json["signing_key"] = to_base64(request.signing_key);
    json["box_key"] = to_base64(request.box_key);
    return with_hmac(std::move(json), {}, code);
}

std::optional<EnrolmentRequest> parse_request(std::string_view text) {
    const auto json = parse_line(text);
    if (!json || json->size() != 6 || json->value("v", Json()) != 1) return std::nullopt;
    const auto area = AreaCode::parse(text_of(*json, "area"));
    const auto signing_key = from_base64(text_of(*json, "signing_key"));
    const auto box_key = from_base64(text_of(*json, "box_key"));
    const std::string id = text_of(*json, "code");
    if (!area || !signing_key || !box_key || normalised(id) != id || id.size() != kIdLength)
        return std::nullopt;
    if (signing_key->size() != kKeyBytes || box_key->size() != kKeyBytes) return std::nullopt;
    return EnrolmentRequest{id, *area, *signing_key, *box_key};
}

bool check_request(std::string_view text, const EnrolmentCode& code) {
    const auto request = parse_request(text);
    return request && request->code_id == code.id && has_hmac(*parse_line(text), {}, code);
}

std::string format_reply(const EnrolmentReply& reply, std::string_view request,
                         const EnrolmentCode& code) {
    Json json;
    json["v"] = 1;
    json["device"] = reply.device_id;
    json["root"] = reply.root;
    return with_hmac(std::move(json), std::string(request) + "\n", code);
}

std::optional<EnrolmentReply> open_reply(std::string_view text, std::string_view request,
                                         const EnrolmentCode& code) {
    const auto json = parse_line(text);
    if (!json || json->size() != 4 || json->value("v", Json()) != 1) return std::nullopt;
    if (!has_hmac(*json, std::string(request) + "\n", code)) return std::nullopt;
    EnrolmentReply reply{text_of(*json, "device"), text_of(*json, "root")};
    if (!is_device_id(reply.device_id) || reply.root.empty()) return std::nullopt;
    return reply;
}

}  // namespace villageboard::feed
