/// Another presenter's panel with the picture turned on it: draws into memory of its own and copies
/// what changed. UI thread only.
#pragma once
#include <memory>

#include "kiosk/draw/present/backing.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

class TurnedPresenter final : public Presenter {
  public:
    TurnedPresenter(std::unique_ptr<Presenter> panel, Turn turn);

    Canvas canvas() override;
    void present(std::span<const Rect> damage) override;
    void show_again() override { panel_->show_again(); }

  private:
    std::unique_ptr<Presenter> panel_;
    Backing backing_;
    Canvas target_;
};

}  // namespace villageboard::draw
