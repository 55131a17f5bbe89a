#include "content/model/body.h"

#include <utility>

#include "content/model/codec.h"

namespace villageboard {
namespace {

using codec::Cursor;

template <std::size_t i = 0>
Body read_alternative(std::size_t index, const nlohmann::json& json, const Cursor& cursor) {
    if constexpr (i + 1 < std::variant_size_v<Body>)
        if (index != i) return read_alternative<i + 1>(index, json, cursor);
    return codec::read_kind<std::variant_alternative_t<i, Body>>(json, cursor);
}

void refuse_bad_salt(std::string_view salt) {
    if (salt.size() != 32 || salt.find_first_not_of("0123456789abcdef") != salt.npos)
        throw Error(ErrorKind::invalid, "The salt must be 32 hex digits.", "/salt");
}

std::string with_salt(const nlohmann::ordered_json& json, std::string_view salt) {
    refuse_bad_salt(salt);
    std::string bytes = R"({"salt":")" + std::string(salt) + "\",";
    bytes += std::string_view(json.dump()).substr(1);
    if (bytes.size() > kMaxBodyBytes)
        throw Error(ErrorKind::invalid,
                    "The item is larger than 4 MiB: split it, or attach the long part as a file.");
    return bytes;
}

}  // namespace

Kind kind_of(const Body& body) { return static_cast<Kind>(body.index()); }

const BodyCommon& common_of(const Body& body) {
    return std::visit([](const BodyCommon& common) -> const BodyCommon& { return common; }, body);
}

BodyCommon& common_of(Body& body) {
    return std::visit([](BodyCommon& common) -> BodyCommon& { return common; }, body);
}

bool is_reference(Kind kind) { return kind >= Kind::catalogue; }

Body parse_body_at(const std::string& pointer, Kind kind, const nlohmann::json& json,
                   Strictness strictness) {
    const Cursor cursor(strictness, pointer);
    Body body = read_alternative(static_cast<std::size_t>(kind), json, cursor);
    if (!is_reference(kind) && common_of(body).summary.empty())
        cursor.at("summary").fail("is missing: one plain sentence that answers first");
    return body;
}

Body parse_body(Kind kind, std::string_view bytes, Strictness strictness) {
    return parse_body(kind, parse_json(bytes, kMaxBodyBytes), strictness);
}

nlohmann::ordered_json to_json(const Body& body) {
    return std::visit([](const auto& value) { return codec::write_kind(value); }, body);
}

std::string print_body(const Body& body, std::string_view salt) {
    return with_salt(to_json(body), salt);
}

std::string print_withdrawal(std::string_view reason, std::string_view salt) {
    const std::string fault = text_fault(reason);
    if (reason.empty() || !fault.empty())
        throw Error(ErrorKind::invalid,
                    "The reason " + (reason.empty() ? "must not be empty" : fault) + ".",
                    "/reason");
    nlohmann::ordered_json json;
    json["reason"] = std::string(reason);
    return with_salt(json, salt);
}

std::string parse_withdrawal(std::string_view bytes) {
    const nlohmann::json json = parse_json(bytes, kMaxBodyBytes);
    const Cursor cursor(Strictness::lenient, {});
    codec::refuse_unless_object(json, cursor);
    const auto reason = json.find("reason");
    if (reason == json.end()) cursor.at("reason").fail("is missing");
    return codec::read_text(*reason, cursor.at("reason"));
}

}  // namespace villageboard
