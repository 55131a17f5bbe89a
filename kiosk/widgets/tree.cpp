#include "kiosk/widgets/tree.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

namespace villageboard::kiosk {
namespace {

int rank(const Node& node, std::string_view label) {
    const bool exact = node.label == label;
    if (!exact && node.label.find(label) == std::string::npos) return 0;
    const bool shown = !node.visible.empty();
    const bool target = node.target != Target::none && node.enabled;
    return 1 + (exact ? 2 : 0) + (shown ? 4 : 0) + (target ? 1 : 0) + node.layer * 8;
}

template <typename Wanted>
const Node* best(const std::vector<Node>& nodes, std::string_view label, Wanted wanted) {
    const Node* found = nullptr;
    int found_rank = 0;
    for (const Node& node : nodes) {
        const int this_rank = wanted(node) ? rank(node, label) : 0;
        if (this_rank > found_rank) {
            found = &node;
            found_rank = this_rank;
        }
    }
    return found;
}

std::size_t shared_bytes(std::string_view a, std::string_view b) {
    std::size_t shared = 0;
    for (std::size_t i = 0; i + 3 <= a.size(); i += 3)
        if (b.find(a.substr(i, 3)) != std::string_view::npos) shared += 3;
    return shared;
}

double tenth(double value) { return std::round(value * 10) / 10; }

nlohmann::ordered_json rect_json(const Rect& rect, double scale) {
    return {tenth(rect.x / scale), tenth(rect.y / scale), tenth(rect.w / scale),
            tenth(rect.h / scale)};
}

}  // namespace

std::string_view to_string(Role role) {
    constexpr std::string_view names[] = {"heading", "text", "button", "tab",    "tile",
                                          "row",     "key",  "cell",   "figure", "picture",
                                          "chart",   "bar",  "alert",  "dialog", "status"};
    return names[static_cast<int>(role)];
}

const Node* Tree::find(std::string_view label) const {
    return best(nodes, label, [](const Node&) { return true; });
}

const Node* Tree::find_target(std::string_view label, std::string_view role) const {
    return best(nodes, label, [&](const Node& node) {
        return node.target != Target::none && node.enabled &&
               (role.empty() || role == to_string(node.role));
    });
}

std::vector<std::string> Tree::near(std::string_view label, std::size_t count) const {
    std::vector<std::pair<std::size_t, std::string>> candidates;
    std::set<std::string> seen;
    for (const Node& node : nodes)
        if (!node.label.empty() && seen.insert(node.label).second)
            candidates.emplace_back(
                2 * shared_bytes(label, node.label) + (node.target != Target::none ? 1 : 0),
                node.label);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> labels;
    for (const auto& [score, text] : candidates)
        if (labels.size() < count) labels.push_back(text);
    return labels;
}

std::string tree_json(const Tree& tree, const Theme& theme) {
    const double px_per_mm = theme.panel().px_per_mm();
    nlohmann::ordered_json document{
        {"width_px", theme.panel().width_px},        {"height_px", theme.panel().height_px},
        {"width_mm", tenth(theme.panel().width_mm)}, {"height_mm", tenth(theme.panel().height_mm)},
        {"nodes", nlohmann::ordered_json::array()},
    };
    for (const Node& node : tree.nodes) {
        nlohmann::ordered_json entry{{"id", node.id},
                                     {"role", to_string(node.role)},
                                     {"label", node.label},
                                     {"px", rect_json(node.rect, 1)},
                                     {"mm", rect_json(node.rect, px_per_mm)}};
        if (node.visible.empty()) entry["scrolled_away"] = true;
        if (node.target != Target::none) entry["target"] = true;
        if (!node.enabled) entry["enabled"] = false;
        if (node.selected) entry["selected"] = true;
        if (node.shortened) entry["shortened"] = true;
        if (node.cut) entry["cut"] = true;
        if (node.lit) entry["lit"] = true;
        if (node.type_px > 0) entry["type_mm"] = tenth(node.type_px / px_per_mm);
        document["nodes"].push_back(std::move(entry));
    }
    return document.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace villageboard::kiosk
