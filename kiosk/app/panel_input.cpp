#include "kiosk/app/panel_input.h"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <array>
#include <utility>

namespace villageboard::kiosk {
namespace {

// The kernel numbers keys by where they are on the keyboard.
constexpr std::array<std::pair<std::uint32_t, char>, 26> kLetters{{
    {KEY_A, 'A'}, {KEY_B, 'B'}, {KEY_C, 'C'}, {KEY_D, 'D'}, {KEY_E, 'E'}, {KEY_F, 'F'},
    {KEY_G, 'G'}, {KEY_H, 'H'}, {KEY_I, 'I'}, {KEY_J, 'J'}, {KEY_K, 'K'}, {KEY_L, 'L'},
    {KEY_M, 'M'}, {KEY_N, 'N'}, {KEY_O, 'O'}, {KEY_P, 'P'}, {KEY_Q, 'Q'}, {KEY_R, 'R'},
    {KEY_S, 'S'}, {KEY_T, 'T'}, {KEY_U, 'U'}, {KEY_V, 'V'}, {KEY_W, 'W'}, {KEY_X, 'X'},
    {KEY_Y, 'Y'}, {KEY_Z, 'Z'},
}};

// The last place that is still on the panel.
float within(float at, int length) {
    return std::clamp(at, 0.0f, std::max(0.0f, static_cast<float>(length) - 0.5f));
}

}  // namespace

PanelInput::PanelInput(InputQueue& queue, draw::Size panel, draw::Turn turn)
    : queue_(queue),
      panel_(panel),
      turn_(turn),
      pointer_{static_cast<float>(panel.width) / 2, static_cast<float>(panel.height) / 2} {}

void PanelInput::fit(draw::Size panel, draw::Turn turn) {
    panel_ = panel;
    turn_ = turn;
    pointer_ = {within(pointer_.x, panel.width), within(pointer_.y, panel.height)};
}

draw::Point PanelInput::on_panel(double x, double y) const {
    return {within(static_cast<float>(x * panel_.width), panel_.width),
            within(static_cast<float>(y * panel_.height), panel_.height)};
}

void PanelInput::push(InputKind kind, draw::Point on_panel) {
    const draw::Point at = laid_out(on_panel);
    queue_.push({kind, at.x, at.y});
}

void PanelInput::touched(OneFinger::Heard heard) {
    switch (heard) {
        case OneFinger::Heard::nothing:
            return;
        case OneFinger::Heard::press:
            return push(InputKind::press, touched_);
        case OneFinger::Heard::move:
            return push(InputKind::move, touched_);
        case OneFinger::Heard::release:
            return push(InputKind::release, touched_);
        case OneFinger::Heard::cancel:
            return queue_.push({InputKind::cancel, -1, -1});
    }
}

void PanelInput::touch_down(int finger, double x, double y) {
    const auto heard = fingers_.down(finger);
    if (heard == OneFinger::Heard::press) touched_ = on_panel(x, y);
    touched(heard);
}

void PanelInput::touch_move(int finger, double x, double y) {
    const auto heard = fingers_.move(finger);
    if (heard == OneFinger::Heard::move) touched_ = on_panel(x, y);
    touched(heard);
}

void PanelInput::touch_up(int finger) { touched(fingers_.up(finger)); }

void PanelInput::touch_cancel() { touched(fingers_.all_gone()); }

void PanelInput::pointer_by(double dx_px, double dy_px) {
    pointer_ = {within(pointer_.x + static_cast<float>(dx_px), panel_.width),
                within(pointer_.y + static_cast<float>(dy_px), panel_.height)};
    push(InputKind::move, pointer_);
}

void PanelInput::pointer_to(double x, double y) {
    pointer_ = on_panel(x, y);
    push(InputKind::move, pointer_);
}

void PanelInput::pointer_gone() { queue_.push({InputKind::cancel, -1, -1}); }

void PanelInput::left_button(bool pressed) {
    push(pressed ? InputKind::press : InputKind::release, pointer_);
}

void PanelInput::wheel(double steps) {
    const draw::Point at = laid_out(pointer_);
    InputEvent event{InputKind::wheel, at.x, at.y};
    event.steps = static_cast<float>(steps);
    queue_.push(event);
}

void PanelInput::key_down(std::uint32_t code) {
    InputEvent event;
    event.kind = InputKind::key;
    const auto letter = std::ranges::find(kLetters, code, &std::pair<std::uint32_t, char>::first);
    if (letter != kLetters.end()) event.key = std::string(1, letter->second);
    if (code == KEY_BACKSPACE) event.key = "Backspace";
    if (code == KEY_ESC) event.key = "Escape";
    if (!event.key.empty()) queue_.push(event);
}

}  // namespace villageboard::kiosk
