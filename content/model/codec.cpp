#include "content/model/codec.h"

#include <algorithm>
#include <limits>

#include "content/model/members_common.h"

namespace villageboard::codec {
namespace {

constexpr std::size_t kLongestPlainTitle = 20;

std::string escaped(std::string_view member) {
    std::string out;
    for (const char c : member) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

bool is_language_tag(std::string_view tag) {
    std::size_t length = 0;
    for (const char c : tag) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-' ? length < 1 : !(letter || (c >= '0' && c <= '9'))) return false;
        length = c == '-' ? 0 : length + 1;
        if (length > 8) return false;
    }
    return length > 0 && tag.size() >= 2 && tag[0] > '9' && tag[1] > '9';
}

Cursor Cursor::at(std::string_view member) const {
    return {strictness_, pointer_ + "/" + escaped(member)};
}

Cursor Cursor::at(std::size_t index) const {
    return {strictness_, pointer_ + "/" + std::to_string(index)};
}

void Cursor::fail(std::string_view fault) const {
    const std::string name = pointer_.substr(pointer_.rfind('/') + 1);
    const std::string subject =
        pointer_.empty() ? std::string("The document ") : "The member \"" + name + "\" ";
    throw Error(ErrorKind::invalid, subject + std::string(fault) + ".", pointer_);
}

template <>
AreaCode blank<AreaCode>() {
    return *AreaCode::parse("000000");
}

template <>
AreaRow blank<AreaRow>() {
    return {blank<AreaCode>(), {}, {}, {}, {}, {}};
}

template <>
ItemDraft blank<ItemDraft>() {
    return ItemDraft(blank<AreaCode>());
}

std::string read_text(const Json& json, const Cursor& cursor) {
    if (!json.is_string()) cursor.fail("must be text");
    const auto& text = json.get_ref<const std::string&>();
    const std::string fault = text_fault(text);
    if (!fault.empty()) cursor.fail(fault);
    return text;
}

std::int64_t read_integer(const Json& json, const Cursor& cursor) {
    if (!json.is_number_integer()) cursor.fail("must be a whole number");
    const bool huge = json.is_number_unsigned() &&
                      json.get<std::uint64_t>() > static_cast<std::uint64_t>(kMaxJsonInteger);
    if (huge || json.get<std::int64_t>() < -kMaxJsonInteger ||
        json.get<std::int64_t>() > kMaxJsonInteger)
        cursor.fail("is a number beyond 2^53");
    return json.get<std::int64_t>();
}

void refuse_unless_object(const Json& json, const Cursor& cursor) {
    if (!json.is_object()) cursor.fail("must be an object {...}");
}

void refuse_unless_array(const Json& json, const Cursor& cursor) {
    if (!json.is_array()) cursor.fail("must be a list [...]");
}

void Codec<bool>::read(const Json& json, const Cursor& cursor, bool& value) {
    if (!json.is_boolean()) cursor.fail("must be true or false");
    value = json.get<bool>();
}

void Codec<int>::read(const Json& json, const Cursor& cursor, int& value) {
    const std::int64_t number = read_integer(json, cursor);
    if (number < 0) cursor.fail("must not be negative");
    if (number > std::numeric_limits<int>::max()) cursor.fail("is too large");
    value = static_cast<int>(number);
}

void Codec<Decimal>::read(const Json& json, const Cursor& cursor, Decimal& value) {
    if (!json.is_string()) cursor.fail("must be a decimal number as text, such as \"12.35\"");
    const auto parsed = parse_decimal(read_text(json, cursor));
    if (!parsed) cursor.fail("must be a decimal number such as \"12.35\"");
    value = *parsed;
}

void Codec<Day>::read(const Json& json, const Cursor& cursor, Day& value) {
    const auto day = parse_day(read_text(json, cursor));
    if (!day) cursor.fail("must be a day such as \"2026-11-20\"");
    value = *day;
}

void Codec<Instant>::read(const Json& json, const Cursor& cursor, Instant& value) {
    const auto at = parse_instant(read_text(json, cursor));
    if (!at) cursor.fail("must be a UTC time such as \"2026-11-20T02:00:00Z\"");
    value = *at;
}

void Codec<AreaCode>::read(const Json& json, const Cursor& cursor, AreaCode& value) {
    const auto area = AreaCode::parse(read_text(json, cursor));
    if (!area) cursor.fail("must be an area code of 6, 9 or 12 digits");
    value = *area;
}

void Rules<BodyCommon>::check(const BodyCommon& body, const Cursor& cursor) {
    if (body.title.empty()) cursor.at("title").fail("must not be empty");
    if (cursor.strict() && body.plain_title && code_points(*body.plain_title) > kLongestPlainTitle)
        cursor.at("plain_title").fail("must have at most 20 characters");
    for (const auto& [tag, overlay] : body.languages) {
        const Cursor at = cursor.at("languages").at(tag);
        if (!is_language_tag(tag)) at.fail("must be named by a language tag such as \"en\"");
        if (cursor.strict() && overlay.title.empty()) at.at("title").fail("must not be empty");
        if (cursor.strict() && overlay.of_revision && *overlay.of_revision < 1)
            at.at("of_revision").fail("must be a revision's number, from 1");
    }
}

}  // namespace villageboard::codec
