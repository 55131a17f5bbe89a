/// What one person writes or says, from the first step until it is sealed. The screens of these
/// steps share it; when the last of them goes it is wiped, and the recorder with it. UI thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/state/slip.h"
#include "content/state/submission.h"
#include "kiosk/input/typing.h"
#include "kiosk/letter/recorder.h"

namespace villageboard::kiosk {

enum class Means { written, spoken };

struct Letter {
    /// `recorder` may be null; else it must outlive the letter.
    explicit Letter(Recorder* with) : recorder(with) {}
    ~Letter();
    Letter(const Letter&) = delete;
    Letter& operator=(const Letter&) = delete;

    state::SubmissionKind kind = state::SubmissionKind::ask;
    state::Route route = state::Route::town;
    std::optional<state::SubmissionAbout> about = {};
    std::string about_words = {};  ///< how the glass names it
    std::vector<state::ConsultationAnswer> answers = {};
    Means means = Means::written;
    Typing text{state::kMaxTextBytes};
    Typing contact{state::kMaxContactBytes};
    Recorder* recorder;

    /// Whether anything was written or said yet: from then on its pages are private.
    bool begun() const;
    /// Whether there is something to send.
    bool complete() const;
    /// As it is sealed. The views point into this letter; `area`, `language`, `day` and the slip's
    /// key are the caller's.
    state::Submission submission() const;
};

/// Overwrites what was typed before it is given up.
void wipe(Typing& typing);

}  // namespace villageboard::kiosk
