#include "sync/county/cli/cli_keep.h"

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/cli/verb.h"
#include "sync/county/keep/archive.h"
#include "sync/county/keep/archive_check.h"
#include "sync/county/keep/backup.h"
#include "sync/county/keep/restore.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

// The first line of standard input, so that no list of processes and no shell's history shows it.
std::string read_passphrase() {
    std::string line;
    if (!std::getline(std::cin, line))
        throw Error(ErrorKind::invalid, "Write the passphrase to standard input, one line.");
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

struct BackupOptions {
    std::string data;
    std::string to;
    std::string forget;
    bool with_keys = false;
    bool list = false;
    bool json = false;
};

void list_backups(OpenedCounty& county, bool json) {
    Json list = Json::array();
    for (const KnownBackup& backup : known_backups(county)) {
        const std::string made = format_instant(Instant{std::chrono::seconds{backup.row.made}});
        list.push_back({{"manifest", backup.row.manifest},
                        {"made", made},
                        {"place", backup.row.place},
                        {"keys", backup.row.keys_inside},
                        {"erased_since", backup.erased_since}});
        if (!json)
            std::cout << backup.row.manifest.substr(0, 12) << " " << made << " " << backup.row.place
                      << ", "
                      << (backup.erased_since == 0
                              ? std::string("nothing erased since")
                              : "still holds " + std::to_string(backup.erased_since) +
                                    " items that were erased since")
                      << "\n";
    }
    if (json) std::cout << Json{{"backups", std::move(list)}}.dump(2) << "\n";
}

void run_backup(const BackupOptions& options) {
    if ((options.to.empty() ? 0 : 1) + (options.list ? 1 : 0) + (options.forget.empty() ? 0 : 1) !=
        1)
        throw Error(ErrorKind::invalid, "Write --to FOLDER, --list or --forget DIGEST.");
    OpenedCounty county(options.data, Effects::real());
    const Actor actor = command_line_actor(county.settings().area);
    if (options.list) return list_backups(county, options.json);
    if (!options.forget.empty()) {
        forget_backup(county, actor, options.forget);
        std::cout << "Forgotten: it counts as destroyed.\n";
        return;
    }
    BackupRequest request{options.to, {}};
    if (options.with_keys) request.passphrase = read_passphrase();
    const BackupMade made = make_backup(county, actor, request);
    std::cout << made.folder.string() << ": " << made.files << " files, " << made.bytes
              << " bytes, manifest " << made.manifest << ". "
              << (options.with_keys ? "The private keys are in it, sealed with the passphrase"
                                    : "The private keys are NOT in it: keep a copy of " +
                                          (county.data() / "keys").string() + " in a safe")
              << ". The keys of the villages are in its database: lock it away.\n";
}

void add_backup(CLI::App& app) {
    auto options = std::make_shared<BackupOptions>();
    CLI::App* verb = add_verb(app, "backup", "copy a running county into a folder of backups");
    add_data(verb, options->data);
    verb->add_option("--to", options->to, "folder that holds the backups, on another disk");
    verb->add_flag("--with-keys", options->with_keys,
                   "with the private keys, sealed with the passphrase on standard input");
    verb->add_flag("--list", options->list, "the backups made, and what was erased since");
    verb->add_option("--forget", options->forget, "digest of a backup that was destroyed");
    verb->add_flag("--json", options->json, "print one JSON document");
    verb->callback([options] { run_backup(*options); });
}

struct RestoreOptions {
    RestoreRequest request;
    std::string data;
    std::string from;
    std::string keys;
};

void run_restore(RestoreOptions& options) {
    RestoreRequest& request = options.request;
    request.data = options.data;
    request.from = options.from;
    if (!options.keys.empty()) request.keys = options.keys;
    if (options.keys.empty() && std::filesystem::exists(request.from / "keys.sealed"))
        request.passphrase = read_passphrase();
    const Restored restored = restore_county(request, Effects::real());
    std::cout << "The county of " << restored.made << " is back in " << options.data << ": "
              << restored.feeds << " feeds, all verified.\n";
    for (const ContinuedFeed& feed : restored.continued) {
        std::cout << feed.area << ": entries " << feed.from << " to " << feed.to - 1
                  << " brought back, " << feed.erased << " erasures done again";
        if (feed.missing_blobs > 0)
            std::cout << ", " << feed.missing_blobs << " attachments not found there";
        std::cout << "\n";
    }
    std::cout << (request.nothing_newer
                      ? "If anything was published after that, terminals that saw it will refuse "
                        "this county.\n"
                      : "Drafts, enrolments and keys of villages made after that are lost; "
                        "terminals enrolled since have to be enrolled again.\n");
}

void add_restore(CLI::App& app) {
    auto options = std::make_shared<RestoreOptions>();
    CLI::App* verb = add_verb(app, "restore", "a county from its backup");
    verb->add_option("--data", options->data, "a new or an empty folder")->required();
    verb->add_option("--from", options->from, "the backup's folder")->required();
    verb->add_option("--database", options->request.database,
                     "URL of an empty PostgreSQL database");
    verb->add_option("--keys", options->keys, "folder with the private keys, where not in it");
    verb->add_option("--continue-from", options->request.newer,
                     "mirror, stick or old feed folder with what was published since");
    verb->add_flag("--nothing-newer", options->request.nothing_newer,
                   "nothing was published since the backup");
    verb->callback([options] { run_restore(*options); });
}

struct ArchiveOptions {
    std::string data;
    std::string area;
    std::string out;
    std::string check;
    int year = 0;
};

void run_check(const std::string& folder) {
    const ArchiveReport report = check_archive(folder);
    for (const ArchiveProblem& problem : report.problems)
        std::cout << problem.path << ": " << problem.message << "\n";
    if (!report.problems.empty())
        throw Error(ErrorKind::rejected,
                    "The archive in " + folder + " is not as the county made it: see above.");
    std::cout << "The archive of " << report.facts.year << " of " << report.facts.origin
              << ", made " << format_instant(report.facts.made) << ", is whole: " << report.lines
              << " lines of " << report.facts.areas.size() << " feeds, " << report.files
              << " files, every signature verified. It stands under the root " << report.fingerprint
              << ": compare that with what the county makes known.\n";
}

void run_archive(const ArchiveOptions& options) {
    if (!options.check.empty()) {
        if (options.year != 0 || !options.out.empty() || !options.area.empty())
            throw Error(ErrorKind::invalid, "Write either --check FOLDER, or --year with --out.");
        return run_check(options.check);
    }
    if (options.data.empty() || options.out.empty() || options.year == 0)
        throw Error(ErrorKind::invalid,
                    "Write --data FOLDER --year YEAR --out FOLDER, or --check FOLDER.");
    OpenedCounty county(options.data, Effects::real());
    ArchiveRequest request{options.year, {}, options.out};
    if (!options.area.empty()) request.area = county.area(options.area);
    const ArchiveMade made =
        make_archive(county, command_line_actor(county.settings().area), request);
    std::cout << options.out << ": " << made.lines << " lines, " << made.pages << " pages, "
              << made.files << " attachments. It stands under the root " << made.fingerprint
              << ". Open index.html; check it with 'archive --check'.\n";
}

void add_archive(CLI::App& app) {
    auto options = std::make_shared<ArchiveOptions>();
    CLI::App* verb = add_verb(app, "archive", "a year of what was public, to be read without this");
    verb->add_option("--data", options->data, "the county's folder");
    verb->add_option("--year", options->year, "the year in which it became public");
    verb->add_option("--area", options->area, "an area with all in it; without: the county");
    verb->add_option("--out", options->out, "a new or an empty folder");
    verb->add_option("--check", options->check, "an archive's folder: say what is wrong with it");
    verb->callback([options] { run_archive(*options); });
}

}  // namespace

void add_keep_verbs(CLI::App& app) {
    add_backup(app);
    add_restore(app);
    add_archive(app);
}

}  // namespace villageboard::county
