#include "sync/county/api/request_signature.h"

#include <sodium.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace villageboard::county {
namespace {

constexpr std::int64_t kLongestSeconds = 300;
constexpr std::int64_t kClockSlackSeconds = 60;
constexpr std::string_view kDigestStart = "sha-256=:";

std::optional<std::string> decode_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

/// The value of `label=` in a structured-field dictionary. Members of other labels are skipped;
/// commas inside quotes and brackets belong to their member.
std::optional<std::string_view> dictionary_member(std::string_view field, std::string_view label) {
    std::size_t start = 0;
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at <= field.size(); ++at) {
        const bool end = at == field.size();
        if (!end) {
            if (field[at] == '"') quoted = !quoted;
            if (!quoted && field[at] == '(') ++depth;
            if (!quoted && field[at] == ')') --depth;
            if (quoted || depth > 0 || field[at] != ',') continue;
        }
        auto member = field.substr(start, at - start);
        while (member.starts_with(' ')) member.remove_prefix(1);
        while (member.ends_with(' ')) member.remove_suffix(1);
        if (member.starts_with(label) && member.substr(label.size()).starts_with('='))
            return member.substr(label.size() + 1);
        start = at + 1;
    }
    return std::nullopt;
}

std::optional<std::string> take_quoted(std::string_view& text) {
    if (!text.starts_with('"')) return std::nullopt;
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string value(text.substr(1, end - 1));
    if (value.find('\\') != std::string::npos) return std::nullopt;
    text.remove_prefix(end + 1);
    return value;
}

bool take_components(std::string_view& text, SignatureFields& fields) {
    if (!text.starts_with('(')) return false;
    text.remove_prefix(1);
    while (!text.starts_with(')')) {
        while (text.starts_with(' ')) text.remove_prefix(1);
        auto name = take_quoted(text);
        if (!name || (!text.starts_with(' ') && !text.starts_with(')'))) return false;
        if (std::ranges::find(fields.components, *name) != fields.components.end()) return false;
        fields.components.push_back(std::move(*name));
    }
    text.remove_prefix(1);
    return true;
}

bool take_integer(std::string_view& text, std::int64_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take_parameter(std::string_view& text, SignatureFields& fields) {
    const auto equals = text.find('=');
    if (!text.starts_with(';') || equals == std::string_view::npos) return false;
    const auto name = text.substr(1, equals - 1);
    text.remove_prefix(equals + 1);
    if (name == "created") return take_integer(text, fields.created);
    if (name == "expires") return take_integer(text, fields.expires);
    auto value = take_quoted(text);
    if (!value) return false;
    if (name == "nonce") fields.nonce = *value;
    if (name == "keyid") fields.key_id = *value;
    if (name == "alg") fields.algorithm = *value;
    if (name == "tag") fields.tag = *value;
    return true;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
    return result;
}

std::optional<std::string> component_value(const HttpRequest& request, const std::string& name) {
    if (name == "@method") return request.method;
    if (name == "@path") return std::string(request.path());
    if (name == "@query") return "?" + std::string(request.query());
    if (name == "@authority") {
        std::string host = lower(request.field("Host"));
        if (host.ends_with(":80")) host.resize(host.size() - 3);
        return host;
    }
    if (name.starts_with('@')) return std::nullopt;
    const auto value = request.field(name);
    if (value.empty()) return std::nullopt;
    return std::string(value);
}

bool covers_profile(const SignatureFields& fields) {
    for (const char* needed :
         {"@method", "@authority", "@path", "@query", "content-digest", "content-type"})
        if (std::ranges::find(fields.components, needed) == fields.components.end()) return false;
    return fields.algorithm == "ed25519" && fields.tag == "nb-agent-1" &&
           fields.nonce.size() >= 16 && fields.nonce.size() <= 64 && !fields.key_id.empty();
}

bool digest_agrees(const HttpRequest& request) {
    const auto field = request.field("Content-Digest");
    if (!field.starts_with(kDigestStart) || !field.ends_with(':')) return false;
    if (field.size() <= kDigestStart.size()) return false;
    const auto claimed =
        decode_base64(field.substr(kDigestStart.size(), field.size() - kDigestStart.size() - 1));
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(request.body.data()),
                       request.body.size());
    return claimed == digest;
}

}  // namespace

std::optional<SignatureFields> parse_signature(const HttpRequest& request, std::string_view label) {
    const auto input = dictionary_member(request.field("Signature-Input"), label);
    const auto value = dictionary_member(request.field("Signature"), label);
    if (!input || !value || value->size() < 2 || !value->starts_with(':') || !value->ends_with(':'))
        return std::nullopt;
    SignatureFields fields;
    fields.params = std::string(*input);
    std::string_view rest = fields.params;
    if (!take_components(rest, fields)) return std::nullopt;
    while (!rest.empty())
        if (!take_parameter(rest, fields)) return std::nullopt;
    auto signature = decode_base64(value->substr(1, value->size() - 2));
    if (!signature || signature->size() != crypto_sign_BYTES) return std::nullopt;
    fields.signature = std::move(*signature);
    return fields;
}

std::optional<std::string> signature_base(const HttpRequest& request,
                                          const SignatureFields& fields) {
    std::string base;
    for (const std::string& name : fields.components) {
        const auto value = component_value(request, name);
        if (!value) return std::nullopt;
        base += '"' + name + "\": " + *value + "\n";
    }
    return base + "\"@signature-params\": " + fields.params;
}

SignatureVerdict check_signature(const HttpRequest& request, const SignatureFields& fields,
                                 const Ed25519PublicKey& key, Instant now) {
    const auto base = signature_base(request, fields);
    if (!base || !covers_profile(fields)) return SignatureVerdict::malformed;
    if (!digest_agrees(request)) return SignatureVerdict::wrong_digest;
    if (crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(fields.signature.data()),
                                    reinterpret_cast<const unsigned char*>(base->data()),
                                    base->size(), key.data()) != 0)
        return SignatureVerdict::wrong_key;
    const std::int64_t seconds = now.time_since_epoch().count();
    if (fields.created > seconds + kClockSlackSeconds || fields.expires <= seconds ||
        fields.expires <= fields.created || fields.expires - fields.created > kLongestSeconds)
        return SignatureVerdict::wrong_time;
    return SignatureVerdict::good;
}

}  // namespace villageboard::county
