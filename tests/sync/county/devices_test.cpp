#include "sync/county/devices.h"

#include <doctest/doctest.h>

#include "sync/county/publish/exporter.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/enrolment.h"
#include "sync/feed/pack.h"
#include "sync/feed/root.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

/// What a terminal holds.
struct Terminal {
    feed::Signer signer =
        feed::Signer::generate("device", feed::KeyType::ed25519, feed::system_random());
    feed::BoxKeyPair box = feed::make_box_key_pair(feed::system_random()(32));

    std::string request(const feed::EnrolmentCode& code, const char* area = kVillage) const {
        return feed::format_request(
            {code.id, area_code(area), signer.verifier().public_key(), box.public_key}, code);
    }
};

std::string enrol(CountyFixture& fixture, const Terminal& terminal, const char* area = kVillage) {
    Devices devices(fixture.tools());
    const auto code = *feed::EnrolmentCode::parse(devices.make_code(area_code(area)));
    const std::string request = terminal.request(code, area);
    const EnrolmentAnswer answer = devices.enrol(request);
    REQUIRE(answer.outcome == EnrolmentOutcome::made);
    const auto reply = feed::open_reply(answer.body, request, code);
    REQUIRE(reply);
    CHECK(feed::open_first_root(reply->root).verdict == feed::Verdict::verified);
    return reply->device_id;
}

std::optional<feed::DeviceKeys> keys_of(CountyFixture& fixture, const std::string& id,
                                        const Terminal& terminal) {
    const auto note = fixture.tools().files.read("keys/" + id);
    if (!note) return std::nullopt;
    const feed::VerifierKey log[] = {fixture.county().keys().county_log().verifier()};
    const auto opened = feed::open_device_keys(*note, log, id, terminal.box);
    CHECK(opened.verdict == feed::Verdict::verified);
    return opened.keys;
}

}  // namespace

TEST_CASE("a code enrols one terminal, once, for its own area, for a day") {
    CountyFixture fixture;
    Devices devices(fixture.tools());
    const Terminal terminal;
    const auto code = *feed::EnrolmentCode::parse(devices.make_code(area_code(kVillage)));
    CHECK(devices.enrol("").outcome == EnrolmentOutcome::malformed);
    CHECK(devices.enrol("{}").outcome == EnrolmentOutcome::malformed);
    feed::EnrolmentCode guessed = code;
    guessed.secret = std::string(10, 'x');
    CHECK(devices.enrol(terminal.request(guessed)).outcome == EnrolmentOutcome::refused);
    CHECK(devices.enrol(terminal.request(code, kTown)).outcome == EnrolmentOutcome::refused);
    const std::string request = terminal.request(code);
    const EnrolmentAnswer first = devices.enrol(request);
    CHECK(first.outcome == EnrolmentOutcome::made);
    const EnrolmentAnswer again = devices.enrol(request);
    CHECK(again.outcome == EnrolmentOutcome::repeated);
    CHECK(feed::open_reply(first.body, request, code)->device_id ==
          feed::open_reply(again.body, request, code)->device_id);
    CHECK(devices.enrol(Terminal().request(code)).outcome == EnrolmentOutcome::refused);
    CHECK(devices.list().size() == 1);
    const auto late = *feed::EnrolmentCode::parse(devices.make_code(area_code(kVillage)));
    fixture.pass(std::chrono::hours(25));
    CHECK(devices.enrol(Terminal().request(late)).outcome == EnrolmentOutcome::refused);
}

TEST_CASE("the feeds a terminal will follow are there before it enrols") {
    CountyFixture fixture;
    Devices(fixture.tools()).make_code(area_code(kVillage));
    for (const char* area : {kCounty, kTown, kVillage})
        CHECK(std::filesystem::exists(fixture.feed() / area / "checkpoint"));
}

TEST_CASE("keys come with acceptance, and only what the terminal may read") {
    CountyFixture fixture;
    const Terminal terminal;
    const std::string id = enrol(fixture, terminal);
    fixture.publish(roll());
    CHECK(!fixture.tools().files.read("keys/" + id));
    Devices(fixture.tools()).accept(id, {area_code("539921102206")});
    const auto keys = keys_of(fixture, id, terminal);
    REQUIRE(keys);
    CHECK(keys->home == area_code(kVillage));
    CHECK(keys->areas.size() == 4);
    CHECK(keys->village_keys.count(area_code(kVillage)) == 1);
    CHECK(keys->village_keys.count(area_code("539921102206")) == 1);
    CHECK(keys->village_keys.count(area_code("539921102207")) == 0);
    CHECK(keys->staff.empty());
    const Terminal other;
    const auto note = fixture.tools().files.read("keys/" + id);
    const feed::VerifierKey log[] = {fixture.county().keys().county_log().verifier()};
    CHECK(feed::open_device_keys(*note, log, id, other.box).verdict == feed::Verdict::missing_key);
    CHECK_THROWS_AS(Devices(fixture.tools()).accept("unknown-device", {}), Error);
    CHECK_THROWS_AS(Devices(fixture.tools()).accept(id, {area_code("539922102206")}), Error);
}

