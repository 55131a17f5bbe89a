#include "sync/county/keep/archive.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/model/error.h"
#include "sync/county/api/csv.h"
#include "sync/county/keep/archive_log.h"
#include "sync/county/keep/archive_pages.h"
#include "sync/county/keep/format_text.h"
#include "sync/county/keep/manifest.h"
#include "sync/county/people/audit.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/publish/verification.h"
#include "sync/county/site/words.h"
#include "sync/feed/root.h"

namespace villageboard::county {
namespace {

namespace fs = std::filesystem;

/// One feed as it stands at its last signed checkpoint.
struct FeedSnapshot {
    ArchivedArea area;
    std::vector<ArchiveLine> lines;
};

/// Writes files and remembers their digests.
class Folder {
  public:
    Folder(feed::FileSystem& disk, Instant made) : disk_(disk), made_(made) {}

    void put(const std::string& path, const std::string& bytes) {
        if (sums_.contains(path)) return;
        disk_.write(path, bytes, made_);
        sums_[path] = feed::sha256(bytes).hex();
        for (auto slash = path.rfind('/'); slash != std::string::npos && slash > 0;
             slash = path.rfind('/', slash - 1))
            folders_.insert(path.substr(0, slash));
    }
    bool has(const std::string& path) const { return sums_.contains(path); }
    const std::string& digest(const std::string& path) const { return sums_.at(path); }
    const Sums& sums() const { return sums_; }

    /// The sums and their signature, and every name made durable.
    void finish(int year, const feed::Signer& signer) {
        const std::string sums = format_sums(sums_);
        const std::string statement = sums_statement(year, sums);
        put(kArchiveSums, sums);
        put(kArchiveNote, feed::format_note({statement, {signer.sign(statement, made_)}}));
        for (const std::string& folder : folders_) disk_.sync_folder(folder);
    }

  private:
    feed::FileSystem& disk_;
    Instant made_;
    Sums sums_;
    std::set<std::string> folders_;
};

class Archiver {
  public:
    Archiver(OpenedCounty& county, const ArchiveRequest& request, feed::FileSystem& disk)
        : tools_(county.tools()),
          request_(request),
          root_(newest_root(county)),
          folder_(disk, tools_.clock()) {
        facts_ = facts_in_words();
        facts_.origin = tools_.settings.origin;
        facts_.year = request.year;
        facts_.made = tools_.clock();
    }

    ArchiveMade make() {
        reference();
        roots();
        for (const std::string& digits : tools_.repository.areas())
            if (const AreaCode area = parse_area(digits);
                !request_.area || request_.area->contains(area))
                log(area);
        if (feeds_.empty())
            throw Error(ErrorKind::invalid,
                        "There is no feed to archive in " +
                            (request_.area ? request_.area->digits() : std::string("this county")) +
                            " yet; publish something first.");
        CsvTable list(facts_.columns);
        for (const FeedSnapshot& feed : feeds_) words(feed, list);
        folder_.put(kArchiveList, list.text());
        folder_.put("index.html", archive_index(facts_, made_.fingerprint));
        folder_.put(kArchiveFacts, format_facts(facts_));
        folder_.put(archive_proof_path("FORMAT.md"), std::string(format_text()));
        refuse_erased();
        folder_.finish(request_.year, tools_.keys.county_log());
        return made_;
    }

  private:
    void reference() {
        const ReferenceData data = ReferenceData::load(tools_.repository, tools_.settings.area);
        areas_ = data.areas;
        for (const CatalogueItem& item : data.catalogue.items())
            facts_.periods[item.code] =
                item.archive_years
                    ? site::say("archive.years", {{"n", std::to_string(*item.archive_years)}})
                    : site::say("archive.forever");
    }

    void roots() {
        for (std::uint64_t version = 1;; ++version) {
            const auto note = tools_.files.read(feed::root_path(version));
            if (!note) break;
            folder_.put(archive_proof_path(feed::root_path(version)), *note);
            made_.fingerprint = feed::root_fingerprint(*note);
        }
    }

    std::string name_of(const AreaCode& area) const {
        const auto name =
            areas_ ? areas_->name(area, shanghai_day(facts_.made)) : std::optional<std::string>();
        return name.value_or(area.digits());
    }

    /// The feed's proof, and what the year has of it.
    void log(const AreaCode& area) {
        const auto row = tools_.repository.feed(area.digits());
        if (!row || row->note.empty() || row->note_size == 0) return;
        const auto checkpoint = feed::open_checkpoint(row->note, root_.checkpoint_keys(area));
        LogWriter log(area, [this](const std::string& path, const std::string& bytes) {
            folder_.put(archive_proof_path(path), bytes);
        });
        YearList list(area, request_.year, facts_.made);
        tools_.repository.visit_entries(
            area.digits(), 0, row->note_size, [&](const EntryRow& entry) {
                const auto opened =
                    feed::open_entry(entry.entry, {area, entry.index}, root_.publishers);
                if (opened.verdict != feed::Verdict::verified) throw damaged(area, entry.index);
                log.add(entry.entry);
                list.add(entry.index, opened);
            });
        const feed::Hash root = log.finish();
        if (checkpoint.verdict != feed::Verdict::verified ||
            checkpoint.checkpoint.size != row->note_size || checkpoint.checkpoint.root != root)
            throw damaged(area, row->note_size - 1);
        folder_.put(archive_proof_path(area.digits() + "/checkpoint"), row->note);
        FeedSnapshot feed{{area, name_of(area), row->note_size, 0}, list.lines()};
        feed.area.lines = feed.lines.size();
        facts_.areas.push_back(feed.area);
        feeds_.push_back(std::move(feed));
    }

