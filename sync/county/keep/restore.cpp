#include "sync/county/keep/restore.h"

#include <fstream>
#include <iterator>

#include "content/model/error.h"
#include "sync/county/desk/release.h"
#include "sync/county/keep/manifest.h"
#include "sync/county/keep/sealed_file.h"
#include "sync/county/keyring.h"
#include "sync/county/people/audit.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/verification.h"
#include "sync/county/site/site.h"
#include "sync/county/store/database_copy.h"
#include "sync/feed/bytes.h"
#include "sync/feed/merkle.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

void require_sense(const RestoreRequest& request, const Json& manifest) {
    if (manifest.value("what", "") != "villageboard backup" || manifest.value("version", 0) != 1)
        throw Error(ErrorKind::invalid, request.from.string() +
                                            " is no backup of a county, or one "
                                            "of a newer program.");
    if (request.newer.empty() && !request.nothing_newer)
        throw Error(ErrorKind::invalid,
                    "What was published after " + manifest.value("made", "the backup") +
                        " is not in it, and terminals that saw it would refuse the county: name a "
                        "mirror, a stick or the old feed folder with --continue-from, or write "
                        "--nothing-newer if nothing was published since.");
    if (!request.newer.empty() && request.nothing_newer)
        throw Error(ErrorKind::invalid,
                    "Write either --continue-from or --nothing-newer, not both.");
    const bool sealed = fs::exists(request.from / "keys.sealed");
    if (!request.keys && !sealed)
        throw Error(ErrorKind::invalid,
                    "The private keys are not in this backup; name the folder of their copy with "
                    "--keys.");
    if (!request.keys && !request.passphrase)
        throw Error(ErrorKind::invalid,
                    "Write the passphrase of the keys to standard input, or name their folder "
                    "with --keys.");
    std::error_code error;
    if (fs::exists(request.data) &&
        (!fs::is_directory(request.data) ||
         fs::directory_iterator(request.data, error) != fs::directory_iterator()))
        throw Error(ErrorKind::invalid,
                    request.data.string() + " is not empty; name an empty or a new folder.");
}

void copy_tree(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::exists(from, error)) return;
    for (const auto& entry : fs::recursive_directory_iterator(from))
        if (entry.is_regular_file())
            copy_durably(entry.path(), to / entry.path().lexically_relative(from));
}

void unseal_keys(const RestoreRequest& request, const fs::path& to) {
    std::ifstream in(request.from / "keys.sealed", std::ios::binary);
    const std::string sealed{std::istreambuf_iterator<char>(in), {}};
    const Json files = Json::parse(unseal(sealed, *request.passphrase));
    for (const auto& [name, bytes] : files.items()) {
        if (name.empty() || name.find('/') != std::string::npos || name.front() == '.')
            throw Error(ErrorKind::rejected, "The sealed keys name a file that is none: " + name);
        write_durably(to / name, feed::from_base64(bytes.get<std::string>()).value_or(""));
    }
}

void put_keys(const RestoreRequest& request, const fs::path& to) {
    fs::create_directories(to);
    fs::permissions(to, fs::perms::owner_all);
    if (!request.keys) return unseal_keys(request, to);
    copy_tree(*request.keys, to);
}

void put_settings(const RestoreRequest& request, const fs::path& to) {
    std::ifstream in(request.from / "county.conf");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    Settings settings = parse_settings(text, request.from / "county.conf");
    settings.database = request.database;
    write_durably(to / "county.conf", format_settings(settings));
}

// The database is the one that the manifest describes.
void compare_feeds(OpenedCounty& county, const Json& manifest) {
    for (const Json& feed : manifest.at("feeds")) {
        const std::string area = feed.at("area");
        const auto row = county.repository().feed(area);
        const auto frontier = row ? feed::Frontier::parse(row->frontier) : std::nullopt;
        const std::string root = (frontier ? frontier->root() : feed::empty_root()).hex();
        if (!row || row->size != feed.at("size").get<std::uint64_t>() ||
            root != feed.at("root").get<std::string>())
            throw Error(ErrorKind::rejected, "The feed " + area +
                                                 " in the backup's database is not the one of its "
                                                 "manifest; take another backup.");
    }
}

void require_verified(OpenedCounty& county) {
    for (const VerifiedFeed& feed : verify_county(county)) {
        if (feed.report.problems.empty()) continue;
        const feed::Problem& first = feed.report.problems.front();
        throw Error(ErrorKind::rejected, "The restored feed " + feed.area + " does not verify: " +
                                             first.path + ": " + first.message);
    }
}

void note_restored(OpenedCounty& county, const std::string& manifest, std::size_t continued) {
    Transaction transaction(county.repository());
    Audit(county.tools())
        .record(transaction, "command-line",
                {"backup.restore", "", manifest, Json{{"feeds_continued", continued}}.dump()});
    transaction.commit();
}

Restored bring_back(const RestoreRequest& request, const Json& manifest, const fs::path& partial,
                    const Effects& effects) {
    restore_database(request.from, {partial, request.database});
    copy_tree(request.from / "data", partial);
    copy_tree(request.from / "feed", partial / "feed");
    put_keys(request, partial / "keys");
    put_settings(request, partial);
    OpenedCounty county(partial, effects);
    compare_feeds(county, manifest);
    Restored restored;
    restored.made = manifest.value("made", "");
    if (!request.newer.empty())
        restored.continued = continue_feeds(county, *open_source(request.newer));
    // pages first: their rows hold titles too
    for (const ContinuedFeed& feed : restored.continued)
        site::Site(county.tools()).follow(parse_area(feed.area), feed.to);
    for (const ContinuedFeed& feed : restored.continued)
        for (const std::string& item : feed.items) Release(county.tools()).follow(feed.area, item);
    FeedImage(county.tools()).repair_all();
    Keyring(county.tools()).issue();
    require_verified(county);
    restored.feeds = county.repository().areas().size();
    note_restored(county, manifest_digest(request.from), restored.continued.size());
    return restored;
}

}  // namespace

Restored restore_county(const RestoreRequest& request, const Effects& effects) {
    const Json manifest = verified_manifest(request.from);
    require_sense(request, manifest);
    const fs::path partial = partial_of(request.data);
    fs::remove_all(partial);
    fs::create_directories(partial);
    fs::permissions(partial, fs::perms::owner_all);
    Restored restored;
    try {
        restored = bring_back(request, manifest, partial, effects);
        fs::rename(partial, request.data);
        sync_folder(partial.parent_path());
    } catch (const Json::exception&) {
        fs::remove_all(partial);
        throw Error(ErrorKind::rejected, "The manifest or the sealed keys are damaged.");
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(partial);
        throw Error(ErrorKind::retry, std::string("The county can't be restored: ") + error.what());
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(partial, ignored);
        throw;
    }
    return restored;
}

}  // namespace villageboard::county
