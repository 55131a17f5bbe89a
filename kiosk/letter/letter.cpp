#include "kiosk/letter/letter.h"

#include <cstring>

namespace villageboard::kiosk {

void wipe(Typing& typing) {
    ::explicit_bzero(typing.letters.data(), typing.letters.size());
    typing.clear();
}

Letter::~Letter() {
    wipe(text);
    wipe(contact);
    if (recorder) recorder->forget();
}

bool Letter::begun() const {
    const bool said = recorder && recorder->state() != RecorderState::empty &&
                      recorder->state() != RecorderState::missing;
    return said || !text.empty() || !contact.empty();
}

bool Letter::complete() const {
    if (!answers.empty()) return true;
    if (means == Means::written) return !text.empty();
    return recorder && !recorder->opus().empty();
}

state::Submission Letter::submission() const {
    state::Submission made;
    made.kind = kind;
    made.route = route;
    made.about = about;
    made.answers = answers;
    made.contact = contact.edit.text();
    if (means == Means::written) {
        made.text = text.edit.text();
    } else if (recorder) {
        made.voice = recorder->opus();
        made.voice_length = recorder->length();
    }
    return made;
}

}  // namespace villageboard::kiosk
