#include "kiosk/film/cinema.h"

#include <algorithm>

namespace villageboard::film {

Cinema::Cinema(std::function<void()> wake, OpenSound open_sound)
    : wake_(std::move(wake)), open_sound_(std::move(open_sound)) {}

void Cinema::begin(Time now) {
    now_ = now;
    next_change_.reset();
    playing_ = false;
    late_ = 0;
    for (auto& [key, show] : shows_) show.seen = false;
}

void Cinema::end() {
    std::erase_if(shows_, [](const auto& entry) { return !entry.second.seen; });
}

std::string Cinema::key_of(const draw::StoredFile& file, draw::Size box) {
    return std::to_string(box.width) + "x" + std::to_string(box.height) + " " + file.sha256 + " " +
           file.path.string();
}

Cinema::Show& Cinema::show(const draw::StoredFile& file, draw::Size box, Open open) {
    Show& show = shows_[key_of(file, box)];
    show.seen = true;
    if (!show.film)
        show.film = std::make_unique<Film>(
            [=](const std::stop_token& stop) { return open(file, box, stop); }, wake_, open_sound_);
    return show;
}

FilmView Cinema::look(Show& show) {
    FilmView view = show.film->at(now_);
    if (view.next_change)
        next_change_ = std::min(next_change_.value_or(*view.next_change), *view.next_change);
    if (view.late) ++late_;
    return view;
}

FilmView Cinema::film(const draw::StoredFile& file, draw::Size box) {
    const FilmView view = look(show(file, box, open_film));
    playing_ = playing_ || view.state == FilmState::playing;
    return view;
}

FilmView Cinema::poster(const draw::StoredFile& file, draw::Size box) {
    Show& moving = show(file, box, open_poster);
    moving.poster = true;
    FilmView view = look(moving);
    if (view.state != FilmState::ready || moving.begun) return view;
    moving.begun = true;
    moving.film->play(now_);
    return look(moving);
}

void Cinema::play(const draw::StoredFile& file, draw::Size box) {
    const std::string chosen = key_of(file, box);
    for (auto& [key, show] : shows_) {
        if (key == chosen)
            show.film->play(now_);
        else if (!show.poster)
            show.film->stop();
    }
}

void Cinema::pause(const draw::StoredFile& file, draw::Size box) {
    if (const auto found = shows_.find(key_of(file, box)); found != shows_.end())
        found->second.film->pause(now_);
}

void Cinema::stop(const draw::StoredFile& file, draw::Size box) {
    if (const auto found = shows_.find(key_of(file, box)); found != shows_.end())
        found->second.film->stop();
}

void Cinema::retry_failed() {
    std::erase_if(shows_, [&](auto& entry) {
        return entry.second.film->at(now_).state == FilmState::failed;
    });
}

}  // namespace villageboard::film