TEST_CASE("a revoked terminal loses its file, and the others get a new key version") {
    CountyFixture fixture;
    const Terminal lost;
    const Terminal kept;
    const std::string lost_id = enrol(fixture, lost);
    const std::string kept_id = enrol(fixture, kept);
    Devices devices(fixture.tools());
    CHECK(devices.accept_all() == 2);
    fixture.publish(roll());
    const auto before = *keys_of(fixture, kept_id, kept);
    devices.revoke(lost_id);
    CHECK(!fixture.tools().files.read("keys/" + lost_id));
    const auto after = *keys_of(fixture, kept_id, kept);
    CHECK(after.version > before.version);
    const auto& versions = after.village_keys.at(area_code(kVillage));
    CHECK(versions.size() == 2);
    CHECK(versions.at(1) != versions.at(2));
    CHECK_THROWS_AS(devices.accept(lost_id, {}), Error);
    auto next = roll();
    next["body"]["period_no"] = "2";
    const auto index = fixture.publish(next).at(0).index;
    fixture.county().repository().visit_entries(kVillage, index, 1, [](const EntryRow& row) {
        const auto record = feed::PackReader(row.record).next();
        CHECK(feed::sealed_key_version(record->body_frames[1]) == 2);
    });
}

TEST_CASE("a request on a stick is answered there, a bad one is told there") {
    CountyFixture fixture;
    Devices devices(fixture.tools());
    const auto code = *feed::EnrolmentCode::parse(devices.make_code(area_code(kVillage)));
    const Terminal terminal;
    const auto stick = fixture.scratch() / "stick";
    const std::string request = terminal.request(code);
    write_text(stick / "devices" / (code.id + ".request"), request);
    write_text(stick / "devices" / "ZZZZ.request", "nonsense");
    const auto imported = devices.import(stick);
    CHECK(imported.size() == 2);
    CHECK(feed::open_reply(read_text(stick / "devices" / (code.id + ".reply")), request, code));
    CHECK(read_text(stick / "devices" / "ZZZZ.reply").find("\"error\"") != std::string::npos);
    CHECK_THROWS_AS(devices.import(fixture.scratch() / "no-stick"), Error);
}

TEST_CASE("an export holds what a terminal needs, and a second one copies nothing") {
    CountyFixture fixture;
    const Terminal terminal;
    const std::string id = enrol(fixture, terminal);
    Devices(fixture.tools()).accept(id, {});
    write_text(fixture.scratch() / "a.txt", "附件");
    auto with_file = notice("带附件");
    with_file["attachments"] = {
        {{"file", "a.txt"}, {"mime", "text/plain"}, {"role", "original"}, {"audience", "public"}}};
    fixture.publish(with_file);
    const auto to = fixture.scratch() / "mirror";
    feed::DiskFileSystem disk(to);
    const ExportReport first = export_feeds(fixture.tools(), disk, {area_code(kVillage)});
    CHECK(first.feeds == 3);
    for (const std::string& file :
         {std::string("root/1"), "keys/" + id, std::string(kVillage) + "/checkpoint",
          std::string(kVillage) + "/pack/000.p/1"})
        CHECK_MESSAGE(std::filesystem::exists(to / file), file);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(to)) {
        if (!entry.is_regular_file()) continue;
        const auto name = std::filesystem::relative(entry.path(), to);
        CHECK_MESSAGE(read_text(entry.path()) == read_text(fixture.feed() / name), name);
    }
    CHECK(export_feeds(fixture.tools(), disk, {}).files == 0);
    CHECK_THROWS_AS(export_feeds(fixture.tools(), disk, {area_code("539921103")}), Error);
}

TEST_CASE("an erased attachment leaves the mirror with the next export") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "a.txt", "要删的附件");
    auto with_file = notice("带附件");
    with_file["attachments"] = {
        {{"file", "a.txt"}, {"mime", "text/plain"}, {"role", "original"}, {"audience", "public"}}};
    const std::string id = fixture.publish(with_file).at(0).item;
    const auto to = fixture.scratch() / "mirror";
    feed::DiskFileSystem disk(to);
    export_feeds(fixture.tools(), disk, {});
    const std::string digest = feed::sha256("要删的附件").hex();
    const auto blob = to / "blob" / digest.substr(0, 2) / digest.substr(2);
    CHECK(std::filesystem::exists(blob));
    fixture.publish({{"kind", "notice"},
                     {"catalogue", "N02"},
                     {"area", kVillage},
                     {"office", "539921102205-VC"},
                     {"reviewers", {"clerk"}},
                     {"operation", "erase"},
                     {"id", id}});
    export_feeds(fixture.tools(), disk, {});
    CHECK(!std::filesystem::exists(blob));
}
