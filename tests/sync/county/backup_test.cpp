#include "sync/county/keep/backup.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "sync/county/desk/release.h"
#include "sync/county/keep/manifest.h"
#include "sync/county/keep/restore.h"
#include "sync/county/keep/sealed_file.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/verification.h"
#include "sync/county/store/desk_rows.h"
#include "tests/sync/county/desk_support.h"
#include "tests/sync/county/notices.h"

using namespace villageboard;
using namespace villageboard::county;
namespace fs = std::filesystem;

namespace {

constexpr const char* kPassphrase = "a long passphrase of the office";

Actor somebody_with_the_keys(CountyFixture& county) {
    return command_line_actor(county.county().settings().area);
}

BackupMade backed_up(CountyFixture& county, bool with_keys = false) {
    county.pass(std::chrono::seconds(60));
    BackupRequest request{county.scratch() / "backups", {}};
    if (with_keys) request.passphrase = kPassphrase;
    return make_backup(county.county(), somebody_with_the_keys(county), request);
}

/// To another folder, with the keys copied by hand.
RestoreRequest request_for(CountyFixture& county, const BackupMade& backup,
                           const std::string& name = "restored") {
    RestoreRequest request;
    request.data = county.scratch() / name;
    request.from = backup.folder;
    request.keys = county.data() / "keys";
    request.nothing_newer = true;
    if (county.county().settings().database != "sqlite")
        request.database = shared_postgres()->fresh_database();
    return request;
}

RestoreRequest continued(RestoreRequest request, const fs::path& from) {
    request.nothing_newer = false;
    request.newer = from.string();
    return request;
}

/// Signed, and waits for its hour on the day after.
std::string scheduled(CountyFixture& county, Json body, const Actor& author, const Actor& signer) {
    body["publish_at"] = "2026-11-21T00:00:00Z";
    const std::string id =
        answered(call(county, author, "POST", "/v1/dossiers", body.dump()), 201)["id"];
    answered(act(county, author, id, "submit"));
    REQUIRE(answered(sign(county, signer, id))["state"] == "scheduled");
    return id;
}

std::vector<EntryRow> entries(Repository& repository, const char* area) {
    std::vector<EntryRow> rows;
    const auto feed = repository.feed(area);
    repository.visit_entries(area, 0, feed ? feed->size : 0,
                             [&](const EntryRow& row) { rows.push_back(row); });
    return rows;
}

bool same(const std::vector<EntryRow>& one, const std::vector<EntryRow>& other) {
    return std::ranges::equal(one, other, [](const EntryRow& a, const EntryRow& b) {
        return a.index == b.index && a.item == b.item && a.entry == b.entry && a.record == b.record;
    });
}

void check_verified(OpenedCounty& county) {
    for (const VerifiedFeed& feed : verify_county(county)) {
        for (const auto& problem : feed.report.problems)
            MESSAGE(feed.area << " " << problem.path << ": " << problem.message);
        CHECK(feed.report.problems.empty());
    }
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string with_photo(CountyFixture& county, const std::string& title) {
    write_text(county.scratch() / "photo.txt", "照片" + title);
    auto json = notice(title);
    json["attachments"] = {{{"file", "photo.txt"},
                            {"mime", "text/plain"},
                            {"role", "picture"},
                            {"audience", "public"}}};
    return county.publish(json).at(0).item;
}

fs::path blob(const fs::path& data, const std::string& title) {
    const std::string digest = feed::sha256("照片" + title).hex();
    return data / "feed" / "blob" / digest.substr(0, 2) / digest.substr(2);
}

}  // namespace

TEST_CASE("a county comes back from its backup with feeds, attachments, drafts and keys") {
    on_both_databases([](CountyFixture& county) {
        with_photo(county, "有照片的");
        county.publish(roll());
        const std::string draft =
            store_draft(county.county().repository(), county.data(), county.draft(notice("草稿")),
                        county.tools().clock(), county.tools().random);
        const BackupMade backup = backed_up(county, true);
        CHECK(!has(backup.folder.string(), "partial"));
        RestoreRequest request = request_for(county, backup);
        request.keys.reset();
        CHECK(has(refusal(ErrorKind::invalid, [&] { restore_county(request, county.effects()); }),
                  "passphrase"));
        request.passphrase = "the wrong passphrase";
        CHECK(has(refusal(ErrorKind::invalid, [&] { restore_county(request, county.effects()); }),
                  "passphrase"));
        CHECK(!fs::exists(request.data));
        if (request.database != "sqlite") request.database = shared_postgres()->fresh_database();
        request.passphrase = kPassphrase;
        const Restored restored = restore_county(request, county.effects());
        CHECK(restored.feeds == 3);
        OpenedCounty back(request.data, county.effects());
        CHECK(same(entries(back.repository(), kVillage),
                   entries(county.county().repository(), kVillage)));
        CHECK(fs::exists(blob(request.data, "有照片的")));
        CHECK(read_text(request.data / "keys" / "log.key") ==
              read_text(county.data() / "keys" / "log.key"));
        CHECK(has(back.repository().draft(draft).value().document, "草稿"));
        check_verified(back);
        // and it goes on where it was
        Publisher(back.tools()).publish(area_code(kVillage), {county.draft(notice("后来的"))});
        CHECK(back.repository().feed(kVillage)->size == 3);
        check_verified(back);
    });
}

TEST_CASE("what was published after the backup is brought back from the feed's files") {
    on_both_databases([](CountyFixture& county) {
        const std::string erased = with_photo(county, "要删除的");
        const std::string kept = with_photo(county, "留下的");
        const BackupMade backup = backed_up(county);
        with_photo(county, "后来的");
        county.publish(roll());
        county.publish(operation(kept, "retire"));
        county.publish(operation(erased, "erase"));
        auto& before = county.county().repository();
        const RestoreRequest request = continued(request_for(county, backup), county.feed());
        const Restored restored = restore_county(request, county.effects());
        REQUIRE(restored.continued.size() == 1);
        CHECK(restored.continued[0].area == kVillage);
        CHECK(restored.continued[0].from == 2);
        CHECK(restored.continued[0].to == 6);
        CHECK(restored.continued[0].erased == 1);
        CHECK(restored.continued[0].missing_blobs == 0);
        OpenedCounty back(request.data, county.effects());
        CHECK(same(entries(back.repository(), kVillage), entries(before, kVillage)));
        CHECK(back.repository().item(kVillage, erased)->phase == "erased");
        CHECK(back.repository().item(kVillage, kept)->phase == "retired");
        CHECK(!fs::exists(blob(request.data, "要删除的")));
        CHECK(fs::exists(blob(request.data, "后来的")));
        check_verified(back);
        // a terminal that had seen everything sees one log that goes on
        Publisher(back.tools()).publish(area_code(kVillage), {county.draft(notice("新的"))});
        const auto all = entries(back.repository(), kVillage);
        CHECK(all.size() == 7);
        CHECK(same({all.begin(), all.begin() + 6}, entries(before, kVillage)));
        // the village's key of the lost machine is not used a second time
        Publisher(back.tools()).publish(area_code(kVillage), {county.draft(roll())});
        CHECK(back.repository().village_keys(kVillage).back().version == 2);
        check_verified(back);
    });
}

TEST_CASE(
    "after a restore the desk knows what was erased, withdrawn, corrected and published since") {
    on_both_databases([](CountyFixture& county) {
        const std::string erased = out(county, li(), notice("羊毛毡子卖完了"), {yang()});
        const std::string decided = out(county, li(), notice("要抹掉的第二条"), {yang()});
        const std::string withdrawn = out(county, li(), notice("后来撤下的"), {yang()});
        const std::string corrected = out(county, li(), notice("后来改过的"), {yang()});
        const std::string waiting = scheduled(
            county, {{"area", kVillage}, {"operation", "publish"}, {"document", notice("明天的")}},
            li(), yang());
        const Json erasure{{"area", kVillage},
                           {"operation", "erase"},
                           {"item", item_of(county, decided)},
                           {"class", "court_order"}};
        scheduled(county, erasure, chen(), sun());
        const BackupMade backup = backed_up(county);

        county.publish(operation(item_of(county, erased), "erase"));
        county.publish(operation(item_of(county, withdrawn), "withdraw"));
        county.publish(correction(item_of(county, corrected), "后来改过的"));
        county.pass(std::chrono::hours(30));
        Release(county.tools()).carry_out_due();
        REQUIRE(state_of(county, waiting) == "live");
        REQUIRE(state_of(county, decided) == "erased");

        const RestoreRequest request = continued(request_for(county, backup), county.feed());
        restore_county(request, county.effects());
        OpenedCounty back(request.data, county.effects());
        DossierRows rows(back.repository());
        for (const std::string& id : {erased, decided}) {
            CHECK(rows.find(id)->state == "erased");
            CHECK(rows.find(id)->document.empty());
        }
        if (request.database == "sqlite")
            for (const char* file : {"county.db", "county.db-wal"})
                CHECK(!has(read_text(request.data / file), "羊毛毡子卖完了"));
        const auto lines = DeskRows(back.repository()).erasures("", "", 10);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].item == item_of(county, decided));
        CHECK(lines[0].class_ == "court_order");
        CHECK(rows.find(withdrawn)->state == "withdrawn");
        CHECK(rows.find(corrected)->state == "corrected");
        CHECK(rows.find(waiting)->state == "draft");
        CHECK(!rows.find(waiting)->returned.empty());
        const auto size = back.repository().feed(kVillage)->size;
        CHECK(size == feed_size(county));
        Release(back.tools()).carry_out_due();
        CHECK(back.repository().feed(kVillage)->size == size);
        check_verified(back);
    });
}

