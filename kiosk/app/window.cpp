#include "kiosk/app/window.h"

#include <SDL.h>
#include <spdlog/spdlog.h>

#include <csignal>

#include "content/model/error.h"

namespace villageboard::kiosk {
namespace {

constexpr int kShortestWait = 1;

Uptime uptime() {
    return std::chrono::duration_cast<Uptime>(std::chrono::steady_clock::now().time_since_epoch());
}

// Turns SDL's events into the queue's. One finger at a time; others are not heard until it lifts.
class Translator {
  public:
    Translator(InputQueue& queue, const Panel& panel) : queue_(queue), panel_(panel) {}

    void take(const SDL_Event& event) {
        switch (event.type) {
            case SDL_FINGERDOWN:
                finger(event.tfinger, InputKind::press);
                break;
            case SDL_FINGERMOTION:
                finger(event.tfinger, InputKind::move);
                break;
            case SDL_FINGERUP:
                finger(event.tfinger, InputKind::release);
                break;
            case SDL_MOUSEBUTTONDOWN:
                mouse(event.button, InputKind::press);
                break;
            case SDL_MOUSEBUTTONUP:
                mouse(event.button, InputKind::release);
                break;
            case SDL_MOUSEMOTION:
                if (event.motion.which != SDL_TOUCH_MOUSEID)
                    queue_.push({InputKind::move, static_cast<float>(event.motion.x),
                                 static_cast<float>(event.motion.y)});
                break;
            case SDL_MOUSEWHEEL:
                wheel(event.wheel);
                break;
            case SDL_KEYDOWN:
                key(event.key.keysym.sym);
                break;
            default:
                break;
        }
    }

  private:
    void finger(const SDL_TouchFingerEvent& touch, InputKind kind) {
        if (kind == InputKind::press && finger_) return;
        if (kind == InputKind::press) finger_ = touch.fingerId;
        if (finger_ != touch.fingerId) return;
        if (kind == InputKind::release) finger_.reset();
        x_ = touch.x * static_cast<float>(panel_.width_px);
        y_ = touch.y * static_cast<float>(panel_.height_px);
        queue_.push({kind, x_, y_});
    }

    void mouse(const SDL_MouseButtonEvent& button, InputKind kind) {
        if (button.which == SDL_TOUCH_MOUSEID || button.button != SDL_BUTTON_LEFT) return;
        x_ = static_cast<float>(button.x);
        y_ = static_cast<float>(button.y);
        queue_.push({kind, x_, y_});
    }

    void wheel(const SDL_MouseWheelEvent& wheel) {
        InputEvent event{InputKind::wheel, static_cast<float>(wheel.mouseX),
                         static_cast<float>(wheel.mouseY)};
        event.steps = static_cast<float>(wheel.y);
        queue_.push(event);
    }

    void key(SDL_Keycode code) {
        InputEvent event;
        event.kind = InputKind::key;
        if (code >= SDLK_a && code <= SDLK_z)
            event.key = std::string(1, static_cast<char>('A' + (code - SDLK_a)));
        if (code == SDLK_BACKSPACE) event.key = "Backspace";
        if (code == SDLK_ESCAPE) event.key = "Escape";
        if (!event.key.empty()) queue_.push(event);
    }

    InputQueue& queue_;
    const Panel& panel_;
    std::optional<SDL_FingerID> finger_;
    float x_ = 0;
    float y_ = 0;
};

class Window {
  public:
    explicit Window(const WindowRun& run)
        : run_(run),
          presenter_({"Villageboard", run.mode, run.size.value_or(draw::Size{})}),
          board_(run.data_dir, run.clock),
          panel_(panel_of(run, presenter_.canvas())),
          stage_(board_, presenter_, with_panel(run.settings, panel_), wake_function()),
          translator_(queue_, panel_) {
        if (run.mode == draw::WindowMode::panel) SDL_ShowCursor(SDL_DISABLE);
    }

    void run() {
        stage_.run(queue_, uptime());
        while (!done_) {
            wait();
            bool due = stage_.shell().tick(uptime()) || woken_;
            woken_ = false;
            due = due || !queue_.empty();
            if (due) step();
        }
    }

  private:
    static Panel panel_of(const WindowRun& run, const draw::Canvas& canvas) {
        return run.refine(usual_panel(canvas.width, canvas.height));
    }

    static Settings with_panel(Settings settings, const Panel& panel) {
        settings.panel = panel;
        return settings;
    }

    std::function<void()> wake_function() {
        wake_event_ = SDL_RegisterEvents(1);
        return [type = wake_event_] {
            SDL_Event event{};
            event.type = type;
            SDL_PushEvent(&event);
        };
    }

    void wait() {
        const Uptime now = uptime();
        const auto until = stage_.shell().next_tick(now) - now;
        const int timeout = static_cast<int>(std::max<Uptime::rep>(kShortestWait, until.count()));
        SDL_Event event;
        if (!SDL_WaitEventTimeout(&event, timeout)) return;
        do {
            handle(event);
        } while (SDL_PollEvent(&event));
    }

    void handle(const SDL_Event& event) {
        if (event.type == wake_event_) woken_ = true;
        if (event.type == SDL_QUIT) done_ = true;
        const bool closed =
            event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE;
        if (closed && run_.mode == draw::WindowMode::windowed) done_ = true;
        if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED)
            presenter_.show_again();
        if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_LEAVE)
            queue_.push({InputKind::cancel, -1, -1});
        translator_.take(event);
    }

    // The outermost loop: what goes wrong is logged, and the terminal goes on showing.
    void step() {
        try {
            stage_.run(queue_, uptime());
        } catch (const std::exception& error) {
            spdlog::error("drawing a frame: {}", error.what());
        }
    }

    const WindowRun& run_;
    draw::WindowPresenter presenter_;
    Board board_;
    Panel panel_;
    InputQueue queue_;
    std::uint32_t wake_event_ = 0;
    Stage stage_;
    Translator translator_;
    bool done_ = false;
    bool woken_ = false;
};

}  // namespace

void run_window(const WindowRun& run) {
    // Only a signal ends the program on the panel; closing the window is for windowed mode.
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    Window window(run);
    window.run();
}

}  // namespace villageboard::kiosk
