#include "sync/county/keep/archive_check.h"

#include <algorithm>
#include <set>

#include "content/model/error.h"
#include "sync/county/api/csv.h"
#include "sync/county/keep/archive_log.h"
#include "sync/county/keep/manifest.h"
#include "sync/feed/bundle.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/item_history.h"
#include "sync/feed/root.h"
#include "sync/feed/tile.h"
#include "sync/feed/verifier.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostProblems = 100;
/// No file but an attachment is larger.
constexpr std::uint64_t kMostBytes = 256 * 1024 * 1024;

class Checker {
  public:
    explicit Checker(const std::filesystem::path& folder) : folder_(folder), source_(folder) {}

    ArchiveReport check() && {
        const auto sums_text = read(kArchiveSums);
        const auto facts_text = read(kArchiveFacts);
        if (!sums_text || !facts_text)
            throw Error(ErrorKind::rejected,
                        "The folder " + folder_.string() +
                            " is no archive, or was never finished: it has no " +
                            (sums_text ? kArchiveFacts : kArchiveSums) + ".");
        const bool sums_read = sums(*sums_text);
        const bool root_read = roots();
        const auto facts = parse_facts(*facts_text);
        if (!facts) {
            wrong(kArchiveFacts, "It can't be read: it was altered, or made by a newer program.");
            return std::move(report_);
        }
        report_.facts = *facts;
        if (root_read) {
            signature(*sums_text);
            if (root_.origin != facts->origin)
                wrong(kArchiveFacts, "It names the county " + facts->origin +
                                         ", but the root policy is of " + root_.origin + ".");
            for (const ArchivedArea& area : facts->areas) feed(area);
        }
        if (sums_read && root_read) list();
        if (sums_read) nothing_more();
        return std::move(report_);
    }

  private:
    void wrong(const std::string& path, std::string message) {
        if (report_.problems.size() < kMostProblems)
            report_.problems.push_back({path, std::move(message)});
    }

    std::optional<std::string> read(const std::string& path) {
        return source_.get(path, 0, kMostBytes);
    }

    /// Every file has the digest that is written down, none is missing.
    bool sums(const std::string& text) {
        auto parsed = parse_sums(text);
        if (!parsed) {
            wrong(kArchiveSums, "A line of it is no digest and path: it was altered.");
            return false;
        }
        sums_ = std::move(*parsed);
        for (const auto& [path, digest] : sums_) {
            ++report_.files;
            std::error_code error;
            if (!std::filesystem::is_regular_file(folder_ / path, error))
                wrong(path, "The file is missing.");
            else if (described(folder_, path).sha256 != digest)
                wrong(path, "The file was altered: its SHA-256 is not the one in SHA256SUMS.");
        }
        return true;
    }

    bool roots() {
        bool any = false;
        for (std::uint64_t version = 1;; ++version) {
            const std::string path = archive_proof_path(feed::root_path(version));
            const auto note = read(path);
            if (!note) break;
            const auto opened =
                any ? feed::open_next_root(*note, root_) : feed::open_first_root(*note);
            if (opened.verdict != feed::Verdict::verified) {
                wrong(path, "The root policy is not signed as it must be (" +
                                std::string(feed::to_string(opened.verdict)) +
                                "), so nothing else can be believed.");
                return false;
            }
            root_ = opened.root;
            report_.fingerprint = feed::root_fingerprint(*note);
            any = true;
        }
        if (!any)
            wrong(archive_proof_path(feed::root_path(1)),
                  "The root policy is missing, so no signature can be checked.");
        return any;
    }

    /// The county's over SHA256SUMS.
    void signature(const std::string& sums_text) {
        const auto note = read(kArchiveNote);
        if (!note) return wrong(kArchiveNote, "The county's signature is missing.");
        const feed::OpenedNote opened = feed::open_note(*note, root_.log_keys);
        if (opened.verdict != feed::Verdict::verified)
            return wrong(kArchiveNote, "It is not signed by the county's log key (" +
                                           std::string(feed::to_string(opened.verdict)) + ").");
        if (opened.text != sums_statement(report_.facts.year, sums_text))
            wrong(kArchiveSums,
                  "It is not the one that the county signed in SHA256SUMS.note: pages, lists or "
                  "the year may have been altered with it.");
    }

