#include "sync/county/keep/newer_entries.h"

#include <algorithm>
#include <map>
#include <set>

#include "content/model/error.h"
#include "sync/county/keyring.h"
#include "sync/county/publish/feed_appender.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/publish/verification.h"
#include "sync/county/store/device_lock.h"
#include "sync/feed/bytes.h"
#include "sync/feed/item_history.h"
#include "sync/feed/pack.h"
#include "sync/feed/tile.h"
#include "sync/feed/writer.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kKeyBytes = 32;

/// One feed, completed within one transaction.
class Continuation {
  public:
    Continuation(const Tools& tools, feed::ByteSource& source, const feed::Root& root,
                 const AreaCode& area)
        : tools_(tools),
          source_(source),
          root_(root),
          area_(area),
          transaction_(tools.repository),
          row_(tools.repository.lock_feed(transaction_, area.digits())),
          dictionaries_(RepositorySource(tools.repository, area.digits()).dictionaries()) {
        done_.area = area.digits();
        done_.from = row_.size;
    }

    /// Nothing when the source has no more than the database.
    std::optional<ContinuedFeed> run() {
        const auto note = source_.get(area_.digits() + "/checkpoint", 0, feed::kMaxCheckpointBytes);
        if (!note) return std::nullopt;
        const auto opened = feed::open_checkpoint(*note, root_.checkpoint_keys(area_));
        if (opened.verdict != feed::Verdict::verified)
            throw refused("its checkpoint is not signed by this county's keys");
        const feed::Checkpoint& target = opened.checkpoint;
        if (target.size <= row_.size) return std::nullopt;
        if (!row_.frontier.empty()) {
            const auto frontier = feed::Frontier::parse(row_.frontier);
            if (!frontier) throw refused("the database's tree is damaged");
            frontier_ = *frontier;
        }
        for (std::uint64_t n = 0; n * feed::kTileWidth < target.size; ++n)
            read_pack(n, std::min(feed::kTileWidth, target.size - n * feed::kTileWidth));
        if (frontier_.root() != target.root)
            throw refused("its entries don't give the root of its checkpoint");
        store(*note, opened);
        done_.to = target.size;
        return done_;
    }

  private:
    Error refused(const std::string& why) const {
        return Error(ErrorKind::rejected, "The feed " + area_.digits() +
                                              " there does not continue the restored one: " + why +
                                              ".");
    }

    void read_pack(std::uint64_t n, std::uint64_t width) {
        const feed::Tile tile{feed::TileKind::pack, 0, n, static_cast<unsigned>(width)};
        const auto bytes = source_.get(area_.digits() + "/" + feed::tile_path(tile), 0,
                                       feed::kTileWidth * feed::max_record_bytes());
        if (!bytes) throw refused("the file " + feed::tile_path(tile) + " is missing");
        std::vector<EntryRow> ours;
        const std::uint64_t first = n * feed::kTileWidth;
        if (first < row_.size)
            tools_.repository.visit_entries(area_.digits(), first,
                                            std::min(width, row_.size - first),
                                            [&ours](const EntryRow& row) { ours.push_back(row); });
        feed::PackReader reader(*bytes);
        for (std::uint64_t i = 0; i < width; ++i) {
            const auto record = reader.next();
            const auto entry =
                record ? feed::unpack_entry(record->entry_frame, dictionaries_) : std::nullopt;
            if (!entry) throw refused("the file " + feed::tile_path(tile) + " is damaged");
            if (i < ours.size())
                compare(ours[i], *entry, std::string(record->bytes));
            else
                add(first + i, *entry, *record);
        }
    }

    void compare(const EntryRow& ours, const std::string& entry, const std::string& record) {
        if (ours.entry != entry)
            throw refused("entry " + std::to_string(ours.index) + " differs from ours");
        const feed::OpenedEntry opened = feed::read_entry(entry);
        history_.apply(opened.envelope, ours.index);
        if (record != ours.record && record == feed::erased_record(ours.record))
            zeroed_.push_back(ours);
    }

