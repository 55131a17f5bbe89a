#include "sync/county/api/router.h"

#include <algorithm>

#include "content/model/json_text.h"

namespace villageboard::county {
namespace {

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
    throw Refusal(RefusalKind::invalid, "malformed",
                  (place.empty() ? "The body" : "The member " + place) + " " + what + ".", place);
}

bool has_type(const std::string& type, const Json& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return value.is_null();
}

/// A type of the schema is one word, or a list of words of which one has to fit.
bool fits(const Json& type, const Json& value) {
    if (type.is_string()) return has_type(type.get_ref<const std::string&>(), value);
    return std::ranges::any_of(type, [&](const Json& one) { return fits(one, value); });
}

std::string words_of(const Json& type) {
    if (type.is_string()) return type.get<std::string>();
    std::string words;
    for (const Json& one : type) words += (words.empty() ? "" : " or ") + words_of(one);
    return words;
}

void check_object(const Json& schema, const Json& value, const std::string& place) {
    const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    if (schema.contains("required"))
        for (const Json& name : schema["required"])
            if (!value.contains(name.get_ref<const std::string&>()))
                refuse(place + "/" + name.get<std::string>(), "is missing");
    for (const auto& [name, member] : value.items()) {
        if (properties.contains(name))
            check_against(properties[name], member, place + "/" + name);
        else if (schema.contains("additionalProperties") &&
                 schema["additionalProperties"].is_boolean() &&
                 !schema["additionalProperties"].get<bool>())
            refuse(place + "/" + name, "is not known here");
    }
}

void check_text(const Json& schema, const std::string& value, const std::string& place) {
    if (schema.contains("maxLength") && value.size() > schema["maxLength"].get<std::size_t>())
        refuse(place, "is longer than " + schema["maxLength"].dump() + " bytes");
    if (schema.contains("minLength") && value.size() < schema["minLength"].get<std::size_t>())
        refuse(place, "is empty or too short");
}

void check_number(const Json& schema, const Json& value, const std::string& place) {
    if (schema.contains("minimum") && value.get<double>() < schema["minimum"].get<double>())
        refuse(place, "is less than " + schema["minimum"].dump());
    if (schema.contains("maximum") && value.get<double>() > schema["maximum"].get<double>())
        refuse(place, "is more than " + schema["maximum"].dump());
}

}  // namespace

void check_against(const Json& schema, const Json& value, const std::string& place) {
    if (schema.contains("type") && !fits(schema["type"], value))
        refuse(place, "must be of type " + words_of(schema["type"]));
    if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
        refuse(place, "must be one of " + schema["enum"].dump());
    if (value.is_object()) check_object(schema, value, place);
    if (value.is_string()) check_text(schema, value.get_ref<const std::string&>(), place);
    if (value.is_number()) check_number(schema, value, place);
    if (value.is_array() && schema.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i)
            check_against(schema["items"], value[i], place + "/" + std::to_string(i));
}

}  // namespace villageboard::county
