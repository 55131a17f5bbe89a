/// Reads the cache of a terminal: what the screens show. Never writes, never migrates.
/// It follows `cache.current` in the data folder, so that a rebuilt cache takes over by itself.
/// Opened read-write with `query_only`, since a WAL database can't be read once its writer left
/// unless its shared memory can be made. A terminal that never synced has no cache: then every
/// query gives nothing. One reader per thread. Failures are Error: `retry` (busy), `corrupt`
/// (damaged: go on showing what is on screen, the agent rebuilds).
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/cache/rows.h"
#include "content/cache/search_index.h"

namespace villageboard::cache {

enum class ListOrder {
    priority_then_date,  ///< alerts first, then high, normal, low; the newest first in each
    newest_first,
    period_then_date,  ///< by the day formed, latest first (finance reports, statistics)
};

/// Which items. An empty list of a criterion means "any"; `states` empty means live only.
struct ListQuery {
    std::vector<Kind> kinds = {};
    std::vector<std::string> areas = {};      ///< significant digits, exactly these feeds
    std::vector<std::string> catalogue = {};  ///< codes
    std::vector<ItemState> states = {};
    std::optional<Priority> at_least = {};  ///< this priority or a more urgent one
    std::string group = {};           ///< items of this group and items of no group; empty: all
    std::optional<Instant> now = {};  ///< expiry counts to this time; nothing: as the agent noted
    std::optional<Instant> events_after = {};  ///< leaves out notices whose event is over by then
    ListOrder order = ListOrder::priority_then_date;
    std::size_t limit = 100;
    std::size_t offset = 0;
};

/// An item that was found, and what of it matched.
struct SearchHit {
    ItemRow item;
    Found found;
};

class CacheReader {
  public:
    /// `data_dir` is the terminal's data folder (the one with `cache.current`). Need not have one
    /// yet.
    explicit CacheReader(std::filesystem::path data_dir);
    ~CacheReader();
    CacheReader(const CacheReader&) = delete;
    CacheReader& operator=(const CacheReader&) = delete;

    /// Looks for a newer generation or newer rows; true when anything may have changed since the
    /// last call (the first call says true when there is a cache). Cheap: a stat and one pragma.
    /// Not to be called while a Batch lives.
    bool refresh();
    /// Whether there is a cache to read.
    bool ready() const;
    /// The generation being read; 0 while there is none.
    std::uint64_t generation() const;

    /// All queries made while it lives see one state of the cache. Keep it short: a reader that
    /// stays makes the write-ahead log grow.
    class Batch {
      public:
        explicit Batch(CacheReader& reader);
        ~Batch();
        Batch(const Batch&) = delete;
        Batch& operator=(const Batch&) = delete;

      private:
        CacheReader& reader_;
    };

    /// As fast with 100,000 items as with a hundred where areas and kinds or areas and catalogue
    /// codes are named and the newest come first.
    std::vector<ItemRow> list(const ListQuery& query) const;
    /// How many items list() would give without limit and offset.
    std::size_t count(const ListQuery& query) const;
    std::optional<ItemRow> item(std::string_view id) const;
    /// When the area's oldest item that was not erased was first published.
    std::optional<Instant> first_published(std::string_view area) const;

    /// The best rendition held of that revision: `village` before `public`. Nothing when it is
    /// sealed, purged, erased or withdrawn. Its SHA-256 is checked against the signed digest:
    /// Error `corrupt` when it differs.
    std::optional<StoredBody> body(std::string_view id, std::uint32_t revision) const;
    /// The public rendition only: for whatever leaves the hall (codes, prints for taking away).
    std::optional<StoredBody> public_body(std::string_view id, std::uint32_t revision) const;

    /// Every revision, oldest first; empty for an unknown id.
    std::vector<RevisionRow> revisions(std::string_view id) const;
    /// The files of a revision in the envelope's order, of the rendition body() would give
    /// (files for everybody belong to both).
    std::vector<AttachmentRow> attachments(std::string_view id, std::uint32_t revision) const;

    /// What of the live items matches what was typed: titles before bodies, the newest first in
    /// each. By characters, pinyin, first letters of pinyin, or a mixture (search_pattern.h). Never
    /// finds persons. Some milliseconds at most.
    std::vector<SearchHit> search(const SearchQuery& query) const;
    /// Names of the programmes that live items tell of, each once.
    std::vector<std::string> programmes() const;
    /// Files that items still shown refer to and that are not here yet, each once.
    std::vector<AttachmentRow> awaited() const;

    /// Every feed that this terminal follows: county, town, village, then granted ones.
    std::vector<FeedRow> feeds() const;

  private:
    struct Open;
    std::filesystem::path data_dir_;
    std::unique_ptr<Open> open_;
};

}  // namespace villageboard::cache