    void add(std::uint64_t index, const std::string& entry, const feed::PackRecord& record) {
        const feed::OpenedEntry opened = feed::open_entry(entry, {area_, index}, root_.publishers);
        if (opened.verdict != feed::Verdict::verified ||
            history_.apply(opened.envelope, index) != feed::Verdict::verified)
            throw refused("entry " + std::to_string(index) + " is not valid");
        const feed::Envelope& envelope = opened.envelope;
        tools_.repository.add_entry(
            transaction_, area_.digits(),
            {index, envelope.id, envelope.revision, entry, std::string(record.bytes)});
        frontier_.append(feed::leaf_hash(entry));
        if (envelope.dictionary) add_dictionary(*envelope.dictionary, index);
        if (!envelope.id.empty()) new_.push_back(envelope);
        if (envelope.operation == Operation::erase) erased_.push_back(envelope.id);
        for (const std::string_view frame : record.body_frames)
            if (const auto version = feed::sealed_key_version(frame))
                sealed_with_ = std::max(sealed_with_, *version);
    }

    // Nobody wrote down on what it was trained: on anything that may be.
    void add_dictionary(const feed::DictionaryRef& ref, std::uint64_t index) {
        const auto bytes = fetched(ref.sha256, feed::kMaxDictionaryBytes);
        std::vector<std::string> items;
        for (const auto& [id, kind] : trainable()) items.push_back(id);
        tools_.repository.add_dictionary(transaction_, area_.digits(),
                                         {ref.id, index, bytes.value_or(""), items.size()}, items);
        if (!bytes) return;
        tools_.repository.add_blob(transaction_, area_.digits(),
                                   "dictionary-" + std::to_string(ref.id), ref.sha256.hex());
        if (auto loaded = feed::Dictionary::load(*bytes))
            dictionaries_.insert_or_assign(ref.id, std::move(*loaded));
    }

    std::map<std::string, Kind> trainable() const {
        std::map<std::string, Kind> items;
        tools_.repository.visit_entries(
            area_.digits(), 0, frontier_.size(), [&](const EntryRow& row) {
                const feed::OpenedEntry opened = feed::read_entry(row.entry);
                if (!opened.envelope.id.empty() && feed::may_train_on(opened.envelope.kind))
                    items.emplace(opened.envelope.id, opened.envelope.kind);
            });
        return items;
    }

    // The blob, in the feed folder afterwards.
    std::optional<std::string> fetched(const feed::Hash& digest, std::uint64_t most) {
        const std::string path = feed::blob_path(digest);
        auto bytes = tools_.files.read(path);
        if (!bytes) bytes = source_.get(path, 0, most);
        if (!bytes || feed::sha256(*bytes) != digest) return std::nullopt;
        feed::put_blob(tools_.files, *bytes, tools_.clock());
        return bytes;
    }

    void store(const std::string& note, const feed::OpenedCheckpoint& opened) {
        for (const feed::Envelope& envelope : new_) {
            store_item(envelope);
            done_.items.insert(envelope.id);
        }
        for (const EntryRow& row : zeroed_)
            if (history_.may_be_erased(row.item, row.index))
                tools_.repository.replace_record(transaction_, area_.digits(), row.index,
                                                 feed::erased_record(row.record));
        for (const std::string& item : erased_) erase(item);
        pass_over(sealed_with_);
        tools_.repository.grow_feed(transaction_, area_.digits(), frontier_.size(),
                                    frontier_.to_bytes());
        row_.note = note;
        row_.note_size = opened.checkpoint.size;
        row_.note_time = opened.fresh ? opened.fresh->time_since_epoch().count() : 0;
        tools_.repository.store_note(transaction_, row_);
        transaction_.commit();
    }

    // A village key that is in use but was lost: what was sealed with it stays closed here, and
    // its number must not be given to another.
    void pass_over(std::uint32_t lost) {
        const auto keys = tools_.repository.village_keys(area_.digits());
        if (lost == 0 || (!keys.empty() && keys.back().version >= lost)) return;
        tools_.repository.add_village_key(transaction_, area_.digits(),
                                          {lost + 1, tools_.random(kKeyBytes)});
        for (DeviceRow& device : lock_devices(tools_.repository, transaction_)) {
            const auto areas = Keyring(tools_).followed(device);
            if (device.state != DeviceState::accepted ||
                std::ranges::find(areas, area_) == areas.end())
                continue;
            ++device.keys_version;
            tools_.repository.put_device(transaction_, device);
        }
    }