    void feed(const ArchivedArea& area) {
        const std::string path = archive_proof_path(area.area.digits() + "/checkpoint");
        const auto note = read(path);
        if (!note) return wrong(path, "The checkpoint of the feed is missing.");
        const auto opened = feed::open_checkpoint(*note, root_.checkpoint_keys(area.area));
        if (opened.verdict != feed::Verdict::verified)
            return wrong(path, "The checkpoint's signatures do not verify (" +
                                   std::string(feed::to_string(opened.verdict)) + ").");
        if (opened.checkpoint.size != area.size)
            return wrong(path, "It is of " + std::to_string(opened.checkpoint.size) +
                                   " entries, the archive of " + std::to_string(area.size) + ".");
        entries(area, opened.checkpoint);
    }

    /// Each entry of the feed, the tree above them, and with it the lines of the year.
    void entries(const ArchivedArea& area, const feed::Checkpoint& checkpoint) {
        YearList year(area.area, report_.facts.year, report_.facts.made);
        feed::ItemHistory history;
        LogWriter log(area.area, [this](const std::string& path, const std::string& bytes) {
            tile(archive_proof_path(path), bytes);
        });
        std::uint64_t index = 0;
        for (const feed::Tile& tile : feed::tiles_of(area.size)) {
            if (tile.kind != feed::TileKind::entries) continue;
            const std::string path =
                archive_proof_path(area.area.digits() + "/" + feed::tile_path(tile));
            const auto bytes = read(path);
            if (!bytes) return wrong(path, "The entries of the feed are missing.");
            feed::BundleReader bundle(*bytes);
            for (unsigned i = 0; i < tile.width; ++i, ++index) {
                const auto entry = bundle.next();
                if (!entry)
                    return wrong(path, "It ends before entry " + std::to_string(index) + ".");
                one_entry(area.area, index, *entry, path, history, year);
                log.add(*entry);
            }
            if (!bundle.at_end())
                wrong(path, "Behind entry " + std::to_string(index - 1) + " stands more.");
        }
        if (log.finish() != checkpoint.root)
            wrong(archive_proof_path(area.area.digits() + "/checkpoint"),
                  "The entries in this folder are not those that the checkpoint is signed for: one "
                  "was altered, left out, added or moved.");
        lines_[area.area] = year.lines();
    }

    void one_entry(const AreaCode& area, std::uint64_t index, std::string_view bytes,
                   const std::string& path, feed::ItemHistory& history, YearList& year) {
        const auto opened = feed::open_entry(bytes, {area, index}, root_.publishers);
        const feed::Verdict verdict = opened.verdict != feed::Verdict::verified
                                          ? opened.verdict
                                          : history.apply(opened.envelope, index);
        if (verdict != feed::Verdict::verified)
            return wrong(path, "Entry " + std::to_string(index) + " does not verify (" +
                                   std::string(feed::to_string(verdict)) + ").");
        year.add(index, opened);
    }

    void tile(const std::string& path, const std::string& bytes) {
        const auto there = read(path);
        if (!there)
            wrong(path, "This part of the hash tree is missing.");
        else if (*there != bytes)
            wrong(path, "This part of the log is not what its entries give.");
    }

    /// The list, made again from the log and the words.
    void list() {
        const auto text = read(kArchiveList);
        if (!text) return;
        CsvTable made(report_.facts.columns);
        for (const ArchivedArea& area : report_.facts.areas)
            for (const ArchiveLine& line : lines_[area.area]) {
                ++report_.lines;
                made.add(row(area, line));
            }
        if (made.text() != *text) compare(made.text(), *text);
    }

