/// What the screens know: the cache's items for one village, grouped as a villager asks for them,
/// with names of places and the state of the clock. A thin, caching reader over content/cache; the
/// decisions (which item belongs where, is this alert still on) are pure functions below it.
/// UI thread only. A busy or damaged cache keeps what was read before.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/cache/reader.h"
#include "content/catalogue/glossary.h"
#include "content/model/body.h"
#include "kiosk/draw/stored_file.h"
#include "kiosk/strings/phrasebook.h"
#include "kiosk/theme/theme.h"

namespace villageboard::kiosk {

/// The clock as far as it can be trusted (wire.md, "Time").
struct BoardTime {
    Instant now{};       ///< the wall clock when known, else the newest verified time
    bool known = false;  ///< days left are told only when known
    Day today() const { return shanghai_day(now); }
};

/// `known` = at or above the newest verified time and less than 400 days above it. Without any
/// verified time (nothing received yet) the clock is taken as it is, not known.
BoardTime trusted_time(Instant wall, std::optional<Instant> newest_verified);

/// Where an item is found; nothing for what has no place of its own (alerts, reference data).
std::optional<Subject> subject_of(Kind kind);

/// When what a notice announces is over; nothing where it announces no event. Without an end it is
/// over with the day of its beginning.
std::optional<Instant> event_end(const Notice& notice);

/// One warning that is on now.
struct ActiveAlert {
    cache::ItemRow item;
    std::shared_ptr<const Body> body;
    const Alert& alert() const { return std::get<Alert>(*body); }
    bool takes_over() const;  ///< red or orange, and real
};

/// Whether it is still to be shown. Without an expiry it ends 24 hours after it took effect.
/// With an unknown clock only the newest verified time ends it.
bool still_on(const Alert& alert, const BoardTime& time);

/// What somebody recorded of an item.
struct Recording {
    enum class State {
        none,    ///< nobody has recorded it in this language
        coming,  ///< published, but not on this terminal yet
        there,
    };
    State state = State::none;
    draw::StoredFile file = {};  ///< only when there
};

/// How many files were published for what is shown and are not on this terminal yet.
struct Coming {
    std::size_t pictures = 0;  ///< pictures, films and vouchers
    std::size_t recordings = 0;
    std::size_t others = 0;
    bool any() const { return pictures + recordings + others > 0; }
};
Coming coming_among(const std::vector<cache::AttachmentRow>& attachments);

class Board {
  public:
    Board(std::filesystem::path data_dir, std::function<Instant()> clock);

    /// Looks for new content; true when something changed. Cheap enough for each second.
    bool refresh();
    /// Whether content was ever received.
    bool ready() const { return reader_.ready(); }
    /// Whether the last look at the cache failed: what is shown is older than it could be.
    bool damaged() const { return damaged_; }
    /// Goes up with each change.
    std::uint64_t version() const { return version_; }
    BoardTime time() const;

    /// The villages followed: digits, own first. Empty before the first content.
    const std::vector<std::string>& villages() const { return villages_; }
    const std::string& village() const { return village_; }
    void choose_village(const std::string& digits);
    /// The name of an area in the county's table of areas; empty where it isn't known.
    std::string area_name(const std::string& digits) const;
    /// Who published the newest thing that is the area's own; empty when nothing was.
    std::string office_name(const std::string& digits) const;
    /// When the village's content was last confirmed; nothing before.
    std::optional<Instant> confirmed() const;

    /// Items of a subject for this village, live ones, newest first. Notices leave when what they
    /// announce is over.
    std::vector<cache::ItemRow> items(Subject subject) const;
    std::vector<cache::ItemRow> items(const std::vector<Kind>& kinds) const;
    /// Of these catalogue codes whatever was ever published and not taken back, also what is over
    /// or replaced; newest first.
    std::vector<cache::ItemRow> published(const std::vector<std::string>& codes) const;
    /// The day on which the village's own feed began, as far as the cache tells.
    std::optional<Day> began() const;
    /// What on the village's path matches what was typed, at most `limit`: titles first.
    std::vector<cache::SearchHit> search(const std::string& typed, std::size_t limit) const;
    /// Names of the programmes that can be found.
    std::vector<std::string> programmes() const;
    /// What is newest for the people: notices, rolls, reports, policies.
    std::vector<cache::ItemRow> newest(std::size_t count) const;
    std::optional<cache::ItemRow> item(const std::string& id) const;
    /// The item's text; null while it is not here (sealed, purged, withdrawn, damaged).
    std::shared_ptr<const Body> body(const cache::ItemRow& item) const;
    /// What the world may see of it, for whatever leaves the hall; null where it may see nothing.
    std::shared_ptr<const Body> public_body(const cache::ItemRow& item) const;
    std::vector<cache::AttachmentRow> attachments(const cache::ItemRow& item) const;
    std::vector<cache::RevisionRow> revisions(const cache::ItemRow& item) const;
    /// The item read aloud by a person in `language`; of its base language ("lis" for "lis-CN")
    /// where there is none in exactly this one.
    Recording recording(const cache::ItemRow& item, std::string_view language) const;
    /// Of the whole board.
    Coming coming() const;

    /// The name of an item for a list: the short one where it has one, in `language` where it is
    /// there and says what the item says now.
    std::string title(const cache::ItemRow& item, const std::string& language) const;

    /// The languages in which this terminal speaks.
    const Phrasebook& phrasebook() const { return phrasebook_; }
    /// Of the languages that ship only these are offered.
    void offer_languages(const std::vector<std::string>& shipped) { phrasebook_.offer(shipped); }

    /// Plain words for terms of office: the county's, else the program's own. Never null.
    const std::shared_ptr<const Glossary>& glossary() const { return glossary_; }

    /// Warnings that are on, most severe first; cancelled and replaced ones are gone.
    const std::vector<ActiveAlert>& alerts() const { return alerts_; }
    /// Looks again which warnings are on; true when that changed. Called as time passes.
    bool refresh_alerts();

  private:
    void load();
    void load_areas();
    void load_glossary();
    void load_phrases();
    void load_office(const std::string& digits);
    std::vector<std::string> path() const;
    template <typename Query>
    auto guarded(Query query) const -> decltype(query());

    mutable cache::CacheReader reader_;
    std::function<Instant()> clock_;
    std::vector<cache::FeedRow> feeds_;
    std::vector<std::string> villages_;
    std::string village_;
    std::map<std::string, std::string> names_;    ///< by area
    std::map<std::string, std::string> offices_;  ///< by area
    std::shared_ptr<const Glossary> glossary_;
    std::vector<ActiveAlert> alerts_;
    Phrasebook phrasebook_;
    mutable std::map<std::string, std::string> titles_;  ///< by language, id and revision
    mutable std::map<std::string, std::shared_ptr<const Body>> bodies_;
    mutable bool damaged_ = false;
    bool stale_ = false;  ///< something changed that could not be read yet
    std::uint64_t version_ = 0;
};

}  // namespace villageboard::kiosk
