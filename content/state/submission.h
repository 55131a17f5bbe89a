/// What a villager writes or says to an office, as plaintext before it is sealed and after the
/// office has opened it. Format: content/state/SUBMISSION.md. Bytes only: sealing is in seal.h.
/// Thread-safe: no state.
#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "content/state/secret_bytes.h"

namespace villageboard::state {

enum class SubmissionKind {
    ask,
    object,   ///< something published is not right, or was not done fairly
    report,   ///< somebody does what must not be done
    suggest,  ///< something could be better
    answer,   ///< to the questions of a consultation
};

/// Who is to read it.
enum class Route { town, county, discipline };

/// What it is about.
struct SubmissionAbout {
    std::string item;            ///< its id
    std::uint32_t revision = 0;  ///< the one that stood on the glass
    std::string line;            ///< id of one line of a roll or entry of a ledger; may be empty
    friend bool operator==(const SubmissionAbout&, const SubmissionAbout&) = default;
};

/// One question of a consultation as it was answered.
struct ConsultationAnswer {
    std::string question;      ///< its id
    std::vector<int> options;  ///< chosen ones, from 0; yes or no: 0 or 1
    friend bool operator==(const ConsultationAnswer&, const ConsultationAnswer&) = default;
};

/// Length of the text, in bytes of UTF-8, that always fits: 2,000 Hanzi.
inline constexpr std::size_t kMaxTextBytes = 6000;
inline constexpr std::size_t kMaxContactBytes = 200;
inline constexpr std::chrono::seconds kMaxVoice{90};
/// What each 5 s of voice may take: Opus at 16 kbit/s with its container.
inline constexpr std::chrono::seconds kVoiceStep{5};
inline constexpr std::size_t kVoiceStepBytes = 12288;

struct Submission {
    SubmissionKind kind = SubmissionKind::ask;
    std::optional<SubmissionAbout> about;
    Route route = Route::town;
    std::string area;      ///< of the village, significant digits
    std::string language;  ///< of the interface, BCP 47
    Day day;
    std::string_view text;     ///< lines parted by LF; with the voice it may be empty
    std::string_view contact;  ///< may be empty
    std::vector<ConsultationAnswer> answers;
    std::string_view answer_key;  ///< X25519, 32 bytes; empty: no answer is expected
    std::string_view voice;       ///< Ogg Opus; may be empty
    std::chrono::milliseconds voice_length{0};
};

/// The padded plaintext: its size tells only the class. Error `invalid` when text, contact or voice
/// are longer than allowed or hold what the wire refuses (model/json_text.h).
SecretBytes print_submission(const Submission& submission);

/// What an office gets. Its strings own their bytes.
struct OpenedSubmission {
    SubmissionKind kind = SubmissionKind::ask;
    std::optional<SubmissionAbout> about;
    Route route = Route::town;
    std::string area;
    std::string language;
    Day day;
    std::string text;
    std::string contact;
    std::vector<ConsultationAnswer> answers;
    std::string answer_key;
    std::string voice;
    std::chrono::milliseconds voice_length{0};
};

/// Error `invalid` for anything but what print_submission() can have made.
OpenedSubmission parse_submission(std::string_view plaintext);

/// The size to which a plaintext of so many bytes is padded.
std::size_t size_class(std::size_t bytes, std::chrono::milliseconds voice);

std::string_view to_string(SubmissionKind kind);
std::string_view to_string(Route route);

}  // namespace villageboard::state
