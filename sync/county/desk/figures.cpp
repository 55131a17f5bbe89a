#include "sync/county/desk/figures.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

/// Members that tell a line of a list from its neighbours, the surest first. None is a figure.
constexpr std::array<std::string_view, 6> kIds = {"id",   "voucher_no", "code",
                                                  "line", "label",      "group"};

bool is_identity(std::string_view name) {
    return name == "seq" || name == "salt" || name == "same_name" ||
           std::ranges::find(kIds, name) != kIds.end();
}

bool is_decimal(const std::string& text) {
    const std::string_view digits = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
    return digits.find_first_not_of("0123456789.") == std::string::npos &&
           digits.find_first_of("0123456789") != std::string::npos;
}

bool is_figure(const Json& value) {
    if (value.is_number()) return true;
    return value.is_string() && is_decimal(value.get_ref<const std::string&>());
}

std::string text_of(const Json& line, const char* name) {
    const auto found = line.find(name);
    if (found == line.end()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

/// The line's identity among its neighbours; empty where it has none.
std::string key_of(const Json& line) {
    if (!line.is_object()) return {};
    if (line.contains("name"))
        return text_of(line, "group") + "\n" + text_of(line, "name") + "\n" +
               text_of(line, "same_name");
    for (const std::string_view id : kIds)
        if (line.contains(id)) return text_of(line, std::string(id).c_str());
    return {};
}

/// Position by key; empty unless every line has a key of its own.
std::map<std::string, std::size_t> positions(const Json& list) {
    std::map<std::string, std::size_t> found;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string key = key_of(list[i]);
        if (key.empty() || !found.emplace(key, i).second) return {};
    }
    return found;
}

class Comparison {
  public:
    std::vector<FigureChange> changes;

    void compare(const Json& before, const Json& after, const std::string& place) {
        if (before == after) return;
        if (before.is_object() || after.is_object()) return compare_objects(before, after, place);
        if (before.is_array() || after.is_array()) return compare_lists(before, after, place);
        if (is_figure(before) || is_figure(after)) changes.push_back({place, before, after});
    }

  private:
    void compare_objects(const Json& before, const Json& after, const std::string& place) {
        for (const auto& [name, value] : after.items()) {
            if (!is_identity(name))
                compare(before.is_object() && before.contains(name) ? before[name] : Json(), value,
                        place + "/" + name);
        }
        if (!before.is_object()) return;
        for (const auto& [name, value] : before.items())
            if (!after.contains(name) && !is_identity(name))
                compare(value, Json(), place + "/" + name);
    }

    void compare_lists(const Json& before, const Json& after, const std::string& place) {
        const auto old_places = positions(before);
        const auto new_places = positions(after);
        const bool keyed = !old_places.empty() && !new_places.empty();
        for (std::size_t i = 0; i < after.size(); ++i) {
            const std::string here = place + "/" + std::to_string(i);
            if (!keyed) {
                compare(i < before.size() ? before[i] : Json(), after[i], here);
                continue;
            }
            const auto old = old_places.find(key_of(after[i]));
            compare(old == old_places.end() ? Json() : before[old->second], after[i], here);
        }
        for (std::size_t i = 0; i < before.size(); ++i) {
            const bool gone = keyed ? !new_places.contains(key_of(before[i])) : i >= after.size();
            if (gone) compare(before[i], Json(), place + "/" + std::to_string(i));
        }
    }
};

}  // namespace

std::vector<FigureChange> figure_changes(const Json& before, const Json& after) {
    Comparison comparison;
    comparison.compare(before, after, "");
    return std::move(comparison.changes);
}

}  // namespace villageboard::county
