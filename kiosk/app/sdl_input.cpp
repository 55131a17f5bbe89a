#include "kiosk/app/sdl_input.h"

#include <SDL.h>

namespace villageboard::kiosk {

void SdlInput::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_FINGERDOWN:
            return finger(event.tfinger, fingers_.down(event.tfinger.fingerId));
        case SDL_FINGERMOTION:
            return finger(event.tfinger, fingers_.move(event.tfinger.fingerId));
        case SDL_FINGERUP:
            return finger(event.tfinger, fingers_.up(event.tfinger.fingerId));
        case SDL_MOUSEBUTTONDOWN:
            return button(event.button, InputKind::press);
        case SDL_MOUSEBUTTONUP:
            return button(event.button, InputKind::release);
        case SDL_MOUSEMOTION:
            if (event.motion.which != SDL_TOUCH_MOUSEID)
                push(InputKind::move, mouse_at(event.motion.x, event.motion.y));
            return;
        case SDL_MOUSEWHEEL:
            return wheel(event.wheel);
        case SDL_KEYDOWN:
            return key(event.key.keysym.sym);
        default:
            return;
    }
}

void SdlInput::finger(const SDL_TouchFingerEvent& touch, OneFinger::Heard heard) {
    const draw::Point on_panel{touch.x * static_cast<float>(plane_.px.width),
                               touch.y * static_cast<float>(plane_.px.height)};
    const draw::Point at = turned_back(on_panel, plane_.px, plane_.turn);
    switch (heard) {
        case OneFinger::Heard::nothing:
            return;
        case OneFinger::Heard::press:
            return push(InputKind::press, at);
        case OneFinger::Heard::move:
            return push(InputKind::move, at);
        case OneFinger::Heard::release:
            return push(InputKind::release, at);
        case OneFinger::Heard::cancel:
            return push(InputKind::cancel, {-1, -1});
    }
}

void SdlInput::button(const SDL_MouseButtonEvent& button, InputKind kind) {
    if (button.which == SDL_TOUCH_MOUSEID || button.button != SDL_BUTTON_LEFT) return;
    push(kind, mouse_at(button.x, button.y));
}

void SdlInput::wheel(const SDL_MouseWheelEvent& wheel) {
    const draw::Point at = mouse_at(wheel.mouseX, wheel.mouseY);
    InputEvent event{InputKind::wheel, at.x, at.y};
    event.steps = static_cast<float>(wheel.y);
    queue_.push(event);
}

void SdlInput::key(std::int32_t code) {
    InputEvent event;
    event.kind = InputKind::key;
    if (code >= SDLK_a && code <= SDLK_z)
        event.key = std::string(1, static_cast<char>('A' + (code - SDLK_a)));
    if (code == SDLK_BACKSPACE) event.key = "Backspace";
    if (code == SDLK_ESCAPE) event.key = "Escape";
    if (!event.key.empty()) queue_.push(event);
}

// The middle of the unit that SDL names.
draw::Point SdlInput::mouse_at(int x, int y) const {
    const auto scaled = [](int at, int units, int px) {
        return (static_cast<float>(at) + 0.5f) * static_cast<float>(px) /
               static_cast<float>(units > 0 ? units : 1);
    };
    return turned_back({scaled(x, plane_.units.width, plane_.px.width),
                        scaled(y, plane_.units.height, plane_.px.height)},
                       plane_.px, plane_.turn);
}

}  // namespace villageboard::kiosk
