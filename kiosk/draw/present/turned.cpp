#include "kiosk/draw/present/turned.h"

#include <utility>

namespace villageboard::draw {

TurnedPresenter::TurnedPresenter(std::unique_ptr<Presenter> panel, Turn turn)
    : panel_(std::move(panel)), backing_(turn, 1) {}

Canvas TurnedPresenter::canvas() {
    const Canvas panel = panel_->canvas();
    if (panel.epoch != target_.epoch || panel.pixels != target_.pixels) backing_.forget(0);
    target_ = panel;
    backing_.fit({panel.width, panel.height});
    return backing_.canvas();
}

void TurnedPresenter::present(std::span<const Rect> damage) {
    if (target_.pixels == nullptr) return;
    backing_.add(damage);
    panel_->present(backing_.bring(0, target_));
}

}  // namespace villageboard::draw
