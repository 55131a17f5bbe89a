#include "kiosk/film/film.h"

#include <algorithm>
#include <new>

namespace villageboard::film {
namespace {

constexpr std::size_t kFramesAhead = 4;
constexpr std::int64_t kSoundAhead = kSoundRate / 2;
constexpr std::chrono::milliseconds kSoundPace{100};

Time time_of(std::int64_t samples) { return Time{samples * 1000 / kSoundRate}; }

}  // namespace

Film::Film(OpenReel open, std::function<void()> wake, OpenSound open_sound)
    : open_(std::move(open)),
      wake_(std::move(wake)),
      open_sound_(std::move(open_sound)),
      worker_([this](const std::stop_token& stop) { work(stop); }) {}

Film::~Film() {
    worker_.request_stop();
    worker_.join();
}

void Film::play(Time now) {
    const std::lock_guard lock(mutex_);
    if (state_ == FilmState::ready) begin(now);
    if (state_ != FilmState::paused) return;
    state_ = FilmState::playing;
    since_ = now;
    base_ = position_;
    if (sound_) sound_->run();
    changed_.notify_one();
}

// Paused at the beginning; the mutex is held.
void Film::begin(Time now) {
    sound_ = info_.channels > 0 && open_sound_ ? open_sound_(info_.channels) : nullptr;
    state_ = FilmState::paused;
    rewind_ = true;
    done_ = sound_done_ = false;
    starved_ = false;
    queue_.clear();
    shown_ = {first_, Time{0}, Time{0}};
    position_ = base_ = Time{0};
    since_ = now;
    last_heard_ = 0;
}

void Film::pause(Time now) {
    const std::lock_guard lock(mutex_);
    if (state_ != FilmState::playing) return;
    position_ = clock(now);
    state_ = FilmState::paused;
    if (sound_) sound_->hold();
}

void Film::stop() {
    const std::lock_guard lock(mutex_);
    if (state_ != FilmState::playing && state_ != FilmState::paused) return;
    state_ = FilmState::ready;
    sound_.reset();
    queue_.clear();
    shown_ = {};
    position_ = Time{0};
}

// While sound goes on it is the clock; between two of the device's steps, and where it stands
// still, the caller's clock goes on from what was heard last. Never backwards.
Time Film::clock(Time now) {
    if (sound_) {
        const std::int64_t heard = sound_->heard();
        if (heard > last_heard_) {
            last_heard_ = heard;
            base_ = time_of(heard);
            since_ = now;
        }
    }
    return std::max(position_, base_ + (now - since_));
}

FilmView Film::at(Time now) {
    const std::lock_guard lock(mutex_);
    FilmView view;
    const bool playing = state_ == FilmState::playing;
    if (playing || state_ == FilmState::paused) {
        if (playing) position_ = clock(now);
        catch_up();
        const Time next = queue_.empty() ? shown_.until : queue_.front().from;
        if (playing && !starved_) view.next_change = now + std::max(Time{1}, next - position_);
        if (playing && done_ && queue_.empty() && shown_.until <= position_) {
            state_ = FilmState::ready;
            position_ = Time{0};
            view.next_change.reset();
        }
        changed_.notify_one();
    }
    if (state_ == FilmState::ready || state_ == FilmState::failed) sound_.reset();
    const bool under_way = state_ == FilmState::playing || state_ == FilmState::paused;
    view.state = state_;
    view.fault = fault_;
    view.length = info_.length;
    view.position = position_;
    view.picture = under_way ? shown_.picture : first_;
    view.late = state_ == FilmState::opening || (under_way && starved_);
    return view;
}

// To the frame of `position_`, or as near as is decoded; a paused film too comes to its moment.
void Film::catch_up() {
    while (!queue_.empty() && queue_.front().from <= position_) {
        shown_ = std::move(queue_.front());
        queue_.pop_front();
    }
    starved_ = !done_ && queue_.empty() && shown_.until <= position_;
}

bool Film::wants_sound() const {
    return state_ == FilmState::playing && sound_ && !sound_done_ &&
           sound_->written() - sound_->heard() < kSoundAhead;
}

bool Film::has_work() const {
    if (state_ != FilmState::playing && !(state_ == FilmState::paused && starved_)) return false;
    return rewind_ || wants_sound() || (!done_ && queue_.size() < kFramesAhead);
}

void Film::fail(FilmFault fault) {
    const std::lock_guard lock(mutex_);
    state_ = FilmState::failed;
    fault_ = fault;
    first_.reset();
    queue_.clear();
    shown_ = {};
}

bool Film::open(const std::stop_token& stop) {
    Opened opened = open_(stop);
    if (!opened.reel) {
        fail(opened.fault);
        return false;
    }
    reel_ = std::move(opened.reel);
    std::optional<Frame> first;
    do {
        first = reel_->next(Time{-1});
    } while (first && !first->picture);
    if (!first) throw FilmFault::damaged;
    const std::lock_guard lock(mutex_);
    info_ = reel_->info();
    first_ = std::move(first->picture);
    state_ = FilmState::ready;
    return true;
}

// The outermost loop of the film's thread: what goes wrong is a state of the film.
void Film::work(const std::stop_token& stop) {
    try {
        const bool opened = open(stop);
        wake_();
        if (!opened) return;
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            const bool sounds = state_ == FilmState::playing && sound_ && !sound_done_;
            const auto due = [this] { return has_work(); };
            if (sounds) {
                changed_.wait_for(lock, stop, kSoundPace, due);
            } else {
                changed_.wait(lock, stop, due);
            }
            if (stop.stop_requested() || !has_work()) continue;
            if (rewind_) {
                rewind_ = false;
                reel_->rewind();
            }
            if (wants_sound())
                fill_sound(lock);
            else if (!done_ && queue_.size() < kFramesAhead)
                decode_next(lock);
        }
    } catch (FilmFault fault) {
        fail(fault);
        wake_();
    } catch (const std::bad_alloc&) {
        fail(FilmFault::unsupported);
        wake_();
    }
}

void Film::decode_next(std::unique_lock<std::mutex>& lock) {
    const Time late = position_;
    lock.unlock();
    std::optional<Frame> frame = reel_->next(late);
    lock.lock();
    if (rewind_ || state_ == FilmState::ready) return;  // begun anew meanwhile
    if (frame && !frame->picture) return;
    if (frame) {
        queue_.push_back(std::move(*frame));
    } else {
        done_ = true;
    }
    if (!starved_) return;
    lock.unlock();
    wake_();
    lock.lock();
}

void Film::fill_sound(std::unique_lock<std::mutex>& lock) {
    const Sound* sound = sound_.get();
    lock.unlock();
    const std::vector<std::int16_t> samples = reel_->next_sound();
    lock.lock();
    if (rewind_ || sound_.get() != sound) return;
    if (samples.empty()) {
        sound_done_ = true;
    } else {
        sound_->write(samples);
    }
}

}  // namespace villageboard::film
