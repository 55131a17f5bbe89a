#include "sync/county/initial.h"

#include <fstream>

#include "content/catalogue/builtin.h"
#include "content/model/error.h"
#include "sync/county/publish/publisher.h"
#include "sync/feed/bytes.h"
#include "sync/feed/tile.h"
#include "sync/feed/writer.h"

namespace villageboard::county {
namespace {

void require_empty(const std::filesystem::path& data) {
    std::error_code error;
    if (!std::filesystem::exists(data, error)) return;
    if (!std::filesystem::is_directory(data, error))
        throw Error(ErrorKind::invalid, data.string() + " is a file; name a folder with --data.",
                    data.string());
    for (const auto& entry : std::filesystem::directory_iterator(data, error))
        throw Error(ErrorKind::invalid,
                    "The folder " + data.string() + " is not empty, it holds " +
                        entry.path().filename().string() + "; name an empty or a new folder.",
                    entry.path().string());
    if (error)
        throw Error(ErrorKind::invalid,
                    "The folder " + data.string() + " can't be read (" + error.message() + ").");
}

Settings settings_of(const InitRequest& request) {
    if (!is_origin(request.origin))
        throw Error(ErrorKind::invalid,
                    "The origin '" + request.origin +
                        "' is not a name of letters, digits, '.' and '-', such as "
                        "board.county.example.");
    const AreaCode area = parse_area(request.area);
    if (area.level() != AreaLevel::county)
        throw Error(ErrorKind::invalid,
                    "The area " + area.digits() + " is not a county; use its 6-digit code.");
    const bool sqlite = request.database == "sqlite";
    if (!sqlite && !request.database.starts_with("postgresql://"))
        throw Error(ErrorKind::invalid,
                    "The database is 'sqlite' or a URL postgresql://USER:PASSWORD@HOST/NAME.");
    return {kDataVersion, request.origin, area, request.database};
}

void write_settings(const std::filesystem::path& file, const Settings& settings) {
    std::ofstream out(file);
    out << format_settings(settings);
    out.close();
    // The URL of a database may hold a password.
    std::error_code error;
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
    if (!out || error)
        throw Error(ErrorKind::invalid,
                    "The file " + file.string() + " can't be written; is the disk full?");
}

DraftInput reference_item(const Settings& settings, const std::string& name, Body body,
                          const std::string& title, Day today) {
    ItemDraft draft(settings.area);
    draft.kind = kind_of(body);
    draft.formed = today;
    draft.office = settings.area.digits();
    BodyCommon& common = common_of(body);
    if (common.title.empty()) common.title = title;
    if (common.office_name.empty()) common.office_name = title;
    draft.body = std::move(body);
    return make_draft_input(name, print_draft(draft), {});
}

std::vector<DraftInput> reference_items(const Settings& settings, const KeyStore& keys,
                                        Instant now) {
    const Day today = shanghai_day(now);
    InboxKey inbox;
    inbox.public_key = feed::to_base64(keys.inbox().public_key);
    inbox.valid_from = now;
    return {
        reference_item(settings, "catalogue", builtin_catalogue(), "村级公开事项清单", today),
        reference_item(settings, "calendar", builtin_calendar(), "工作日历", today),
        reference_item(settings, "legal bases", builtin_legal_bases(), "公开依据", today),
        reference_item(settings, "glossary", builtin_glossary(), "名词解释", today),
        reference_item(settings, "inbox key", std::move(inbox), "来信密钥", today),
    };
}

void publish_first_items(const InitRequest& request, const Settings& settings, const KeyStore& keys,
                         const Effects& effects) {
    Repository repository({request.data, settings.database});
    if (!repository.areas().empty())
        throw Error(ErrorKind::invalid,
                    "The database named with --database already holds a county; name an empty "
                    "one.");
    feed::DiskFileSystem files(request.data / "feed");
    const Tools tools{settings, keys, repository, files, effects.clock, effects.random};
    const Instant now = effects.clock();
    const feed::Signer signers[] = {keys.root()};
    feed::replace_file(
        files, feed::root_path(1),
        feed::sign_root(keys.first_root(settings.origin, settings.area, now), signers), now);
    std::vector<DraftInput> items = reference_items(settings, keys, now);
    if (request.areas)
        items.push_back(read_draft_file(*request.areas, settings.area, shanghai_day(now)));
    Publisher(tools).publish(settings.area, items);
}

void make(const InitRequest& request, const Settings& settings, const Effects& effects) {
    const KeyStore keys = KeyStore::create(request.data / "keys", settings.origin, effects.random);
    publish_first_items(request, settings, keys, effects);
    write_settings(request.data / "county.conf", settings);
}

}  // namespace

void init_county(const InitRequest& request, const Effects& effects) {
    const Settings settings = settings_of(request);
    require_empty(request.data);
    std::error_code error;
    std::filesystem::create_directories(request.data, error);
    if (error)
        throw Error(ErrorKind::invalid, "The folder " + request.data.string() + " can't be made (" +
                                            error.message() + ").");
    try {
        make(request, settings, effects);
    } catch (...) {
        for (const char* name :
             {"keys", "feed", "county.db", "county.db-wal", "county.db-shm", "county.conf"})
            std::filesystem::remove_all(request.data / name, error);
        throw;
    }
}

}  // namespace villageboard::county