    void store_item(const feed::Envelope& envelope) {
        const auto state = history_.find(envelope.id);
        tools_.repository.put_item(
            transaction_, area_.digits(),
            {envelope.id, std::string(to_string(state->kind)), state->revision,
             std::string(phase_word(state->phase)), state->last_index});
        if (state->phase == feed::ItemPhase::erased) return;
        for (const feed::AttachmentRef& attachment : envelope.attachments) {
            tools_.repository.add_blob(transaction_, area_.digits(), envelope.id,
                                       attachment.sha256.hex());
            if (!fetched(attachment.sha256, feed::kMaxAttachmentBytes)) ++done_.missing_blobs;
        }
    }

    void erase(const std::string& item) {
        ++done_.erased;
        for (const EntryRow& row : tools_.repository.entries_of_item(area_.digits(), item))
            tools_.repository.replace_record(transaction_, area_.digits(), row.index,
                                             feed::erased_record(row.record));
        release(item);
        for (const std::uint32_t id :
             tools_.repository.dictionaries_trained_on(area_.digits(), item)) {
            if (!is_gone(id)) continue;
            tools_.repository.empty_dictionary(transaction_, area_.digits(), id);
            release("dictionary-" + std::to_string(id));
        }
    }

    // Of what later dictionaries were trained on we know the most that it may be; the publisher
    // knew, and took the blob away.
    bool is_gone(std::uint32_t id) const {
        const auto named = history_.dictionary(id, frontier_.size());
        return named && !source_.get(feed::blob_path(named->ref.sha256), 0, 1);
    }

    void release(const std::string& item) {
        for (const std::string& blob :
             tools_.repository.release_blobs(transaction_, area_.digits(), item))
            tools_.repository.add_unfinished(transaction_, area_.digits(), {"remove_blob", blob});
    }

    Tools tools_;
    feed::ByteSource& source_;
    const feed::Root& root_;
    AreaCode area_;
    Transaction transaction_;
    FeedRow row_;
    feed::Dictionaries dictionaries_;
    feed::Frontier frontier_;
    feed::ItemHistory history_;
    std::vector<EntryRow> zeroed_;
    std::vector<feed::Envelope> new_;
    std::vector<std::string> erased_;
    std::uint32_t sealed_with_ = 0;
    ContinuedFeed done_;
};

// Versions of the trust policy that were made since.
void fetch_roots(const Tools& tools, feed::ByteSource& source) {
    for (std::uint64_t version = 1;; ++version) {
        const std::string path = feed::root_path(version);
        if (tools.files.read(path)) continue;
        const auto note = source.get(path, 0, feed::kMaxRootBytes);
        if (!note) return;
        feed::replace_file(tools.files, path, *note, tools.clock());
    }
}

std::set<std::string> areas_of(const Tools& tools) {
    std::set<std::string> areas;
    const auto add_path = [&](const std::string& digits) {
        const auto area = AreaCode::parse(digits);
        if (!area) return;
        for (const AreaCode& step : area->path())
            if (tools.settings.area.contains(step)) areas.insert(step.digits());
    };
    for (const std::string& area : tools.repository.areas()) add_path(area);
    for (const DeviceRow& device : tools.repository.devices()) add_path(device.area);
    const ReferenceData reference = ReferenceData::load(tools.repository, tools.settings.area);
    if (reference.areas)
        for (const AreaRow& row : reference.areas->rows()) add_path(row.code.digits());
    return areas;
}

}  // namespace

std::vector<ContinuedFeed> continue_feeds(OpenedCounty& county, feed::ByteSource& source) {
    const Tools tools = county.tools();
    fetch_roots(tools, source);
    const feed::Root root = newest_root(county);
    std::vector<ContinuedFeed> all;
    for (const std::string& digits : areas_of(tools))
        if (auto done = Continuation(tools, source, root, parse_area(digits)).run())
            all.push_back(std::move(*done));
    return all;
}

}  // namespace villageboard::county
