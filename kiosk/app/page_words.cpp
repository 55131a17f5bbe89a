#include "kiosk/app/page_words.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "content/speech/spoken_text.h"

namespace villageboard::kiosk {
namespace {

constexpr std::chrono::milliseconds kBeforeHeading{600};
constexpr std::chrono::milliseconds kBeforeText{350};
constexpr std::chrono::milliseconds kBeforeCell{200};
constexpr std::chrono::milliseconds kBeforeSentence{250};

bool is_control(const Node& node) {
    return node.target != Target::none &&
           (node.role == Role::button || node.role == Role::tab || node.role == Role::key);
}

bool is_inside(const Node& words, const Node& control) {
    return words.layer == control.layer &&
           control.rect.contains(words.rect.mid_x(), words.rect.mid_y());
}

std::chrono::milliseconds before(Role role) {
    if (role == Role::heading) return kBeforeHeading;
    return role == Role::cell || role == Role::figure ? kBeforeCell : kBeforeText;
}

// Calls `found` with the index of each node that is read.
template <typename Found>
void for_each_words(const Tree& tree, std::size_t from, std::size_t to, Found found) {
    std::vector<const Node*> controls;
    for (std::size_t i = from; i < to; ++i)
        if (is_control(tree.nodes[i])) controls.push_back(&tree.nodes[i]);
    for (std::size_t i = from; i < to; ++i) {
        const Node& node = tree.nodes[i];
        const bool words = node.type_px > 0 && node.spoken == Spoken::aloud && node.layer == 0;
        if (words && std::none_of(controls.begin(), controls.end(),
                                  [&](const Node* control) { return is_inside(node, *control); }))
            found(i);
    }
}

}  // namespace

std::vector<PageSentence> page_words(const Tree& tree, std::size_t from, std::size_t to) {
    to = std::min(to, tree.nodes.size());
    std::map<std::string_view, std::size_t> seen;
    std::vector<std::size_t> occurrence(to);
    for (std::size_t i = 0; i < to; ++i)
        if (tree.nodes[i].type_px > 0) occurrence[i] = seen[tree.nodes[i].label]++;
    std::vector<PageSentence> all;
    for_each_words(tree, from, to, [&](std::size_t i) {
        const Node& node = tree.nodes[i];
        auto pause = before(node.role);
        for (const speech::Sentence& part : speech::split_sentences(node.label)) {
            all.push_back({node.label.substr(part.begin, part.end - part.begin),
                           {node.label, occurrence[i], part.begin, part.end},
                           pause});
            pause = kBeforeSentence;
        }
    });
    return all;
}

std::string page_title(const Tree& tree, std::size_t from, std::size_t to) {
    std::string title;
    std::string first;
    for_each_words(tree, from, std::min(to, tree.nodes.size()), [&](std::size_t i) {
        const Node& node = tree.nodes[i];
        if (first.empty()) first = node.label;
        if (title.empty() && node.role == Role::heading) title = node.label;
    });
    return title.empty() ? first : title;
}

}  // namespace villageboard::kiosk
