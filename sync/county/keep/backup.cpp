#include "sync/county/keep/backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "content/model/error.h"
#include "sync/county/keep/manifest.h"
#include "sync/county/keep/sealed_file.h"
#include "sync/county/people/audit.h"
#include "sync/county/store/database_copy.h"
#include "sync/feed/bytes.h"
#include "sync/feed/entry.h"
#include "sync/feed/merkle.h"
#include "sync/feed/tile.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::string_view kPartial = ".partial";
// have a place of their own in a backup, or follow from the database
constexpr std::array<std::string_view, 7> kLeftOut{
    "county.conf", "county.db", "county.db-wal", "county.db-shm", "keys", "feed", "site"};

/// Held while a backup is made into a folder; goes with the process.
class FolderLock {
  public:
    explicit FolderLock(const fs::path& folder) {
        descriptor_ = ::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            if (descriptor_ >= 0) ::close(descriptor_);
            throw Error(ErrorKind::retry, "The folder " + folder.string() +
                                              " can't be written, or another backup is being made "
                                              "in it.");
        }
    }
    ~FolderLock() { ::close(descriptor_); }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int descriptor_;
};

// "20261127T091500Z": sorts by time, and is a name on any disk.
std::string name_of(Instant now) {
    std::string name = format_instant(now);
    std::erase_if(name, [](char c) { return c == '-' || c == ':'; });
    return name;
}

std::string root_of(const FeedRow& feed) {
    const auto frontier = feed::Frontier::parse(feed.frontier);
    return (frontier ? frontier->root() : feed::empty_root()).hex();
}

/// The files beside the database.
class Gatherer {
  public:
    Gatherer(OpenedCounty& county, fs::path to) : county_(county), to_(std::move(to)) {}

    // Everything in the data folder that has no place of its own: documents of drafts, uploads.
    void data() {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(county_.data(), error)) {
            const std::string name = entry.path().filename().string();
            if (std::ranges::find(kLeftOut, name) != kLeftOut.end()) continue;
            tree(entry.path(), to_ / "data" / name);
        }
    }
    // Of the feed folder only what no database gives back.
    void feed(const std::vector<std::string>& blobs) {
        tree(county_.feed_folder() / "root", to_ / "feed" / "root");
        tree(county_.feed_folder() / "keys", to_ / "feed" / "keys");
        for (const std::string& digest : blobs) {
            const auto hash = feed::Hash::from_hex(digest);
            if (!hash) continue;
            const std::string path = feed::blob_path(*hash);
            if (!copy_durably(county_.feed_folder() / path, to_ / "feed" / path)) missing(digest);
        }
    }
    void settings() const {
        Settings settings = county_.settings();
        // the URL may hold a password; the restored county gets its own
        if (settings.database != "sqlite") settings.database = "postgresql://named-at-restore";
        write_durably(to_ / "county.conf", format_settings(settings));
    }
    void keys(const std::string& passphrase, const feed::RandomBytes& random) const {
        Json files = Json::object();
        for (const auto& entry : fs::directory_iterator(county_.data() / "keys")) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            files[entry.path().filename().string()] = feed::to_base64(bytes);
        }
        write_durably(to_ / "keys.sealed", seal(files.dump(), passphrase, random));
    }

  private:
    void tree(const fs::path& from, const fs::path& to) {
        std::error_code error;
        if (fs::is_regular_file(from, error)) {
            copy_durably(from, to);
            return;
        }
        for (const auto& entry : fs::recursive_directory_iterator(from, error))
            if (entry.is_regular_file(error) &&
                entry.path().filename().string().find(".tmp") == std::string::npos)
                copy_durably(entry.path(), to / entry.path().lexically_relative(from));
    }

    // Legitimate only where its last item was erased after the snapshot.
    void missing(const std::string& digest) {
        for (const std::string& area : county_.repository().areas()) {
            const auto named = county_.repository().blobs(area);
            if (std::ranges::find(named, digest) != named.end())
                throw Error(ErrorKind::corrupt,
                            "The attachment " + digest +
                                " is missing in the feed folder; copy it back from a mirror, then "
                                "make the backup.");
        }
    }

    OpenedCounty& county_;
    fs::path to_;
};

Json about(OpenedCounty& county, Instant now, const DatabaseCopy& copy, bool keys_inside) {
    Json feeds = Json::array();
    for (const FeedRow& feed : copy.feeds)
        feeds.push_back({{"area", feed.area}, {"size", feed.size}, {"root", root_of(feed)}});
    return {{"what", "villageboard backup"},
            {"version", 1},
            {"made", format_instant(now)},
            {"origin", county.settings().origin},
            {"area", county.settings().area.digits()},
            {"database", copy.file},
            {"keys", keys_inside ? "sealed with a passphrase, in keys.sealed" : "not in it"},
            {"feeds", std::move(feeds)}};
}

void note_made(OpenedCounty& county, const Actor& actor, const BackupRow& row) {
    Transaction transaction(county.repository());
    BackupRows(county.repository()).add(transaction, row);
    Audit(county.tools()).record(transaction, actor.id, {"backup.make", "", row.manifest, "{}"});
    transaction.commit();
}

