/// The films and moving posters of the page that is being built. What was on the page in the last
/// frame and isn't in this one is stopped and dropped, whyever it went: a person left the page,
/// scrolled it away, nobody was there any more, or a warning took over. One film plays at a time.
/// UI thread only.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/film/film.h"

namespace villageboard::film {

class Cinema {
  public:
    /// `wake` is called from other threads when there is something new to show; it must not throw
    /// or block. `open_sound` may be empty: then films are silent and keep to the caller's clock.
    Cinema(std::function<void()> wake, OpenSound open_sound);

    /// A frame begins and ends; `now` as in Film.
    void begin(Time now);
    void end();

    /// The film that the frame shows at this place; opened if it is new there. `box` is its size.
    FilmView film(const draw::StoredFile& file, draw::Size box);
    /// Play from the beginning or go on; every other film stops. Then pause, or back to the
    /// beginning. For a file that film() was asked for in this frame.
    void play(const draw::StoredFile& file, draw::Size box);
    void pause(const draw::StoredFile& file, draw::Size box);
    void stop(const draw::StoredFile& file, draw::Size box);
    /// A moving poster, which begins by itself and after its turns stands at its first frame.
    FilmView poster(const draw::StoredFile& file, draw::Size box);

    /// When something on the page changes by itself, by `now`'s clock; nothing while all stands.
    std::optional<Time> next_change() const { return next_change_; }
    /// Whether a film plays: somebody is watching.
    bool playing() const { return playing_; }
    /// How many of the page's films are not yet where the clock is.
    int late() const { return late_; }
    /// How many are open.
    std::size_t open_films() const { return shows_.size(); }
    /// What could not be shown is opened again when next asked for.
    void retry_failed();

  private:
    struct Show {
        std::unique_ptr<Film> film;
        bool poster = false;
        bool begun = false;
        bool seen = true;  ///< in this frame
    };
    using Open = Opened (*)(const draw::StoredFile&, draw::Size, const std::stop_token&);
    static std::string key_of(const draw::StoredFile& file, draw::Size box);
    Show& show(const draw::StoredFile& file, draw::Size box, Open open);
    FilmView look(Show& show);

    const std::function<void()> wake_;
    const OpenSound open_sound_;
    std::map<std::string, Show> shows_;
    Time now_{0};
    std::optional<Time> next_change_;
    bool playing_ = false;
    int late_ = 0;
};

}  // namespace villageboard::film
