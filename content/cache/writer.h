/// The one writer of the cache. The agent gives it what it verified; what the screens read follows
/// from it inside the same transaction. Nothing here verifies: only verified values come in.
/// Every function that writes takes a Transaction of this writer's database; an Error leaves the
/// transaction to be rolled back, and the cache is as before. One thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/cache/database.h"
#include "content/cache/rows.h"

namespace villageboard::cache {

/// A feed as far as the cache holds it: size, root and frontier always change together with the
/// items, and the ETag is that of the checkpoint of exactly this size.
struct FeedState {
    std::string area = {};
    std::string origin = {};
    std::uint64_t size = 0;
    std::string root = {};    ///< hex
    Bytes frontier = {};      ///< the hashes of the complete subtrees, as sync/feed writes them
    std::string note = {};    ///< the checkpoint note, verbatim
    std::string etag = {};    ///< empty: none known
    std::string source = {};  ///< the source that gave the ETag: it means nothing to another one
    Instant confirmed{};
    Instant contacted{};
    bool granted = false;
    std::string successor = {};
    /// Bytes of the feed's last, unfinished pack that this size covers: the next range starts
    /// there.
    std::uint64_t pack_bytes = 0;
};

struct NewBody {
    Audience audience = Audience::public_;
    std::string digest = {};
    std::uint64_t size = 0;
    std::optional<Instant> keep_until = {};
    BodyState state = BodyState::present;
    std::string content = {};  ///< the JSON when present, the sealed frame when sealed, else empty
};

struct NewAttachment {
    Audience audience = Audience::public_;
    std::string digest = {};
    std::uint64_t size = 0;
    std::string mime = {};
    std::string language = {};
    std::string role = {};
};

/// A verified entry that concerns an item, with its bodies.
struct NewRevision {
    std::string id = {};
    std::uint32_t revision = 0;
    std::string area = {};
    std::uint64_t entry = 0;  ///< index in the feed
    Operation operation = Operation::publish;
    Kind kind = Kind::notice;
    std::string catalogue = {};
    Priority priority = Priority::normal;
    std::optional<Day> formed = {};
    Instant published{};
    std::optional<Instant> embargo = {};
    std::optional<Instant> expires = {};
    std::optional<Day> notice_from = {};
    std::optional<Day> notice_to = {};
    std::string office = {};
    std::vector<std::string> reviewers = {};
    std::string group = {};
    std::vector<NewBody> bodies = {};
    std::vector<NewAttachment> attachments = {};
};

struct KnownItem {
    std::string area = {};
    std::uint32_t newest = 0;  ///< the newest revision, whatever its operation
    Kind kind = Kind::notice;
    Operation operation = Operation::publish;  ///< of the newest revision
    std::uint64_t entry = 0;                   ///< index of the newest revision
};

struct WaitingBody {
    std::string id = {};
    std::uint32_t revision = 0;
    std::string area = {};
    std::string digest = {};
    std::uint64_t size = 0;
    std::string sealed = {};  ///< the sealed frame
};

struct WantedFile {
    std::string digest = {};
    std::uint64_t size = 0;
    Audience audience = Audience::public_;
    std::string area = {};
};

/// A revision that refers to a file.
struct FileUse {
    std::string id = {};
    std::uint32_t revision = 0;
};

struct KnownDictionary {
    std::uint32_t dict_id = 0;
    std::uint64_t entry = 0;  ///< frames of later entries may use it
    std::string digest = {};
    std::uint64_t size = 0;
    Bytes content = {};  ///< empty: not fetched yet
};

/// What was done because the feed, or a signed keep-until, asked for it.
struct Acknowledgement {
    std::string id = {};
    std::string area = {};
    std::uint64_t entry = 0;  ///< index of the entry that asked for it
    std::string what = {};    ///< "erase", "withdraw", "keep_until"
    Instant done{};
};

class CacheWriter {
  public:
    /// Opens or makes the file and brings its schema and search index up to date. Error `corrupt`
    /// when damaged.
    explicit CacheWriter(const std::filesystem::path& path, const std::string& vfs = {});

