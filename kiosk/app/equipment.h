/// Owns what the screens' Services point at. What a terminal doesn't have, or what fails to open,
/// is left out and logged: the board is shown all the same. UI thread only.
#pragma once
#include <filesystem>
#include <memory>

#include "content/state/state.h"
#include "kiosk/input/handwriting.h"
#include "kiosk/input/input_method.h"
#include "kiosk/screens/services.h"

namespace villageboard::kiosk {

class Equipment {
  public:
    /// Opens state.db in the terminal's data folder.
    explicit Equipment(const std::filesystem::path& data_dir);

    Services services() const {
        return {.state = state_.get(), .pinyin = pinyin_.get(), .handwriting = handwriting_.get()};
    }

  private:
    std::unique_ptr<state::StateDb> state_;
    std::unique_ptr<InputMethod> pinyin_;
    std::unique_ptr<Handwriting> handwriting_;
};

}  // namespace villageboard::kiosk