    CsvRow row(const ArchivedArea& area, const ArchiveLine& line) {
        if (!has_words(line.state)) return list_row(report_.facts, area, line, {}, {});
        const feed::BodyRef& ref = *public_body_of(line.envelope);
        const std::string path = archive_body_path(ref.sha256);
        const auto body = file(path, ref.sha256, line, "the words of");
        const std::string page = archive_page_path(area.area, line.index);
        expected_.insert(page);
        for (const feed::AttachmentRef& one : line.envelope.attachments)
            if (one.audience == Audience::public_)
                file(archive_file_path(one.sha256, one.mime), one.sha256, line, "an attachment of");
        const auto digest = sums_.find(page);
        if (digest == sums_.end()) wrong(page, "The page of " + line.number + " is missing.");
        return list_row(report_.facts, area, line, body ? title_in(*body) : std::string(),
                        digest == sums_.end() ? std::string() : digest->second);
    }

    /// A file that a signed entry names by its digest.
    std::optional<std::string> file(const std::string& path, const feed::Hash& digest,
                                    const ArchiveLine& line, const std::string& what) {
        expected_.insert(path);
        const std::string whose =
            what + " " + line.number + " (entry " + std::to_string(line.index) + " of the log)";
        auto bytes = read(path);
        if (!bytes) {
            wrong(path, "The file with " + whose + " is missing.");
        } else if (feed::sha256(*bytes) != digest) {
            wrong(path, "It does not hold " + whose + " as they were signed.");
        }
        return bytes;
    }

    void compare(const std::string& made, const std::string& found) {
        std::vector<CsvRow> want;
        std::vector<CsvRow> have;
        try {
            want = parse_csv(made);
            have = parse_csv(found);
        } catch (const Error& error) {
            return wrong(kArchiveList, std::string("It is no table any more: ") + error.what());
        }
        if (want.size() != have.size())
            wrong(kArchiveList,
                  "It has " + std::to_string(have.size() - std::min<std::size_t>(1, have.size())) +
                      " lines, the log " + std::to_string(want.size() - 1) + " for this year.");
        const std::size_t before = report_.problems.size();
        for (std::size_t line = 0; line < std::min(want.size(), have.size()); ++line)
            compare_row(line + 1, want[line], have[line]);
        if (want.size() == have.size() && report_.problems.size() == before)
            wrong(kArchiveList, "It is written in another way than the county wrote it.");
    }

    void compare_row(std::size_t line, const CsvRow& want, const CsvRow& have) {
        if (want == have) return;
        const auto differs = std::ranges::mismatch(want, have);
        const auto column = static_cast<std::size_t>(differs.in1 - want.begin());
        const bool named = column < want.size() && column < have.size();
        wrong(kArchiveList,
              "Line " + std::to_string(line) + " differs from the log" +
                  (named ? " in column " + std::to_string(column + 1) + ": it says '" +
                               have[column] + "' and should say '" + want[column] + "'."
                         : ": it has another number of columns."));
    }

    /// Words, pages and files that no line leads to don't belong here, signed or not.
    void nothing_more() {
        for (const std::string& path : files_below(folder_)) {
            if (path == kArchiveSums || path == kArchiveNote) continue;
            if (!sums_.contains(path))
                wrong(path, "The file is not in SHA256SUMS: it was put there later.");
        }
        for (const auto& [path, digest] : sums_)
            if ((path.starts_with("bodies/") || path.starts_with("files/")) &&
                !expected_.contains(path))
                wrong(path, "No line of the list leads to this file.");
    }

    const std::filesystem::path& folder_;
    feed::FolderSource source_;
    feed::Root root_;
    Sums sums_;
    std::map<AreaCode, std::vector<ArchiveLine>> lines_;
    std::set<std::string> expected_;
    ArchiveReport report_;
};

}  // namespace

ArchiveReport check_archive(const std::filesystem::path& folder) { return Checker(folder).check(); }

}  // namespace villageboard::county
