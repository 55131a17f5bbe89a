#include "sync/feed/body.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::string_view kSaltStart = "{\"salt\":\"";

/// Deepest nesting of brackets outside strings. Runs before any parser sees the text.
unsigned nesting(std::string_view json) {
    unsigned depth = 0;
    unsigned deepest = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return deepest;
}

/// Lets a text pass that holds no member twice in one object and no integer beyond 2^53.
class StrictSax : public nlohmann::json_sax<nlohmann::json> {
  public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t value) override {
        return value >= -kMaxJsonInteger && value <= kMaxJsonInteger;
    }
    bool number_unsigned(number_unsigned_t value) override {
        return value <= static_cast<number_unsigned_t>(kMaxJsonInteger);
    }
    // An integer too long for 64 bits arrives here: it has neither point nor exponent.
    bool number_float(number_float_t, const string_t& digits) override {
        return digits.find_first_of(".eE") != string_t::npos;
    }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override {
        members_.emplace_back();
        return true;
    }
    bool key(string_t& name) override { return members_.back().insert(name).second; }
    bool end_object() override {
        members_.pop_back();
        return true;
    }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
        return false;
    }

  private:
    std::vector<std::set<std::string>> members_;
};

bool starts_with_salt(std::string_view body) {
    if (!body.starts_with(kSaltStart)) return false;
    const std::string_view rest = body.substr(kSaltStart.size());
    if (rest.size() <= 2 * kSaltBytes || rest[2 * kSaltBytes] != '"') return false;
    return from_hex(rest.substr(0, 2 * kSaltBytes)).has_value();
}

}  // namespace

bool is_bounded_json(std::string_view json) {
    if (json.starts_with("\xEF\xBB\xBF") || !is_utf8(json)) return false;
    if (nesting(json) > kMaxJsonDepth) return false;
    StrictSax sax;
    return nlohmann::json::sax_parse(json, &sax);
}

std::string make_body(const nlohmann::ordered_json& members, const RandomBytes& random) {
    nlohmann::ordered_json body;
    body["salt"] = to_hex(random(kSaltBytes));
    for (const auto& [name, value] : members.items()) {
        if (name == "salt") throw Error(ErrorKind::invalid, "A body has a salt already.", "/salt");
        body[name] = value;
    }
    std::string text = body.dump();
    if (text.size() > kMaxBodyBytes)
        throw Error(ErrorKind::invalid, "A body has over 4 MiB; attach the text as a file.");
    if (check_body_text(text) != Verdict::verified)
        throw Error(ErrorKind::invalid,
                    "A body is nested over 32 deep or holds an integer beyond 2^53.");
    return text;
}

BodyRef body_ref(std::string_view body, Audience audience) {
    return {audience, sha256(body), body.size(), std::nullopt};
}

Verdict check_body_digest(std::string_view body, const BodyRef& ref) {
    const bool same = body.size() == ref.size && sha256(body) == ref.sha256;
    return same ? Verdict::verified : Verdict::body_mismatch;
}

Verdict check_body_text(std::string_view body) {
    const bool good =
        body.size() <= kMaxBodyBytes && starts_with_salt(body) && is_bounded_json(body);
    return good ? Verdict::verified : Verdict::bad_body;
}

Verdict check_body(std::string_view body, const BodyRef& ref) {
    const Verdict digest = check_body_digest(body, ref);
    return digest == Verdict::verified ? check_body_text(body) : digest;
}

}  // namespace villageboard::feed
