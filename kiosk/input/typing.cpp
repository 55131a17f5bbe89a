#include "kiosk/input/typing.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostLetters = 60;

bool is_letter(const std::string& name) {
    return name.size() == 1 &&
           ((name[0] >= 'A' && name[0] <= 'Z') || (name[0] >= 'a' && name[0] <= 'z'));
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string Typing::shown() const {
    std::string all = edit.text();
    return all.insert(edit.caret(), letters);
}

void Typing::drop_composition() {
    letters.clear();
    ink.clear();
    first_candidate = 0;
}

void Typing::clear() {
    drop_composition();
    edit.clear();
    keys = KeySet::pinyin;
    letter_case = LetterCase::small;
}

bool Typing::erase() {
    first_candidate = 0;
    if (!ink.empty()) {
        ink.pop_back();
        return true;
    }
    if (!letters.empty()) {
        letters.pop_back();
        return true;
    }
    return edit.erase_back();
}

bool Typing::key(const std::string& name) {
    if (name == "Backspace") return erase();
    if (is_letter(name) && keys == KeySet::pinyin) {
        if (letters.size() >= kMostLetters) return false;
        first_candidate = 0;
        letters += lower(name[0]);
        return true;
    }
    if (is_letter(name)) {
        const char letter = letter_case == LetterCase::small
                                ? lower(name[0])
                                : static_cast<char>(lower(name[0]) - 'a' + 'A');
        return edit.insert(std::string_view(&letter, 1));
    }
    if (name == "Space") return edit.insert(" ");
    if (name.size() == 1 && name[0] >= '0' && name[0] <= '9') return edit.insert(name);
    return false;
}

}  // namespace villageboard::kiosk