TEST_CASE("a dictionary that went with an erasure after the backup goes again") {
    CountyFixture county;
    std::vector<DraftInput> drafts;
    for (int i = 0; i < 260; ++i)
        drafts.push_back(county.draft(notice("第" + std::to_string(i) + "号秘密通知")));
    const auto published = Publisher(county.tools()).publish(area_code(kVillage), drafts);
    const BackupMade backup = backed_up(county);
    county.publish(operation(published[0].item, "erase"));
    county.publish(notice("用新词典的"));
    const RestoreRequest request = continued(request_for(county, backup), county.feed());
    restore_county(request, county.effects());
    OpenedCounty back(request.data, county.effects());
    CHECK(same(entries(back.repository(), kVillage),
               entries(county.county().repository(), kVillage)));
    const auto dictionaries = back.repository().dictionaries(kVillage);
    REQUIRE(dictionaries.size() == 2);
    CHECK(dictionaries[0].bytes.empty());
    CHECK(!dictionaries[1].bytes.empty());
    check_verified(back);
    Publisher(back.tools())
        .publish(area_code(kVillage), {county.draft(operation(published[5].item, "erase"))});
    check_verified(back);
}

TEST_CASE("a feed that is no continuation of the backup is refused") {
    CountyFixture county;
    county.publish(notice("一"));
    const RestoreRequest twin = request_for(county, backed_up(county), "twin");
    restore_county(twin, county.effects());
    {
        OpenedCounty other(twin.data, county.effects());
        for (const char* title : {"别的", "还有别的"})
            Publisher(other.tools()).publish(area_code(kVillage), {county.draft(notice(title))});
    }
    county.publish(notice("二"));
    const RestoreRequest request =
        continued(request_for(county, backed_up(county)), twin.data / "feed");
    CHECK(has(refusal(ErrorKind::rejected, [&] { restore_county(request, county.effects()); }),
              "differs"));
    CHECK(!fs::exists(request.data));
}

