/// What this terminal can do beside showing what is published. Each member may be null: the screens
/// then leave out what it would do, or say that this terminal doesn't have it. UI thread only.
#pragma once

namespace villageboard::state {
class StateDb;
}

namespace villageboard::kiosk {

class InputMethod;
class Handwriting;

/// Owned by Equipment (kiosk/app/equipment.h); must outlive the shell.
struct Services {
    state::StateDb* state = nullptr;  ///< what must survive a power cut
    InputMethod* pinyin = nullptr;       ///< Hanzi from letters
    Handwriting* handwriting = nullptr;  ///< Hanzi from a finger
};

}  // namespace villageboard::kiosk
