/// What this terminal can do beside showing what is published. Each member may be null: the screens
/// then leave out what it would do, or say that this terminal doesn't have it. UI thread only.
#pragma once

namespace villageboard::state {
class StateDb;
}

namespace villageboard::speech {
class Reader;
}

namespace villageboard::print {
class PrintDesk;
class PublicPages;
}  // namespace villageboard::print

namespace villageboard::kiosk {

class StaffDoor;
class InputMethod;
class Post;
class Recorder;
class Handwriting;

/// Owned by Equipment (kiosk/app/equipment.h); must outlive the shell.
struct Services {
    state::StateDb* state = nullptr;            ///< what must survive a power cut
    print::PrintDesk* print = nullptr;          ///< puts documents on paper
    const print::PublicPages* pages = nullptr;  ///< where the world reads public items
    Post* post = nullptr;                       ///< where sealed messages go in
    Recorder* recorder = nullptr;               ///< a villager's voice
    speech::Reader* voice = nullptr;            ///< reads aloud and sounds the alarm
    StaffDoor* staff = nullptr;                 ///< what only staff may do, behind a PIN
    InputMethod* pinyin = nullptr;              ///< Hanzi from letters
    Handwriting* handwriting = nullptr;         ///< Hanzi from a finger
};

}  // namespace villageboard::kiosk