TEST_CASE("a restore wants to know what was published since, and an empty folder") {
    CountyFixture county;
    const BackupMade backup = backed_up(county);
    RestoreRequest request = request_for(county, backup);
    request.nothing_newer = false;
    CHECK(has(refusal(ErrorKind::invalid, [&] { restore_county(request, county.effects()); }),
              "--continue-from"));
    request.nothing_newer = true;
    request.keys.reset();
    CHECK(has(refusal(ErrorKind::invalid, [&] { restore_county(request, county.effects()); }),
              "--keys"));
    request.keys = county.data() / "keys";
    write_text(request.data / "mine.txt", "x");
    CHECK(has(refusal(ErrorKind::invalid, [&] { restore_county(request, county.effects()); }),
              "not empty"));
    CHECK(read_text(request.data / "mine.txt") == "x");
}

TEST_CASE("a backup with an altered, missing or foreign file is refused whole") {
    CountyFixture county;
    with_photo(county, "照片");
    const BackupMade backup = backed_up(county);
    const RestoreRequest request = request_for(county, backup);
    const auto refused = [&](const char* why) {
        CHECK(has(refusal(ErrorKind::rejected, [&] { restore_county(request, county.effects()); }),
                  why));
        CHECK(!fs::exists(request.data));
    };
    const fs::path file = blob(backup.folder, "照片");
    const std::string bytes = read_text(file);
    std::string altered = bytes;
    altered[0] ^= 1;
    write_text(file, altered);
    refused("not what the manifest says");
    fs::remove(file);
    refused("missing");
    write_text(file, bytes);
    write_text(backup.folder / "data" / "more.txt", "x");
    refused("not in the manifest");
    fs::remove(backup.folder / "data" / "more.txt");
    const std::string manifest = read_text(backup.folder / kManifestFile);
    write_text(backup.folder / kManifestFile, manifest.substr(0, manifest.size() / 2));
    refused("damaged");
    fs::remove(backup.folder / kManifestFile);
    refused("never finished");
    write_text(backup.folder / kManifestFile, manifest);
    restore_county(request, county.effects());
}

