/// The county's database: one class for all SQL, on SQLite and on PostgreSQL alike.
/// Rows are plain structs whose byte strings are raw; in the tables binary is base64 text (the
/// database layer cuts strings at NUL on one engine); every column is read into a static type; no
/// vector binds, no blobs. One Repository is one connection: one thread at a time. Several
/// processes may share a database. Failures are Error: retry (busy, unreachable, disk full),
/// invalid (newer schema), corrupt.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace villageboard::county {

struct FeedRow {
    std::string area;
    std::uint64_t size = 0;
    std::string frontier;  ///< feed::Frontier::to_bytes() of these entries
    std::string note;  ///< the last signed checkpoint with its cosignature; empty before the first
    std::uint64_t note_size = 0;
    std::int64_t note_time = 0;  ///< freshness time of `note`, Unix seconds
};

/// An entry with its bodies, as both stand in the feed's files.
struct EntryRow {
    std::uint64_t index = 0;
    std::string item;  ///< item id; empty for a dictionary
    std::uint32_t revision = 0;
    std::string entry;   ///< the signed note
    std::string record;  ///< the pack record; body frames zeroed once erased
};

/// An item's present state; the words are those of feed::ItemPhase.
struct ItemRow {
    std::string id;
    std::string kind;
    std::uint32_t revision = 0;
    std::string phase;  ///< live, withdrawn, retired, erased
    std::uint64_t last_index = 0;
};

struct PublicationRow {
    std::uint64_t index = 0;
    std::string item;
};

struct DictionaryRow {
    std::uint32_t id = 0;
    std::uint64_t index = 0;       ///< of the entry that names it
    std::string bytes;             ///< empty once a training item was erased
    std::uint64_t trained_on = 0;  ///< how many bodies
};

struct UnfinishedRow {
    std::string what;   ///< "rewrite" or "remove_blob"
    std::string value;  ///< index of the entry, or digest of the blob
};

struct DraftRow {
    std::string id;
    std::string area;
    std::string document;  ///< item JSON
    std::string folder;    ///< where its attachments lie
    std::string created;   ///< RFC 3339
};

struct VillageKeyRow {
    std::uint32_t version = 0;
    std::string secret;  ///< 32 bytes
};

/// The PIN of a role at the terminals of one area, as they get it.
struct StaffPinRow {
    std::string role;
    std::string secret;  ///< the pepper's 64 hex digits, a space, and the hash
};

struct CodeRow {
    std::string id;  ///< the first four characters of the code
    std::string area;
    std::string secret;  ///< 10 bytes
    std::int64_t expires = 0;
    std::string request;  ///< SHA-256 of the request that used it; empty while unused
    std::string device;
};

enum class DeviceState { pending, accepted, revoked };

struct DeviceRow {
    std::string id;
    std::string area;
    std::string sign_key;  ///< 32 bytes, Ed25519
    std::string seal_key;  ///< 32 bytes, X25519
    DeviceState state = DeviceState::pending;
    std::int64_t created = 0;
    std::uint32_t keys_version = 0;   ///< of the last keys/<device id> that was written
    std::vector<std::string> grants;  ///< further villages that the county lets it follow
};

/// How to reach the database of a data folder.
struct DatabaseLocation {
    std::filesystem::path data;
    std::string database;  ///< "sqlite" or a postgresql:// URL
};

class Repository;

/// An open transaction that writes; what was written is gone unless commit() returned.
/// On SQLite it holds the write lock from the start (BEGIN IMMEDIATE).
class Transaction {
  public:
    explicit Transaction(Repository& repository);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Repository& repository_;
    bool open_ = true;
};

class Repository {
  public:
    /// Opens the database, makes or migrates its tables. A newer schema is Error(invalid).
    explicit Repository(const DatabaseLocation& location);
    ~Repository();
    Repository(const Repository&) = delete;
    Repository& operator=(const Repository&) = delete;

    // Feeds. lock_feed makes the feed when it is new and holds its row until the transaction ends.
    FeedRow lock_feed(Transaction&, const std::string& area);
    std::optional<FeedRow> feed(const std::string& area);
    std::vector<std::string> areas();
    void grow_feed(Transaction&, const std::string& area, std::uint64_t size,
                   const std::string& frontier);
    void store_note(Transaction&, const FeedRow& feed);

