/// A person before the terminal, for tests: taps by label, waits, reads what is on the glass.
#pragma once
#include <memory>
#include <string>

#include "kiosk/app/stage.h"
#include "kiosk/draw/present/offscreen.h"
#include "tests/kiosk/support/village.h"

namespace villageboard::kiosk_test {

class Person {
  public:
    Person(const std::filesystem::path& data_dir, kiosk::Settings settings,
           Instant now = fixture_now(), kiosk::Services services = {});

    kiosk::Stage& stage() { return *stage_; }
    kiosk::Shell& shell() { return stage_->shell(); }
    kiosk::Board& board() { return board_; }
    draw::OffscreenPresenter& presenter() { return presenter_; }
    kiosk::InputQueue& queue() { return queue_; }
    const kiosk::Tree& tree() const { return stage_->tree(); }
    std::string screen() { return shell().screen(); }

    /// False when there is nothing of this name to tap on the glass.
    bool tap(const std::string& label);
    bool sees(const std::string& label) const;
    void press(float x, float y);
    void move(float x, float y);
    void release(float x, float y);
    void show();
    /// So many seconds nobody touches anything; the shell is asked once a second.
    void wait(int seconds);
    /// Time goes on, and nothing is asked.
    void pass(std::chrono::milliseconds time) { uptime_ += time; }
    void set_clock(Instant now) { now_ = now; }
    kiosk::Uptime uptime() const { return uptime_; }

  private:
    Instant now_;
    kiosk::Board board_;
    draw::OffscreenPresenter presenter_;
    std::unique_ptr<kiosk::Stage> stage_;
    kiosk::InputQueue queue_;
    kiosk::Uptime uptime_{0};
};

kiosk::Settings portrait();

}  // namespace villageboard::kiosk_test