TEST_CASE("a backup that was cut off goes, one that was not recorded is recorded") {
    CountyFixture county;
    const fs::path folder = county.scratch() / "backups";
    write_text(folder / "20261120T010000Z.partial" / "county.db", "half");
    const BackupMade first = backed_up(county);
    CHECK(!fs::exists(folder / "20261120T010000Z.partial"));
    forget_backup(county.county(), somebody_with_the_keys(county), first.manifest);
    CHECK(known_backups(county.county()).empty());
    const BackupMade second = backed_up(county);
    const auto known = known_backups(county.county());
    REQUIRE(known.size() == 2);
    CHECK(known[0].row.manifest == second.manifest);
    CHECK(known[1].row.manifest == first.manifest);
    CHECK(has(refusal(ErrorKind::invalid,
                      [&] {
                          make_backup(county.county(), somebody_with_the_keys(county),
                                      {county.data() / "backups", {}});
                      }),
              "county's own"));
}

TEST_CASE("the list of backups tells how much of them was erased since") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = county.publish(notice("要删除的")).at(0).item;
        const BackupMade old = backed_up(county);
        county.pass(std::chrono::seconds(60));
        county.publish(operation(id, "erase"));
        const BackupMade young = backed_up(county);
        const auto known = known_backups(county.county());
        REQUIRE(known.size() == 2);
        CHECK(known[0].row.manifest == young.manifest);
        CHECK(known[0].erased_since == 0);
        CHECK(known[1].erased_since == 1);
        forget_backup(county.county(), somebody_with_the_keys(county), old.manifest.substr(0, 12));
        CHECK(known_backups(county.county()).size() == 1);
        CHECK(has(refusal(ErrorKind::invalid,
                          [&] {
                              forget_backup(county.county(), somebody_with_the_keys(county),
                                            old.manifest.substr(0, 12));
                          }),
                  "No backup"));
    });
}

TEST_CASE("a file sealed with a passphrase opens whole or not at all") {
    const std::string clear(200'000, 'k');
    CHECK(has(refusal(ErrorKind::invalid, [&] { seal(clear, "short", feed::system_random()); }),
              "too short"));
    const std::string sealed = seal(clear, kPassphrase, feed::system_random());
    CHECK(sealed.find("kkkk") == std::string::npos);
    CHECK(unseal(sealed, kPassphrase) == clear);
    const auto refused = [&](const std::string& bytes) {
        refusal(ErrorKind::rejected, [&] {
            unseal(bytes, kPassphrase);
            CHECK(false);
        });
    };
    refused(sealed.substr(0, sealed.size() - 1));
    refused(sealed.substr(0, sealed.size() - 3500));
    refused(sealed + "x");
    refused("");
    std::string altered = sealed;
    altered[altered.size() / 2] ^= 1;
    refused(altered);
    CHECK(unseal(seal("", kPassphrase, feed::system_random()), kPassphrase).empty());
}
