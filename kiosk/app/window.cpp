#include "kiosk/app/window.h"

#include <SDL.h>
#include <spdlog/spdlog.h>

#include "kiosk/app/equipment.h"
#include "kiosk/app/sdl_input.h"
#include "kiosk/app/wake_fds.h"
#include "kiosk/draw/present/gl_window.h"
#include "kiosk/draw/present/make.h"
#include "kiosk/draw/present/trial.h"
#include "kiosk/film/sound.h"

namespace villageboard::kiosk {
namespace {

constexpr int kShortestWait = 1;

Uptime uptime() {
    return std::chrono::duration_cast<Uptime>(std::chrono::steady_clock::now().time_since_epoch());
}

draw::WindowOptions options_of(const WindowRun& run, draw::WindowSurface surface) {
    return {"Villageboard", run.mode, run.size.value_or(draw::Size{}), surface};
}

std::unique_ptr<draw::Presenter> presenter_of(const draw::SdlWindow& window,
                                              draw::WindowSurface surface, draw::Turn turn) {
    if (surface == draw::WindowSurface::pixels) return presenter_for(window, turn);
    return std::make_unique<draw::GlPresenter>(window, turn);
}

// The first frame, drawn with both on a window of its own that then goes away.
draw::Renderer measured(const WindowRun& run, Board& board) {
    const draw::SdlWindow window(options_of(run, draw::WindowSurface::opengl));
    const draw::GlContext context(window);
    if (draw::is_software(context.api().renderer)) return draw::Renderer::processor;
    const draw::Size size = turned(window.size_px(), run.turn);
    draw::TrialPresenter trial(context.api(), size,
                               [] { return std::chrono::steady_clock::now().time_since_epoch(); });
    Settings settings = run.settings;
    settings.panel = run.refine(usual_panel(size.width, size.height));
    InputQueue nothing;
    Stage(board, trial, settings, [] {}).run(nothing, uptime());
    const draw::Renderer winner = faster(trial.result());
    spdlog::info("{} draws ({} was tried)",
                 winner == draw::Renderer::opengl ? "OpenGL" : "the processor",
                 context.api().renderer);
    return winner;
}

draw::WindowSurface surface_for(const WindowRun& run, Board& board) {
    draw::Renderer renderer = run.renderer;
    if (renderer == draw::Renderer::automatic) {
        renderer = draw::Renderer::processor;
        try {
            if (draw::has_render_node()) renderer = measured(run, board);
        } catch (const std::exception& error) {
            spdlog::info("the processor draws: {}", error.what());
        }
    }
    return renderer == draw::Renderer::opengl ? draw::WindowSurface::opengl
                                              : draw::WindowSurface::pixels;
}

class Window {
  public:
    explicit Window(const WindowRun& run)
        : run_(run),
          board_(run.data_dir, run.clock),
          equipment_(run.data_dir, Prints::on_paper, speech::open_sdl_loudspeaker),
          surface_(surface_for(run, board_)),
          window_(options_of(run, surface_)),
          presenter_(presenter_of(window_, surface_, run.turn)),
          panel_(panel_now()),
          stage_(board_, *presenter_, with_panel(run.settings, panel_), wake_function(),
                 {kRasterTime, film::open_sdl_sound, equipment_.services()}),
          input_(queue_, plane()) {
        if (run.mode == draw::WindowMode::panel) SDL_ShowCursor(SDL_DISABLE);
        steady();
    }

    void run() {
        step();
        while (!done_) {
            wait();
            bool due = stage_.tick(uptime()) || woken_ || stage_.unfinished();
            woken_ = false;
            due = due || !queue_.empty();
            if (due) step();
        }
    }

  private:
    Panel panel_now() const {
        const draw::Size laid_out = turned(window_.size_px(), run_.turn);
        return run_.refine(usual_panel(laid_out.width, laid_out.height));
    }

    EventPlane plane() const {
        EventPlane plane{{}, window_.size_px(), run_.turn};
        SDL_GetWindowSize(window_.get(), &plane.units.width, &plane.units.height);
        return plane;
    }

    void fit() {
        const Panel now = panel_now();
        input_.fit(plane());
        if (now.width_px == panel_.width_px && now.height_px == panel_.height_px) return;
        panel_ = now;
        stage_.shell().set_panel(panel_);
        steady();
        woken_ = true;
    }

    void steady() { queue_.steady(uptime, stage_.shell().theme().drag_slop()); }

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
        int timeout = static_cast<int>(std::max<Uptime::rep>(kShortestWait, until.count()));
        if (stage_.unfinished()) timeout = 0;
        SDL_Event event;
        const bool any = SDL_WaitEventTimeout(&event, timeout) != 0;
        done_ = done_ || end_.take();
        if (!any) return;
        do {
            handle(event);
        } while (SDL_PollEvent(&event));
    }

    void handle(const SDL_Event& event) {
        if (event.type == wake_event_) woken_ = true;
        // On the panel only a signal ends the program, whatever asks for it.
        if (event.type == SDL_QUIT && run_.mode == draw::WindowMode::windowed) done_ = true;
        if (event.type == SDL_WINDOWEVENT) handle(event.window);
        input_.take(event);
    }

    void handle(const SDL_WindowEvent& event) {
        const bool windowed = run_.mode == draw::WindowMode::windowed;
        if (event.event == SDL_WINDOWEVENT_CLOSE && windowed) done_ = true;
        if (event.event == SDL_WINDOWEVENT_SIZE_CHANGED) fit();
        if (event.event == SDL_WINDOWEVENT_EXPOSED) {
            presenter_->show_again();
            woken_ = true;
        }
        if (event.event == SDL_WINDOWEVENT_LEAVE) queue_.push({InputKind::cancel, -1, -1});
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
    EndFd end_;  // before any thread is started: threads inherit which signals are held back
    Board board_;
    Equipment equipment_;
    draw::WindowSurface surface_;
    draw::SdlWindow window_;
    std::unique_ptr<draw::Presenter> presenter_;
    Panel panel_;
    InputQueue queue_;
    std::uint32_t wake_event_ = 0;
    Stage stage_;
    SdlInput input_;
    bool done_ = false;
    bool woken_ = false;
};

}  // namespace

void run_window(const WindowRun& run) {
    // Only a signal ends the program on the panel; closing the window is for windowed mode.
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    Window window(run);
    window.run();
}

}  // namespace villageboard::kiosk
