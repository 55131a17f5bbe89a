/// An office's answer, sealed to the key of the slip whose holder asked. Every terminal of a county
/// gets all of them (Kind::answers) and can open none without a slip. The county seals with
/// seal_answer(); the terminal opens and stores nothing. Format: content/state/SUBMISSION.md.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/state/seal.h"

namespace villageboard::state {

/// 2,000 Hanzi.
inline constexpr std::size_t kMaxAnswerBytes = 6000;

/// In base64, for an AnswersTable. Padded, so that its length tells only one of three classes.
/// `public_key` are the 32 bytes that came with the message. Error `invalid` when the text is too
/// long, empty, or holds what the wire refuses.
std::string seal_answer(std::string_view text, std::string_view public_key);

/// Tries the answers one after the other, a few at a time, so that a screen stays alive.
class AnswerSearch {
  public:
    explicit AnswerSearch(BoxKeys keys) : keys_(std::move(keys)) {}

    /// Tries up to `count` of `sealed` (base64), going on where it stopped; damaged ones are
    /// passed over. True when all were tried.
    bool look_through(const std::vector<std::string>& sealed, std::size_t count);
    /// What was found, in the order of the list.
    const std::vector<SecretBytes>& found() const { return found_; }
    /// The list is another one from here on; what was found stays.
    void next_list() { at_ = 0; }

  private:
    BoxKeys keys_;
    std::size_t at_ = 0;
    std::vector<SecretBytes> found_;
};

/// The answer in `sealed` (base64); nothing when it is somebody else's, or damaged.
std::optional<SecretBytes> open_answer(std::string_view sealed, const BoxKeys& keys);

}  // namespace villageboard::state
