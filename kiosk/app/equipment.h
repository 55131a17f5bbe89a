/// Owns what the screens' Services point at. What a terminal doesn't have, or what fails to open,
/// is left out and logged: the board is shown all the same. UI thread only.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>

#include "content/state/state.h"
#include "kiosk/app/conf.h"
#include "kiosk/input/handwriting.h"
#include "kiosk/input/input_method.h"
#include "kiosk/letter/post.h"
#include "kiosk/letter/recorder.h"
#include "kiosk/print/desk.h"
#include "kiosk/screens/services.h"
#include "kiosk/speech/reader.h"
#include "kiosk/staff/door.h"

namespace villageboard::kiosk {

/// Where prints go: a script never reaches a printer.
enum class Prints { on_paper, into_folder };

class Equipment {
  public:
    /// Opens state.db in the terminal's data folder and reads its kiosk.conf; documents that no
    /// printer takes lie in its folder prints. Sound goes to what `loudspeaker` opens.
    Equipment(const std::filesystem::path& data_dir, Prints prints,
              speech::OpenLoudspeaker loudspeaker);

    Services services() const {
        Services all;
        all.state = state_.get();
        all.print = print_.get();
        all.staff = staff_.get();
        if (conf_.public_page) all.pages = &*conf_.public_page;
        all.post = post_.get();
        all.recorder = recorder_.get();
        all.voice = voice_.get();
        all.pinyin = pinyin_.get();
        all.handwriting = handwriting_.get();
        return all;
    }

  private:
    Conf conf_;
    std::unique_ptr<state::StateDb> state_;
    std::unique_ptr<StaffDoor> staff_;
    std::unique_ptr<print::PrintDesk> print_;
    std::unique_ptr<Post> post_;
    std::unique_ptr<Recorder> recorder_;
    std::unique_ptr<speech::Reader> voice_;
    std::unique_ptr<InputMethod> pinyin_;
    std::unique_ptr<Handwriting> handwriting_;
};

}  // namespace villageboard::kiosk
