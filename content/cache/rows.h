/// What the cache of a terminal holds, row by row, as the agent writes it and the kiosk reads it.
/// Plain values: no database in here. Digests are 64 lower-case hex digits everywhere.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/model/kind.h"
#include "content/model/time.h"

namespace villageboard::cache {

/// What became of an item. `expired` follows from the time given to a query, or was noted by the
/// agent earlier: a clock that goes back never un-expires an item.
enum class ItemState { live, expired, retired, withdrawn, erased };

/// Whether the text of an item can be shown.
enum class BodyState {
    present,
    sealed,   ///< for the village only, and this terminal does not hold the key (yet)
    purged,   ///< its signed keep-until passed; what the envelope tells stays
    absent,   ///< the operation carries no body (a retirement without a word)
    damaged,  ///< the feed's frame did not match its digest; another source may have it
};

/// One item as a list shows it: its newest revision whose embargo is over.
struct ItemRow {
    std::string id;              ///< UUIDv7
    std::uint32_t revision = 0;  ///< the revision shown, from 1
    Kind kind = Kind::notice;
    std::string catalogue;  ///< catalogue code, "N02"; may be empty
    std::string area;       ///< significant digits of the area whose feed carries it
    Priority priority = Priority::normal;
    ItemState state = ItemState::live;
    BodyState body_state = BodyState::present;
    Audience audience = Audience::public_;  ///< the rendition that title and body come from
    std::optional<Day> formed;              ///< day on which the document or decision came about
    Instant published{};                    ///< of the revision shown
    Instant first_published{};              ///< of revision 1
    std::optional<Instant> expires;
    std::optional<Day> notice_from;  ///< public-notice period, both days included
    std::optional<Day> notice_to;
    std::string office;                  ///< office code
    std::vector<std::string> reviewers;  ///< role codes
    std::string group;                   ///< group or natural village where narrower; may be empty
    std::string title;                   ///< from the body; empty while sealed, purged or erased
    std::string plain_title;             ///< what a villager would call it; may be empty
    std::string summary;                 ///< of a withdrawn item: the reason
    std::optional<Instant> event_end;    ///< of a notice that announces an event
};

/// A body as published, checked against its signed digest.
struct StoredBody {
    std::string id;
    std::uint32_t revision = 0;
    Audience audience = Audience::public_;
    std::string json;  ///< UTF-8, first member "salt"; at most 4 MiB
};

/// One step in the life of an item, oldest first: what was once public stays to be seen.
struct RevisionRow {
    std::uint32_t revision = 0;
    Operation operation = Operation::publish;
    Instant published{};
    std::optional<Day> formed;
    BodyState body_state = BodyState::present;
};

/// One file that belongs to a revision.
struct AttachmentRow {
    std::string
        digest;  ///< SHA-256 of the file as it travels (for the village: of the sealed bytes)
    std::uint64_t size = 0;  ///< bytes as it travels
    std::string mime;
    std::string role;      ///< picture, voucher, original, audio, poster
    std::string language;  ///< BCP 47 tag; may be empty
    Audience audience = Audience::public_;
    std::optional<std::filesystem::path>
        file;                 ///< where the opened file lies; nothing while not here
    std::string file_digest;  ///< SHA-256 of that opened file; empty where it isn't known
};

/// What is known of one feed. Only verified values stand here.
struct FeedRow {
    std::string area;    ///< significant digits
    std::string origin;  ///< "<county origin>/<area>"
    std::uint64_t size = 0;
    std::string root;      ///< hex
    Instant confirmed{};   ///< freshness: at this time the county's signer called this the largest
    Instant contacted{};   ///< last time any source answered for this feed, by the terminal's clock
    bool granted = false;  ///< a further village that the county granted, not on the own path
    std::string successor;  ///< area code that follows an abolished one; else empty
};

}  // namespace villageboard::cache