    static Error damaged(const AreaCode& area, std::uint64_t index) {
        return Error(ErrorKind::corrupt,
                     "The feed " + area.digits() + " does not verify at entry " +
                         std::to_string(index) +
                         "; look at it with 'villageboard-county verify' and restore a backup "
                         "before you archive.");
    }

    void words(const FeedSnapshot& feed, CsvTable& list) {
        const std::string area = feed.area.area.digits();
        const feed::Dictionaries dictionaries =
            RepositorySource(tools_.repository, area).dictionaries();
        feed::FrameKeys keys;
        keys.dictionaries = &dictionaries;
        std::vector<ListedLine> listed;
        for (const ArchiveLine& line : feed.lines) {
            ListedLine one{line, {}, {}};
            if (has_words(line.state)) page(feed.area, one, keys);
            list.add(list_row(facts_, feed.area, line, one.title, one.page_sha256));
            listed.push_back(std::move(one));
        }
        folder_.put(area + "/index.html", archive_area_page(facts_, feed.area, listed));
        made_.lines += listed.size();
    }

    void page(const ArchivedArea& area, ListedLine& listed, const feed::FrameKeys& keys) {
        const ArchiveLine& line = listed.line;
        std::optional<std::string> body;
        tools_.repository.visit_entries(
            area.area.digits(), line.index, 1,
            [&](const EntryRow& row) { body = stored_body(row, Audience::public_, keys); });
        if (!body) {
            refuse_erased();
            throw damaged(area.area, line.index);
        }
        listed.title = title_in(*body);
        const std::string path = archive_page_path(area.area, line.index);
        folder_.put(path, archive_page(facts_, area, line, *body));
        folder_.put(archive_body_path(public_body_of(line.envelope)->sha256), *body);
        listed.page_sha256 = folder_.digest(path);
        ++made_.pages;
        for (const feed::AttachmentRef& file : line.envelope.attachments)
            if (file.audience == Audience::public_) attachment(file);
    }

    void attachment(const feed::AttachmentRef& file) {
        const std::string path = archive_file_path(file.sha256, file.mime);
        if (folder_.has(path)) return;
        const auto bytes = tools_.files.read(feed::blob_path(file.sha256));
        if (!bytes || feed::sha256(*bytes) != file.sha256) {
            refuse_erased();
            throw Error(ErrorKind::corrupt,
                        "The attachment " + file.sha256.hex() +
                            " is missing or damaged in the feed folder; copy it back from a "
                            "mirror, then make the archive.");
        }
        folder_.put(path, *bytes);
        ++made_.files;
    }

    /// Words of an item that was erased after the feed was read must not stay.
    void refuse_erased() {
        for (const FeedSnapshot& feed : feeds_)
            for (const ArchiveLine& line : feed.lines) {
                if (!has_words(line.state)) continue;
                const auto item = tools_.repository.item(feed.area.area.digits(), line.envelope.id);
                if (item && item->phase == "erased")
                    throw Error(ErrorKind::retry,
                                "Something was erased while the archive was made; make it again.");
            }
    }

    Tools tools_;
    const ArchiveRequest& request_;
    feed::Root root_;
    Folder folder_;
    ArchiveFacts facts_;
    std::optional<AreaTable> areas_;
    std::vector<FeedSnapshot> feeds_;
    ArchiveMade made_;
};

void require_sense(OpenedCounty& county, const ArchiveRequest& request) {
    const std::chrono::year_month_day today(shanghai_day(county.tools().clock()));
    constexpr int kFirstYear = 2000;
    if (request.year < kFirstYear || request.year > static_cast<int>(today.year()))
        throw Error(ErrorKind::invalid, "There can be no archive of the year " +
                                            std::to_string(request.year) + "; write one from " +
                                            std::to_string(kFirstYear) + " to this year.");
    if (lies_inside(request.out, county.data()))
        throw Error(ErrorKind::invalid, "The folder " + request.out.string() +
                                            " lies in the county's own; name one outside of it.");
    std::error_code error;
    if (fs::exists(request.out, error) &&
        (!fs::is_directory(request.out, error) ||
         fs::directory_iterator(request.out, error) != fs::directory_iterator()))
        throw Error(ErrorKind::invalid,
                    request.out.string() + " is not empty; name an empty or a new folder.");
}

void note_made(OpenedCounty& county, const Actor& actor, const ArchiveRequest& request,
               const ArchiveMade& made) {
    Transaction transaction(county.repository());
    Audit(county.tools())
        .record(transaction, actor.id,
                {"archive.make", request.area ? request.area->digits() : "",
                 std::to_string(request.year), nlohmann::json{{"lines", made.lines}}.dump()});
    transaction.commit();
}

}  // namespace

std::unique_ptr<feed::FileSystem> open_disk(const fs::path& folder) {
    return std::make_unique<feed::DiskFileSystem>(folder);
}

ArchiveMade make_archive(OpenedCounty& county, const Actor& actor, const ArchiveRequest& request,
                         const OpenDisk& disk) {
    require_sense(county, request);
    const fs::path partial = partial_of(request.out);
    std::error_code error;
    fs::remove_all(partial, error);
    ArchiveMade made;
    try {
        const auto files = disk(partial);
        made = Archiver(county, request, *files).make();
        sync_folder(partial);
        fs::rename(partial, request.out);
        sync_folder(partial.parent_path());
    } catch (const fs::filesystem_error& refused) {
        fs::remove_all(partial, error);
        throw Error(ErrorKind::retry, "The archive can't be written (" + refused.code().message() +
                                          "); is the disk full?");
    } catch (...) {
        fs::remove_all(partial, error);
        throw;
    }
    note_made(county, actor, request, made);
    return made;
}

}  // namespace villageboard::county