    // Entries of a feed.
    using VisitEntry = std::function<void(const EntryRow&)>;
    void add_entry(Transaction&, const std::string& area, const EntryRow& entry);
    /// Visits `count` entries from `first`, in order, a few at a time.
    void visit_entries(const std::string& area, std::uint64_t first, std::uint64_t count,
                       const VisitEntry& visit);
    std::vector<EntryRow> entries_of_item(const std::string& area, const std::string& item);
    void replace_record(Transaction&, const std::string& area, std::uint64_t index,
                        const std::string& record);

    // Blobs that entries name.
    void add_blob(Transaction&, const std::string& area, const std::string& item,
                  const std::string& sha256);
    /// Digests of all blobs that entries of an area name, each once.
    std::vector<std::string> blobs(const std::string& area);
    /// Forgets the blobs of an item; gives those that no other item in any feed names.
    std::vector<std::string> release_blobs(Transaction&, const std::string& area,
                                           const std::string& item);

    /// What an erasure still has to do in the feed folder.
    std::vector<UnfinishedRow> unfinished(const std::string& area);
    void add_unfinished(Transaction&, const std::string& area, const UnfinishedRow& row);
    void finish(Transaction&, const std::string& area, const std::vector<UnfinishedRow>& rows);

    std::optional<ItemRow> item(const std::string& area, const std::string& id);
    /// The live items of a kind, the one with the newest entry first.
    std::vector<ItemRow> live_items(const std::string& area, const std::string& kind);
    void put_item(Transaction&, const std::string& area, const ItemRow& item);

    /// What a draft with this digest has become, if it was published in this feed before.
    std::optional<PublicationRow> publication(const std::string& area, const std::string& digest);
    void add_publication(Transaction&, const std::string& area, const std::string& digest,
                         const PublicationRow& publication);

    /// In the order of their entries, those that lost their bytes included.
    std::vector<DictionaryRow> dictionaries(const std::string& area);
    void add_dictionary(Transaction&, const std::string& area, const DictionaryRow& dictionary,
                        const std::vector<std::string>& training_items);
    /// Ids of dictionaries that hold pieces of an item.
    std::vector<std::uint32_t> dictionaries_trained_on(const std::string& area,
                                                       const std::string& item);
    void empty_dictionary(Transaction&, const std::string& area, std::uint32_t id);

    void add_draft(Transaction&, const DraftRow& draft);
    std::optional<DraftRow> draft(const std::string& id);

    // Village keys, oldest version first.
    std::vector<VillageKeyRow> village_keys(const std::string& area);
    void add_village_key(Transaction&, const std::string& area, const VillageKeyRow& key);

    // PINs of staff, by role.
    std::vector<StaffPinRow> staff_pins(const std::string& area);
    void put_staff_pin(Transaction&, const std::string& area, const StaffPinRow& pin);
    /// False where there was none.
    bool remove_staff_pin(Transaction&, const std::string& area, const std::string& role);

    // Devices and their codes.
    void add_code(Transaction&, const CodeRow& code);
    std::optional<CodeRow> code(const std::string& id);
    void use_code(Transaction&, const CodeRow& code);
    void add_device(Transaction&, const DeviceRow& device);
    std::optional<DeviceRow> device(const std::string& id);
    std::vector<DeviceRow> devices();
    void put_device(Transaction&, const DeviceRow& device);
    /// False when this device used the nonce before. Forgets nonces that expired before `now`.
    bool use_nonce(Transaction&, const std::string& device, const std::string& nonce,
                   std::int64_t expires, std::int64_t now);
    /// Stores a report once, by its digest.
    void add_report(Transaction&, const std::string& device, const std::string& digest,
                    const std::string& received, const std::string& report);
    std::uint64_t report_count(const std::string& device);

    /// Whether the database answers.
    bool alive();

    /// The connection, for the files of sync/county/store that hold further families of tables.
    class Impl;
    Impl& impl() { return *impl_; }

  private:
    friend class Transaction;
    std::unique_ptr<Impl> impl_;
};

}  // namespace villageboard::county
