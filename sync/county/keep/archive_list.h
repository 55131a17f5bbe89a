/// What a year's archive lists: every entry of one feed that is about an item and became public in
/// that year, each with what has become of it. It follows from the signed entries alone, so whoever
/// holds them can make the list again and see that nothing was left out. Pure; one object a thread.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/entry.h"

namespace villageboard::county {

/// What an entry is when the archive is made.
enum class LineState {
    current,    ///< its words stand
    corrected,  ///< a newer revision took its place
    expired,
    off_the_board,  ///< its keep-until has passed: boards and pages no longer show it
    ended,
    withdrawn,
    withdrawal,  ///< says why the item was withdrawn
    // from here on: a line without words
    ending,
    erasure,
    erased,
    village_only,    ///< has nothing public
    not_yet_public,  ///< under embargo
    reference,       ///< data for programs, such as the catalogue
};
inline constexpr std::size_t kLineStates = 13;
/// "current", "not_yet_public". Never changed: archives hold them.
std::string_view to_string(LineState state);
/// Whether the archive holds the public words of a line in this state.
bool has_words(LineState state);

struct ArchiveLine {
    std::uint64_t index = 0;  ///< position in the feed
    feed::Envelope envelope;
    std::vector<std::string> signers;  ///< names of the publisher keys
    std::string number;                ///< "539921102205-2026-0001": counts in the area and year
    LineState state = LineState::current;
};

/// The public body that an envelope names; null: none.
const feed::BodyRef* public_body_of(const feed::Envelope& envelope);
/// When an entry became public: published, or the end of its embargo.
Instant public_since(const feed::Envelope& envelope);

class YearList {
  public:
    /// `year` in Asia/Shanghai; `made`: the moment whose states are told.
    YearList(AreaCode area, int year, Instant made);

    /// All entries of the feed, in order from 0; those before and after the year tell what became
    /// of those in it.
    void add(std::uint64_t index, const feed::OpenedEntry& entry);

    /// In the order of the feed.
    std::vector<ArchiveLine> lines() const;

  private:
    struct Standing {
        std::uint32_t shown = 0;  ///< newest revision with words that is not under embargo
        bool withdrawn = false;
        bool ended = false;
        bool erased = false;
    };
    LineState state_of(const feed::Envelope& envelope) const;
    bool embargoed(const feed::Envelope& envelope) const;

    AreaCode area_;
    int year_;
    Instant made_;
    std::map<std::string, Standing> items_;
    std::vector<ArchiveLine> lines_;
};

}  // namespace villageboard::county
