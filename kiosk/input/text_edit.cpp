#include "kiosk/input/text_edit.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "fonts/itemize/clusters.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::kiosk {

namespace {

// All that it ever held, also what was taken back and lies behind its end.
void wipe(std::string& text) {
    text.resize(text.capacity());
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

// Grows once, to the most it may hold: a string that grows by itself leaves copies behind.
void make_room(std::string& text, std::size_t wanted, std::size_t most) {
    if (wanted <= text.capacity()) return;
    std::string larger;
    larger.reserve(most);
    larger.append(text);
    text.swap(larger);
    wipe(larger);
}

}  // namespace

void TextEdit::set(std::string_view text) {
    text_ = fonts::clean_text(text, most_bytes_);
    // a replaced byte grows to three: what was cut before may have become too long again
    text_ = std::string(fonts::clamp_utf8(text_, most_bytes_));
    caret_ = text_.size();
}

void TextEdit::clear() {
    wipe(text_);
    caret_ = 0;
}

bool TextEdit::insert(std::string_view words) {
    const std::string clean = fonts::clean_text(words, most_bytes_ + 1);
    if (text_.size() + clean.size() > most_bytes_) return false;
    make_room(text_, text_.size() + clean.size(), most_bytes_);
    text_.insert(caret_, clean);
    // a mark that was put in may have joined what follows it
    const std::size_t wanted = caret_ + clean.size();
    const auto starts = fonts::cluster_offsets(text_);
    caret_ = *std::lower_bound(starts.begin(), starts.end(), wanted);
    return true;
}

bool TextEdit::erase_back() {
    if (caret_ == 0) return false;
    const std::size_t end = caret_;
    left();
    text_.erase(caret_, end - caret_);
    move_to(caret_);
    return true;
}

void TextEdit::left() {
    if (caret_ > 0) move_to(caret_ - 1);
}

void TextEdit::right() {
    const auto starts = fonts::cluster_offsets(text_);
    const auto next = std::upper_bound(starts.begin(), starts.end(), caret_);
    if (next != starts.end()) caret_ = *next;
}

void TextEdit::move_to(std::size_t offset) {
    const auto starts = fonts::cluster_offsets(text_);
    caret_ =
        *std::prev(std::upper_bound(starts.begin(), starts.end(), std::min(offset, text_.size())));
}

}  // namespace villageboard::kiosk
