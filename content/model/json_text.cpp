#include "content/model/json_text.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

#include "content/model/error.h"

namespace villageboard {
namespace {

using Json = nlohmann::json;

/// One code point at `at`, moved past it; nothing where the bytes aren't UTF-8 (RFC 3629 section
/// 4).
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || at + length > text.size()) return std::nullopt;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return std::nullopt;
        point = (point << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return std::nullopt;
    at += length;
    return point;
}

const char* fault_of(char32_t point) {
    if (point < 0x20 || (point >= 0x7F && point < 0xA0)) return "a control character";
    if (point == 0x2028 || point == 0x2029) return "a line separator";
    if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069))
        return "a character that turns the direction of writing";
    if (point == 0xFEFF) return "a byte order mark";
    if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF))
        return "a character that Unicode reserves";
    return nullptr;
}

[[noreturn]] void refuse(const std::string& message, const std::string& place) {
    throw Error(ErrorKind::invalid, message, place);
}

std::string byte_place(std::size_t at) { return "byte " + std::to_string(at); }

void refuse_bad_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();)
        if (!next_code_point(bytes, at))
            refuse("The text is not UTF-8; save it as UTF-8.", byte_place(at));
}

void refuse_depth(std::string_view bytes) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (quoted && c == '\\') ++at;
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        if (depth > kMaxJsonDepth)
            refuse("The JSON is nested more than 32 levels deep.", byte_place(at));
    }
}

/// Walks the parser's events with the JSON pointer of where they happen, and refuses what
/// nlohmann::json would silently accept.
class Gate : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return step(); }
    bool boolean(bool) override { return step(); }
    bool number_integer(number_integer_t value) override {
        if (value < -kMaxJsonInteger) refuse_here("is a number beyond 2^53");
        return step();
    }
    bool number_unsigned(number_unsigned_t value) override {
        if (value > static_cast<number_unsigned_t>(kMaxJsonInteger))
            refuse_here("is a number beyond 2^53");
        return step();
    }
    bool number_float(number_float_t, const string_t&) override {
        refuse_here("is not a whole number within 2^53 (decimals are written as text)");
    }
    bool string(string_t& value) override {
        const std::string fault = text_fault(value);
        if (!fault.empty()) refuse_here(fault);
        return step();
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return enter(true); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(false); }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        const std::string fault = text_fault(name);
        if (!fault.empty()) refuse("The name of a member " + fault + ".", pointer_above());
        levels_.back().key = name;
        if (!levels_.back().keys.insert(name).second) refuse_here("stands twice");
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const Json::exception&) override {
        refuse("The JSON can't be read: something is missing or out of place.", byte_place(at));
    }

  private:
    struct Level {
        bool object;
        std::set<std::string> keys;
        std::string key;
        std::size_t index = 0;
    };

    bool enter(bool object) {
        levels_.push_back({object, {}, {}, 0});
        return true;
    }
    bool leave() {
        levels_.pop_back();
        return step();
    }
    bool step() {
        if (!levels_.empty() && !levels_.back().object) ++levels_.back().index;
        return true;
    }
    static std::string step_of(const Level& level) {
        return level.object ? level.key : std::to_string(level.index);
    }
    /// Of the innermost object or list.
    std::string pointer_above() const {
        std::string pointer;
        for (std::size_t i = 0; i + 1 < levels_.size(); ++i) pointer += "/" + step_of(levels_[i]);
        return pointer;
    }
    [[noreturn]] void refuse_here(const std::string& fault) const {
        if (levels_.empty()) refuse("The document " + fault + ".", {});
        const std::string name = step_of(levels_.back());
        refuse("The member \"" + name + "\" " + fault + ".", pointer_above() + "/" + name);
    }

    std::vector<Level> levels_;
};

constexpr std::string_view kDigits = "0123456789ABCDEF";

std::string hex(char32_t point) {
    std::string out;
    for (int shift = 20; shift >= 0; shift -= 4) {
        const auto digit = (point >> static_cast<unsigned>(shift)) & 0xFU;
        if (digit != 0 || !out.empty() || shift < 16) out += kDigits[digit];
    }
    return out;
}

}  // namespace

std::string text_fault(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next_code_point(text, at);
        if (!point) return "is not UTF-8";
        if (const char* fault = fault_of(*point))
            return "has " + std::string(fault) + " (U+" + hex(*point) + ")";
    }
    return {};
}

nlohmann::json parse_json(std::string_view bytes, std::size_t max_bytes) {
    if (bytes.size() > max_bytes)
        refuse("The text has " + std::to_string(bytes.size()) + " bytes; at most " +
                   std::to_string(max_bytes) + " are taken.",
               byte_place(max_bytes));
    refuse_bad_utf8(bytes);
    refuse_depth(bytes);
    Gate gate;
    Json::sax_parse(bytes.begin(), bytes.end(), &gate);
    return Json::parse(bytes.begin(), bytes.end());
}

}  // namespace villageboard
