/// What a person is typing: UTF-8 text and a caret, changed by whole characters as a reader sees
/// them (grapheme clusters, so that a rare Hanzi with its variant selector goes in one step).
/// Never holds half a character, never more than `most_bytes`. Plain value; any thread.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace villageboard::kiosk {

class TextEdit {
  public:
    explicit TextEdit(std::size_t most_bytes = 4096) : most_bytes_(most_bytes) {}

    const std::string& text() const { return text_; }
    /// Byte offset, always between two characters.
    std::size_t caret() const { return caret_; }
    bool empty() const { return text_.empty(); }

    /// Replaces everything; the caret goes to the end. Ill-formed bytes become U+FFFD, controls
    /// but line feeds are dropped, what is too long is cut between two code points.
    void set(std::string_view text);
    void clear();
    /// Puts the words in at the caret. False, and nothing changes, when they would not fit.
    bool insert(std::string_view words);
    /// Takes away the character before the caret; false at the beginning.
    bool erase_back();
    void left();
    void right();
    /// To the character boundary at or before this byte.
    void move_to(std::size_t offset);

  private:
    std::string text_;
    std::size_t caret_ = 0;
    std::size_t most_bytes_;
};

}  // namespace villageboard::kiosk
