/// A case as its handler knows it: what the villager wrote and what was done since. It becomes one
/// JSON document that lies in the database in a CaseBox. Pure; any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "content/state/submission.h"

namespace villageboard::county {

/// An act on a case: "take", "answer", "transfer", "close", "release", "notice".
struct CaseEvent {
    Day day;
    std::string actor;  ///< id of the user
    std::string act;
    std::string words;  ///< the reason, the answer or the released text
    friend bool operator==(const CaseEvent&, const CaseEvent&) = default;
};

/// What handlers tell each other. It never leaves the case.
struct CaseNote {
    Day day;
    std::string actor;
    std::string text;
    friend bool operator==(const CaseNote&, const CaseNote&) = default;
};

struct CaseFile {
    std::string kind;  ///< "ask", "object", "report", "suggest", "answer"
    std::optional<state::SubmissionAbout> about;
    std::string area;  ///< of the village
    std::string language;
    Day day;           ///< on which it was written, by the terminal's clock
    std::string text;  ///< lines parted by LF
    std::string contact;
    std::string answer_key;                     ///< base64; empty: nobody comes back with a slip
    std::chrono::milliseconds voice_length{0};  ///< 0: no voice
    std::vector<std::string> topics;
    std::vector<CaseEvent> events;
    std::vector<CaseNote> notes;
    friend bool operator==(const CaseFile&, const CaseFile&) = default;
};

CaseFile case_file_of(const state::OpenedSubmission& message);
std::string print_case(const CaseFile& file);
/// Throws Error(corrupt) for anything but what print_case() made.
CaseFile parse_case(std::string_view json);

}  // namespace villageboard::county
