#include "content/cache/names.h"

#include <array>
#include <optional>
#include <utility>

#include "content/model/error.h"

namespace villageboard::cache {
namespace {

constexpr std::array<std::pair<ItemState, std::string_view>, 5> kItemStates{
    {{ItemState::live, "live"},
     {ItemState::expired, "expired"},
     {ItemState::retired, "retired"},
     {ItemState::withdrawn, "withdrawn"},
     {ItemState::erased, "erased"}}};
constexpr std::array<std::pair<BodyState, std::string_view>, 5> kBodyStates{
    {{BodyState::present, "present"},
     {BodyState::sealed, "sealed"},
     {BodyState::purged, "purged"},
     {BodyState::absent, "absent"},
     {BodyState::damaged, "damaged"}}};

[[noreturn]] void unknown(std::string_view text) {
    throw Error(ErrorKind::corrupt, "The cache holds an unknown word: " + std::string(text) + ".");
}

template <typename Names, typename State>
std::string_view name_of(const Names& names, State state) {
    for (const auto& [value, name] : names)
        if (value == state) return name;
    return {};
}

template <typename Names>
auto value_of(const Names& names, std::string_view text) {
    for (const auto& [value, name] : names)
        if (name == text) return value;
    unknown(text);
}

template <typename Value>
Value known(std::optional<Value> value, std::string_view text) {
    if (!value) unknown(text);
    return *value;
}

}  // namespace

std::string_view to_string(ItemState state) { return name_of(kItemStates, state); }
std::string_view to_string(BodyState state) { return name_of(kBodyStates, state); }
ItemState item_state(std::string_view text) { return value_of(kItemStates, text); }
BodyState body_state(std::string_view text) { return value_of(kBodyStates, text); }
Kind stored_kind(std::string_view text) { return known(parse_kind(text), text); }
Audience stored_audience(std::string_view text) { return known(parse_audience(text), text); }
Operation stored_operation(std::string_view text) { return known(parse_operation(text), text); }

}  // namespace villageboard::cache
