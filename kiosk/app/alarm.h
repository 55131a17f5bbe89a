/// The sound of warnings: a siren by colour, then the warning in words, in Chinese and in each
/// language that has recordings of them; again and again until somebody has read it. A drill is one
/// soft bell and its words, once. Neither night nor a quieter voice changes it. UI thread only.
#pragma once
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/app/board.h"
#include "kiosk/speech/reader.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

inline constexpr std::chrono::seconds kAlarmPause{30};

/// What is heard of a warning, in order. Pure.
std::vector<speech::Piece> alarm_pieces(const Strings& strings, const Phrasebook& phrasebook,
                                        const Alert& alert);

class Alarm {
  public:
    /// `reader` may be null: then all is silent. Both must outlive this.
    Alarm(speech::Reader* reader, const Board& board) : reader_(reader), board_(board) {}

    /// Called as time passes with the warning that fills the panel, if one does; true while it
    /// sounds.
    bool update(const std::optional<std::string>& takeover, const Strings& strings,
                std::chrono::milliseconds now);

  private:
    void sound(const Alert& alert, const Strings& strings);
    void drills(const Strings& strings);

    speech::Reader* reader_;
    const Board& board_;
    std::string sounding_;  ///< the warning's id; empty while none is on
    std::chrono::milliseconds silent_since_{0};
    std::set<std::string> drills_;  ///< those that were told
};

}  // namespace villageboard::kiosk
