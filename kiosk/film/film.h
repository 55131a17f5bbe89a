/// One film or moving poster while it is on the screen: opened, decoded and kept in time on a
/// thread of its own, with a handful of frames ahead, never all of them. The screen asks in each
/// frame what is to be seen now; a frame that comes too late is left out, time never waits for it.
/// The clock is the sound that was heard while it goes on, else the caller's. Destroying it at any
/// moment stops the thread and closes the file. UI thread only.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/film/reel.h"
#include "kiosk/film/sound.h"

namespace villageboard::film {

enum class FilmState : std::uint8_t {
    opening,  ///< nothing to show yet
    ready,    ///< stands at its first frame: not begun, or over
    playing,
    paused,
    failed,
};

/// What is to be seen at one moment.
struct FilmView {
    FilmState state = FilmState::opening;
    FilmFault fault = FilmFault::none;
    std::shared_ptr<const draw::Picture> picture;  ///< null while opening and when failed
    Time length{0};
    Time position{0};
    /// When the picture changes next, by the caller's clock; nothing while it stands still or the
    /// frame isn't decoded yet: then `wake` tells.
    std::optional<Time> next_change;
    bool late = false;  ///< the frame of this moment is still being decoded
};

using OpenReel = std::function<Opened(const std::stop_token&)>;

class Film {
  public:
    /// `open` and `wake` are called on the film's thread; `wake` tells that at() would answer
    /// otherwise than before; neither may throw, `wake` not block. `open_sound` may be empty.
    Film(OpenReel open, std::function<void()> wake, OpenSound open_sound);
    ~Film();
    Film(const Film&) = delete;
    Film& operator=(const Film&) = delete;

    /// `now` is any clock that never goes back, the same one for all calls.
    FilmView at(Time now);

    /// From the beginning, or on from where it was paused. Nothing while opening or failed.
    void play(Time now);
    void pause(Time now);
    /// Back to the first frame.
    void stop();

  private:
    void work(const std::stop_token& stop);
    bool open(const std::stop_token& stop);
    void decode_next(std::unique_lock<std::mutex>& lock);
    void fill_sound(std::unique_lock<std::mutex>& lock);
    bool has_work() const;
    bool wants_sound() const;
    Time clock(Time now);
    void catch_up();
    void begin(Time now);
    void fail(FilmFault fault);

    const OpenReel open_;
    const std::function<void()> wake_;
    const OpenSound open_sound_;

    std::unique_ptr<Reel> reel_;  ///< the thread's own, once opened

    std::mutex mutex_;  ///< guards everything below but the thread
    std::condition_variable_any changed_;
    FilmState state_ = FilmState::opening;
    FilmFault fault_ = FilmFault::none;
    FilmInfo info_;
    std::shared_ptr<const draw::Picture> first_;
    std::deque<Frame> queue_;  ///< decoded ahead, in order
    Frame shown_;
    std::unique_ptr<Sound> sound_;  ///< made and ended on the UI thread, as SDL wants it
    bool rewind_ = false;           ///< the thread is to begin anew before it decodes on
    bool done_ = false;             ///< the last frame is in the queue
    bool sound_done_ = false;       ///< the last sample is written
    bool starved_ = false;          ///< the screen waits for a frame
    Time position_{0};
    Time base_{0};                 ///< position at `since_`
    Time since_{0};                ///< by the caller's clock
    std::int64_t last_heard_ = 0;  ///< samples
    std::jthread worker_;          ///< last: stops before the rest goes
};

}  // namespace villageboard::film
