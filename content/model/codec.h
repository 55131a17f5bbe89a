/// The engine that reads and writes structs by one list of their members (`Members<T>`), so that
/// each member is named once for both ways. Internal to content/model: include it in .cpp files.
/// A list holds a tuple of required()/optional() entries; a struct with a base names it `Base`;
/// what a struct demands beyond the types of its members stands in `Rules<T>`.
#pragma once
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "content/model/area.h"
#include "content/model/body.h"
#include "content/model/decimal.h"
#include "content/model/error.h"
#include "content/model/json_text.h"
#include "content/model/wire_names.h"

namespace villageboard::codec {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

enum class Presence { required, optional };

template <typename T, typename M>
struct Member {
    std::string_view name;
    M T::*pointer;
    Presence presence;
};

template <typename T, typename M>
constexpr Member<T, M> required(std::string_view name, M T::*pointer) {
    return {name, pointer, Presence::required};
}
/// An absent member leaves the value as it is by default; an empty one is not written.
template <typename T, typename M>
constexpr Member<T, M> optional(std::string_view name, M T::*pointer) {
    return {name, pointer, Presence::optional};
}

template <typename T>
struct Members;

/// The shape of a BCP 47 tag.
bool is_language_tag(std::string_view tag);

/// Where a reader stands: the JSON pointer, and how strict it is.
class Cursor {
  public:
    Cursor(Strictness strictness, std::string pointer)
        : strictness_(strictness), pointer_(std::move(pointer)) {}

    Cursor at(std::string_view member) const;
    Cursor at(std::size_t index) const;
    bool strict() const { return strictness_ == Strictness::strict; }

    /// Throws Error invalid: `The member "NAME" FAULT.`
    [[noreturn]] void fail(std::string_view fault) const;

