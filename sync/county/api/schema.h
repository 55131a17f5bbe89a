/// Short ways to write the JSON Schemas of the office's calls.
#pragma once
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace villageboard::county::schema {

using Json = nlohmann::ordered_json;

inline Json text(std::size_t most = 200) { return {{"type", "string"}, {"maxLength", most}}; }
inline Json integer() { return {{"type", "integer"}}; }
inline Json boolean() { return {{"type", "boolean"}}; }
inline Json maybe_text() { return {{"type", {"string", "null"}}}; }
inline Json any() { return Json::object(); }
inline Json list(Json of) { return {{"type", "array"}, {"items", std::move(of)}}; }
inline Json one_of(std::initializer_list<const char*> words) {
    return {{"type", "string"}, {"enum", Json(words)}};
}

/// An object of exactly these members; a name that ends in '?' may be left out.
inline Json object(std::initializer_list<std::pair<const char*, Json>> members) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const auto& [name, of] : members) {
        std::string key = name;
        if (key.ends_with('?'))
            key.pop_back();
        else
            required.push_back(key);
        properties[key] = of;
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

/// The answer of a list (json_forms.h).
inline Json page(Json row) {
    return object({{"rows", list(std::move(row))}, {"next", maybe_text()}});
}

}  // namespace villageboard::county::schema