BackupRow row_of(const fs::path& folder, const std::string& manifest, Instant made, bool keys) {
    return {manifest, made.time_since_epoch().count(), folder.string(), keys};
}

// What an earlier call left: half a backup goes; a whole one that it did not come to record is
// recorded.
void tidy(OpenedCounty& county, const Actor& actor, const fs::path& to) {
    std::vector<std::string> recorded;
    for (const BackupRow& row : BackupRows(county.repository()).all())
        recorded.push_back(row.manifest);
    for (const auto& entry : fs::directory_iterator(to)) {
        if (!entry.is_directory()) continue;
        if (entry.path().filename().string().ends_with(kPartial)) {
            fs::remove_all(entry.path());
            continue;
        }
        const std::string manifest = manifest_digest(entry.path());
        if (manifest.empty() || std::ranges::find(recorded, manifest) != recorded.end()) continue;
        std::ifstream in(entry.path() / kManifestFile);
        const Json json = Json::parse(in, nullptr, false);
        if (!json.is_object() || json.value("origin", "") != county.settings().origin) continue;
        const auto made = parse_instant(json.value("made", ""));
        if (!made) continue;
        note_made(county, actor,
                  row_of(entry.path(), manifest, *made, fs::exists(entry.path() / "keys.sealed")));
    }
}

}  // namespace

BackupMade make_backup(OpenedCounty& county, const Actor& actor, const BackupRequest& request) {
    if (lies_inside(request.to, county.data()))
        throw Error(ErrorKind::invalid, "The folder " + request.to.string() +
                                            " lies in the county's own; name one on another disk.");
    if (request.passphrase && request.passphrase->size() < kShortestPassphrase)
        throw Error(ErrorKind::invalid,
                    "The passphrase is too short; take at least 12 characters.");
    std::error_code error;
    fs::create_directories(request.to, error);
    const FolderLock lock(request.to);
    tidy(county, actor, request.to);
    const Tools tools = county.tools();
    const Instant now = tools.clock();
    const fs::path folder = request.to / name_of(now);
    if (fs::exists(folder))
        throw Error(ErrorKind::retry,
                    "The folder " + folder.string() + " is there already; try again in a second.");
    const fs::path partial = folder.string() + std::string(kPartial);
    fs::create_directories(partial, error);
    fs::permissions(partial, fs::perms::owner_all, error);
    const DatabaseCopy copy =
        copy_database(county.repository(), {county.data(), county.settings().database}, partial);
    Gatherer gatherer(county, partial);
    gatherer.data();
    gatherer.feed(copy.blobs);
    gatherer.settings();
    if (request.passphrase) gatherer.keys(*request.passphrase, tools.random);
    BackupMade made;
    made.folder = folder;
    made.manifest =
        write_manifest(partial, about(county, now, copy, request.passphrase.has_value()));
    for (const auto& entry : fs::recursive_directory_iterator(partial)) {
        if (!entry.is_regular_file()) continue;
        ++made.files;
        made.bytes += entry.file_size();
    }
    fs::rename(partial, folder, error);
    if (error)
        throw Error(ErrorKind::retry,
                    "The backup can't be named " + folder.string() + " (" + error.message() + ").");
    sync_folder(request.to);
    note_made(county, actor, row_of(folder, made.manifest, now, request.passphrase.has_value()));
    return made;
}

std::vector<KnownBackup> known_backups(OpenedCounty& county) {
    Repository& repository = county.repository();
    std::vector<Instant> erasures;
    for (const std::string& area : repository.areas()) {
        const auto feed = repository.feed(area);
        repository.visit_entries(area, 0, feed ? feed->size : 0, [&](const EntryRow& row) {
            const feed::OpenedEntry opened = feed::read_entry(row.entry);
            if (opened.envelope.operation == Operation::erase)
                erasures.push_back(opened.envelope.published);
        });
    }
    std::vector<KnownBackup> known;
    for (BackupRow& row : BackupRows(repository).all()) {
        const auto since = std::ranges::count_if(
            erasures, [&](Instant at) { return at.time_since_epoch().count() >= row.made; });
        known.push_back({std::move(row), static_cast<std::uint64_t>(since)});
    }
    return known;
}

void forget_backup(OpenedCounty& county, const Actor& actor, const std::string& manifest) {
    std::vector<std::string> found;
    for (const BackupRow& row : BackupRows(county.repository()).all())
        if (!manifest.empty() && row.manifest.starts_with(manifest)) found.push_back(row.manifest);
    if (found.size() != 1)
        throw Error(ErrorKind::invalid,
                    found.empty()
                        ? "No backup begins with " + manifest + "; 'backup list' prints them."
                        : "Several backups begin with " + manifest + "; write more of it.");
    Transaction transaction(county.repository());
    BackupRows(county.repository()).remove(transaction, found.front());
    Audit(county.tools()).record(transaction, actor.id, {"backup.forget", "", found.front(), "{}"});
    transaction.commit();
}

}  // namespace villageboard::county