  private:
    Strictness strictness_;
    std::string pointer_;
};

/// Primary: nothing beyond the types.
template <typename T>
struct Rules {
    static void check(const T&, const Cursor&) {}
};

template <typename T>
T blank() {
    return T{};
}
template <>
AreaCode blank<AreaCode>();
template <>
AreaRow blank<AreaRow>();
template <>
ItemDraft blank<ItemDraft>();

std::string read_text(const Json& json, const Cursor& cursor);
std::int64_t read_integer(const Json& json, const Cursor& cursor);
void refuse_unless_object(const Json& json, const Cursor& cursor);
void refuse_unless_array(const Json& json, const Cursor& cursor);

template <typename T>
struct Codec;

template <>
struct Codec<std::string> {
    static void read(const Json& json, const Cursor& cursor, std::string& value) {
        value = read_text(json, cursor);
    }
    static OrderedJson write(const std::string& value) { return value; }
};

template <>
struct Codec<bool> {
    static void read(const Json& json, const Cursor& cursor, bool& value);
    static OrderedJson write(bool value) { return value; }
};

/// Counts: 0 to 2^31 - 1.
template <>
struct Codec<int> {
    static void read(const Json& json, const Cursor& cursor, int& value);
    static OrderedJson write(int value) { return value; }
};

template <>
struct Codec<Fen> {
    static void read(const Json& json, const Cursor& cursor, Fen& value) {
        value = Fen{read_integer(json, cursor)};
    }
    static OrderedJson write(Fen value) { return value.value; }
};

template <>
struct Codec<Decimal> {
    static void read(const Json& json, const Cursor& cursor, Decimal& value);
    static OrderedJson write(Decimal value) { return format_decimal(value); }
};

template <>
struct Codec<Day> {
    static void read(const Json& json, const Cursor& cursor, Day& value);
    static OrderedJson write(Day value) { return format_day(value); }
};

template <>
struct Codec<Instant> {
    static void read(const Json& json, const Cursor& cursor, Instant& value);
    static OrderedJson write(Instant value) { return format_instant(value); }
};

template <>
struct Codec<AreaCode> {
    static void read(const Json& json, const Cursor& cursor, AreaCode& value);
    static OrderedJson write(const AreaCode& value) { return value.digits(); }
};

template <typename E>
requires std::is_enum_v<E>
struct Codec<E> {
    static void read(const Json& json, const Cursor& cursor, E& value) {
        const auto found = from_wire_name<E>(read_text(json, cursor));
        if (found) {
            value = *found;
            return;
        }
        std::string choice;
        for (const auto& row : wire_names<E>())
            choice += (choice.empty() ? "" : ", ") + std::string(row.name);
        cursor.fail("must be one of: " + choice);
    }
    static OrderedJson write(E value) { return std::string(wire_name(value)); }
};

template <typename T>
struct Codec<std::optional<T>> {
    static void read(const Json& json, const Cursor& cursor, std::optional<T>& value) {
        T inner = blank<T>();
        Codec<T>::read(json, cursor, inner);
        value = std::move(inner);
    }
    static OrderedJson write(const std::optional<T>& value) { return Codec<T>::write(*value); }
};

/// A block of a type that a newer county invented is left out by a lenient reader.
bool is_known_block(const Json& json);

template <typename T>
struct Codec<std::vector<T>> {
    static void read(const Json& json, const Cursor& cursor, std::vector<T>& value) {
        refuse_unless_array(json, cursor);
        value.clear();
        value.reserve(json.size());
        for (std::size_t i = 0; i < json.size(); ++i) {
            if constexpr (std::is_same_v<T, Block>)
                if (!cursor.strict() && !is_known_block(json[i])) continue;
            value.push_back(blank<T>());
            Codec<T>::read(json[i], cursor.at(i), value.back());
        }
    }
    static OrderedJson write(const std::vector<T>& value) {
        OrderedJson json = OrderedJson::array();
        for (const T& element : value) json.push_back(Codec<T>::write(element));
        return json;
    }
};

template <typename T>
struct Codec<std::map<std::string, T>> {
    static void read(const Json& json, const Cursor& cursor, std::map<std::string, T>& value) {
        refuse_unless_object(json, cursor);
        for (const auto& [key, element] : json.items()) {
            const std::string fault = text_fault(key);
            if (key.empty() || !fault.empty()) cursor.fail("has a member without a proper name");
            Codec<T>::read(element, cursor.at(key), value[key]);
        }
    }
    static OrderedJson write(const std::map<std::string, T>& value) {
        OrderedJson json = OrderedJson::object();
        for (const auto& [key, element] : value) json[key] = Codec<T>::write(element);
        return json;
    }
};

template <typename T>
concept HasBase = requires {
    typename Members<T>::Base;
};

template <typename T>
bool names_member(std::string_view name) {
    if constexpr (HasBase<T>)
        if (names_member<typename Members<T>::Base>(name)) return true;
    return std::apply([&](const auto&... member) { return ((member.name == name) || ...); },
                      Members<T>::kList);
}

template <typename T, typename M>
void read_member(const Json& json, const Cursor& cursor, T& value, const Member<T, M>& member) {
    const auto found = json.find(member.name);
    if (found != json.end())
        Codec<M>::read(*found, cursor.at(member.name), value.*(member.pointer));
    else if (member.presence == Presence::required)
        cursor.at(member.name).fail("is missing");
}

template <typename T>
void read_members(const Json& json, const Cursor& cursor, T& value) {
    if constexpr (HasBase<T>) read_members<typename Members<T>::Base>(json, cursor, value);
    std::apply([&](const auto&... member) { (read_member(json, cursor, value, member), ...); },
               Members<T>::kList);
}

template <typename M>
bool is_left_out(const M& value) {
    if constexpr (requires { value.has_value(); })
        return !value.has_value();
    else if constexpr (requires { value.empty(); })
        return value.empty();
    else
        return false;
}

template <typename T, typename M>
void write_member(OrderedJson& json, const T& value, const Member<T, M>& member) {
    const M& field = value.*(member.pointer);
    if (member.presence == Presence::optional && is_left_out(field)) return;
    json[std::string(member.name)] = Codec<M>::write(field);
}

template <typename T>
void write_members(OrderedJson& json, const T& value) {
    if constexpr (HasBase<T>) write_members<typename Members<T>::Base>(json, value);
    std::apply([&](const auto&... member) { (write_member(json, value, member), ...); },
               Members<T>::kList);
}

/// `besides` is a member that the caller reads itself.
template <typename T>
void read_struct(const Json& json, const Cursor& cursor, T& value, std::string_view besides) {
    refuse_unless_object(json, cursor);
    if (cursor.strict())
        for (const auto& [key, element] : json.items())
            if (!names_member<T>(key) && key != besides) cursor.at(key).fail("is unknown here");
    read_members(json, cursor, value);
    if constexpr (HasBase<T>) Rules<typename Members<T>::Base>::check(value, cursor);
    Rules<T>::check(value, cursor);
}

/// Structs.
template <typename T>
struct Codec {
    static void read(const Json& json, const Cursor& cursor, T& value) {
        read_struct(json, cursor, value, {});
    }
    static OrderedJson write(const T& value) {
        OrderedJson json = OrderedJson::object();
        write_members(json, value);
        return json;
    }
};

template <>
struct Codec<Block> {
    static void read(const Json& json, const Cursor& cursor, Block& value);
    static OrderedJson write(const Block& value);
};

/// One kind's body; instantiated in the codec_*.cpp file of its group.
template <typename T>
T read_kind(const Json& json, const Cursor& cursor);
template <typename T>
OrderedJson write_kind(const T& value);

}  // namespace villageboard::codec

/// Defines read_kind and write_kind for one kind, inside namespace villageboard::codec.
#define VILLAGEBOARD_KIND_CODEC(T)                       \
    template <>                                          \
    T read_kind<T>(const Json& json, const Cursor& at) { \
        T value;                                         \
        Codec<T>::read(json, at, value);                 \
        return value;                                    \
    }                                                    \
    template <>                                          \
    OrderedJson write_kind<T>(const T& value) {          \
        return Codec<T>::write(value);                   \
    }