    Database& database() { return database_; }

    std::vector<FeedState> feeds();
    std::optional<FeedState> feed(std::string_view area);
    void put_feed(Transaction& transaction, const FeedState& feed);
    /// A source answered for this feed and had nothing new.
    void touch_feed(Transaction& transaction, std::string_view area, Instant contacted);

    std::optional<KnownItem> known(std::string_view id);
    /// `now` decides whether its embargo is over and whether it has expired; what was shown stays
    /// shown and what expired stays so. An erasure removes every body and file row of the item and
    /// notes what has to follow on disk, see removals().
    void add(Transaction& transaction, const NewRevision& revision, Instant now);

    /// Bodies kept sealed for want of a key, at most `limit`.
    std::vector<WaitingBody> waiting(std::string_view area, std::size_t limit);
    bool any_waiting();
    /// Puts the opened text in the place of the sealed one.
    void open_body(Transaction& transaction, const WaitingBody& body, const std::string& json,
                   Instant now);

    /// Lets time pass: shows what is no longer under embargo, marks what expired, and purges every
    /// body past its keep-until. What has to follow on disk stands in removals().
    struct Passed {
        std::size_t shown = 0;
        std::size_t expired = 0;
        std::size_t purged = 0;
    };
    Passed pass_time(Transaction& transaction, Instant now);

    /// What an erasure or purge left to do outside of the database, until removed() says it is
    /// done: noted in the transaction of the erasure, so that a kill can't lose it.
    struct Removals {
        std::vector<std::string> files;  ///< digests of files no item needs any more
        bool log = false;                ///< old text may stand in the log, parts or generations
    };
    Removals removals();
    /// Writes the search indexes anew, so that nothing of what was removed stays in them. Has to be
    /// done before the log is emptied.
    void compact(Transaction& transaction);
    /// `now` is when the text was gone for good: what asked for it is carried out from then on.
    void removed(Transaction& transaction, const Removals& done, Instant now);

    /// Erasures, withdrawals and keep-untils that were carried out and that the county was not told
    /// of yet, in no order.
    std::vector<Acknowledgement> acknowledgements(std::size_t limit);
    bool any_acknowledgement();
    /// The county has taken these.
    void told(Transaction& transaction, const std::vector<Acknowledgement>& told);

    /// Files not here yet, alerts first, then high, normal, low, the newest first in each.
    std::vector<WantedFile> wanted(std::size_t limit);
    /// `opened` is the SHA-256 of what lies in the folder, where that isn't `digest` itself.
    void set_held(Transaction& transaction, std::string_view digest, std::string_view opened = {});
    std::vector<FileUse> uses(std::string_view digest);
    /// Whether any revision still refers to the file.
    bool needed(std::string_view digest);

    /// The public bodies of live items of a kind (reference data), newest first.
    std::vector<std::string> live_bodies(Kind kind);

    std::vector<KnownDictionary> dictionaries(std::string_view area);
    void put_dictionary(Transaction& transaction, std::string_view area,
                        const KnownDictionary& dictionary);

  private:
    struct Rendition;
    void insert(Transaction& transaction, const NewRevision& revision);
    void drop_bodies(Transaction& transaction, std::string_view id);
    void note_removals(Transaction& transaction, const std::vector<std::string>& digests);
    void note_request(Transaction& transaction, const NewRevision& revision, Instant now);
    void project(Transaction& transaction, std::string_view id, Instant now);
    Rendition rendition(std::string_view id, std::uint32_t revision);
    void purge_files(Transaction& transaction, std::string_view id, std::uint32_t revision,
                     std::string_view audience);
    std::size_t expire(Transaction& transaction, Instant now);
    void rebuild_search();
    void index_shown(Transaction& transaction, std::string_view id);
    bool was_expired(std::string_view id, std::uint32_t revision);

    Database database_;
};

}  // namespace villageboard::cache
