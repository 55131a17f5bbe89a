#include <algorithm>
#include <cmath>

#include "kiosk/widgets/button.h"
#include "kiosk/widgets/keyboard.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostWords = 60;
constexpr std::size_t kMostHanzi = 10;

std::vector<std::string> words_for(const Typing& typing, const TypingTools& tools) {
    if (typing.keys == KeySet::handwriting && tools.handwriting && !typing.ink.empty())
        return tools.handwriting->read(typing.ink, kMostHanzi);
    if (typing.keys == KeySet::pinyin && tools.pinyin && !typing.letters.empty())
        return tools.pinyin->candidates(typing.letters, kMostWords);
    return {};
}

Look word_look(const Ui& ui, float height) {
    return Look{}.sized(key_type(ui.theme(), height)).in(ui.colour(Ink::ink));
}

float cell_width(Ui& ui, const std::string& word, float height) {
    const float words = ui.width_of(word, word_look(ui, height)) + 2 * ui.theme().u(1.5);
    return std::max(ui.theme().main_target(), words);
}

// How many words from `first` on fit in this width.
std::size_t fitting(Ui& ui, const std::vector<std::string>& words, std::size_t first,
                    const Rect& bar) {
    float used = 0;
    std::size_t count = 0;
    for (std::size_t i = first; i < words.size(); ++i, ++count) {
        used += cell_width(ui, words[i], bar.h) + (count > 0 ? ui.theme().target_gap() : 0);
        if (used > bar.w) break;
    }
    return std::max<std::size_t>(count, 1);
}

std::size_t page_before(Ui& ui, const std::vector<std::string>& words, std::size_t first,
                        const Rect& bar) {
    std::size_t page = 0;
    for (std::size_t next = 0; next < first;) {
        page = next;
        next += fitting(ui, words, next, bar);
    }
    return page;
}

void hint(Ui& ui, const Rect& bar, const Typing& typing, const TypingTools& tools) {
    const char* key = nullptr;
    if (typing.keys == KeySet::handwriting) key = "keyboard.hint_handwriting";
    if (typing.keys == KeySet::pinyin && tools.pinyin) key = "keyboard.hint_pinyin";
    if (!key) return;
    const Look look = Look{}.sized(Type::caption).in(ui.colour(Ink::quiet));
    const std::string words = ui.say(key);
    if (ui.height_of(words, look, bar.w) <= bar.h) ui.text_in(bar, words, look);
}

bool word_button(Ui& ui, const Rect& rect, std::size_t index, const std::string& word) {
    const Press press =
        ui.press(rect, {"candidate/" + std::to_string(index), Role::key, word, Target::normal});
    const Colour ground = press.held ? mix(ui.colour(Ink::raised), ui.colour(Ink::ink), 0.16)
                                     : ui.colour(Ink::raised);
    ui.sheet(rect, ground, ui.theme().corner());
    ui.frame(rect, ui.colour(Ink::accent), ui.theme().corner(), ui.theme().edge());
    const Colour former = ui.set_ground(ground);
    const Rect inside = rect.inset(ui.theme().edge(), 0);
    const Look look = word_look(ui, rect.h).aligned(fonts::Align::center);
    ui.text_in(inside, word, ui.fitted(word, look, inside.w));
    ui.set_ground(former);
    return press.activated;
}

bool choose(Typing& typing, const TypingTools& tools, const std::vector<std::string>& words,
            std::size_t index) {
    if (typing.keys == KeySet::handwriting) {
        typing.drop_composition();
        return typing.edit.insert(words[index]);
    }
    const Choice choice = tools.pinyin->choose(typing.letters, index);
    if (!typing.edit.insert(choice.words)) return false;
    typing.drop_composition();
    typing.letters = choice.letters;
    return true;
}

// The two arrows at the bar's end; gives the bar without them. Where they would leave no room for a
// word there is only the one onwards, which comes round to the beginning.
Rect turn_pages(Ui& ui, Rect bar, Typing& typing, const std::vector<std::string>& words) {
    const float gap = ui.theme().target_gap();
    const float side = ui.theme().target();
    const auto arrow = [&](const char* id, const char* key, Icon icon, bool enabled) {
        ButtonSpec spec{id, ui.say(key), icon};
        spec.role = Role::key;
        spec.size = Target::normal;
        spec.enabled = enabled;
        spec.stacked = true;
        spec.type = Type::caption;
        return spec;
    };
    const std::size_t first = typing.first_candidate;
    const bool both = bar.w - 2 * (side + gap) >= cell_width(ui, words[first], bar.h);
    const Rect next = bar.cut_right(side);
    bar.cut_right(gap);
    Rect before;
    if (both) {
        before = bar.cut_right(side);
        bar.cut_right(gap);
    }
    const std::size_t following = first + fitting(ui, words, first, bar);
    const bool more = following < words.size();
    if (both &&
        button(ui, before, arrow("candidate/before", "keyboard.before", Icon::back, first > 0)))
        typing.first_candidate = page_before(ui, words, first, bar);
    if (button(ui, next, arrow("candidate/next", "keyboard.next", Icon::next, more || !both)))
        typing.first_candidate = more ? following : 0;
    return bar;
}

}  // namespace

bool candidate_bar(Ui& ui, const Rect& bar, Typing& typing, const TypingTools& tools) {
    const auto words = words_for(typing, tools);
    if (words.empty()) {
        hint(ui, bar, typing, tools);
        return false;
    }
    typing.first_candidate = std::min(typing.first_candidate, words.size() - 1);
    Rect room = bar;
    if (fitting(ui, words, 0, room) < words.size()) room = turn_pages(ui, bar, typing, words);
    const std::size_t first = typing.first_candidate;
    const std::size_t count = fitting(ui, words, first, room);
    bool changed = false;
    for (std::size_t i = first; i < first + count; ++i) {
        const Rect cell = room.cut_left(std::min(room.w, cell_width(ui, words[i], bar.h)));
        room.cut_left(ui.theme().target_gap());
        if (word_button(ui, cell, i, words[i])) changed = choose(typing, tools, words, i);
    }
    return changed;
}

}  // namespace villageboard::kiosk
