#include "sync/feed/entry.h"

#include <doctest/doctest.h>

#include "feed_fixture.h"
#include "sync/feed/item_history.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const std::string kId = "01939f2e-7d00-7abc-8def-0123456789ab";

Envelope notice() {
    Envelope envelope;
    envelope.area = area("539921102205");
    envelope.id = kId;
    envelope.revision = 1;
    envelope.catalogue = "N02";
    envelope.formed = *parse_day("2026-11-20");
    envelope.published = at("2026-11-20T02:00:00Z");
    envelope.office = "539921102205-VC";
    envelope.reviewers = {"county_editor"};
    envelope.bodies = {{Audience::public_, sha256("body"), 4, {}}};
    return envelope;
}

/// Everything an envelope can hold.
Envelope full() {
    Envelope envelope = notice();
    envelope.operation = Operation::correct;
    envelope.revision = 2;
    envelope.kind = Kind::subsidy_roll;
    envelope.priority = Priority::high;
    envelope.embargo = at("2026-11-21T00:00:00Z");
    envelope.expires = at("2027-11-21T00:00:00Z");
    envelope.notice_from = *parse_day("2026-11-20");
    envelope.notice_to = *parse_day("2026-11-27");
    envelope.group = "3";
    envelope.bodies[0].keep_until = at("2028-01-01T00:00:00Z");
    envelope.bodies.push_back({Audience::village, sha256("other"), 5, at("2027-01-01T00:00:00Z")});
    envelope.attachments = {
        {Audience::public_, sha256("file"), 9, "image/png", "zh-CN", "picture"},
        {Audience::village, sha256("sealed"), 99, "application/pdf", "", "voucher"}};
    return envelope;
}

Envelope bare(Operation operation, std::uint32_t revision) {
    Envelope envelope = notice();
    envelope.operation = operation;
    envelope.revision = revision;
    if (operation == Operation::retire || operation == Operation::erase) envelope.bodies.clear();
    return envelope;
}

Verdict open(const std::string& entry, const TestCounty& county) {
    return open_entry(entry, {county.village, 0}, county.publishers()).verdict;
}

std::string signed_by(const Envelope& envelope, const Signer& signer) {
    return sign_entry(envelope, std::vector<Signer>{signer});
}

}  // namespace

TEST_CASE("an envelope has one spelling, which is that of the format") {
    CHECK(format_envelope(notice()) ==
          R"({"v":1,"op":"publish","area":"539921102205",)"
          R"("id":"01939f2e-7d00-7abc-8def-0123456789ab","rev":1,)"
          R"("kind":"notice","catalogue":"N02","priority":"normal","formed":"2026-11-20",)"
          R"("published":"2026-11-20T02:00:00Z","office":"539921102205-VC",)"
          R"("reviewers":["county_editor"],"bodies":[{"audience":"public","sha256":)"
          R"("230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5","size":4}]})");
    for (const Envelope& envelope : {notice(), full(), bare(Operation::withdraw, 2),
                                     bare(Operation::retire, 2), bare(Operation::erase, 2)})
        CHECK(parse_envelope(format_envelope(envelope)) == envelope);
}

TEST_CASE("a dictionary's envelope holds the dictionary and nothing else") {
    Envelope envelope;
    envelope.operation = Operation::dictionary;
    envelope.area = area("539921");
    envelope.published = at("2026-11-20T02:00:00Z");
    envelope.dictionary = DictionaryRef{77, sha256("d"), 1000};
    const std::string json = format_envelope(envelope);
    CHECK(json.starts_with(
        R"({"v":1,"op":"dictionary","area":"539921","published":"2026-11-20T02:00:00Z",)"
        R"("dictionary":{"id":77,)"));
    CHECK(parse_envelope(json) == envelope);
    envelope.office = "x";
    CHECK_THROWS_AS(format_envelope(envelope), Error);
}

TEST_CASE("an envelope cut or changed anywhere is refused or says something else") {
    const std::string json = format_envelope(full());
    for (std::size_t i = 0; i < json.size(); ++i) {
        CHECK_FALSE(parse_envelope(json.substr(0, i)));
        for (char replacement : {' ', '"', '0', '\\', '\n', '\xff'}) {
            if (json[i] == replacement) continue;
            std::string changed = json;
            changed[i] = replacement;
            const auto parsed = parse_envelope(changed);
            if (parsed) CHECK_FALSE(*parsed == full());
            if (parsed) CHECK(format_envelope(*parsed) == changed);
        }
    }
}

TEST_CASE("other spellings of the same envelope are refused") {
    const std::string json = format_envelope(notice());
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = json;
        changed.replace(changed.find(from), from.size(), to);
        return changed;
    };
    CHECK_FALSE(parse_envelope(json + " "));
    CHECK_FALSE(parse_envelope(json + "\n"));
    CHECK_FALSE(parse_envelope("\xEF\xBB\xBF" + json));
    CHECK_FALSE(parse_envelope(with("\"v\":1", "\"v\":2")));
    CHECK_FALSE(parse_envelope(with("\"v\":1", "\"v\":1.0")));
    CHECK_FALSE(parse_envelope(with("\"rev\":1", "\"rev\":1.0")));
    CHECK_FALSE(parse_envelope(with("\"rev\":1", "\"rev\":-1")));
    CHECK_FALSE(parse_envelope(with("\"rev\":1", "\"rev\":\"1\"")));
    CHECK_FALSE(parse_envelope(with("\"rev\":1", "\"rev\":1,\"rev\":1")));
    CHECK_FALSE(parse_envelope(with("\"rev\":1", "\"rev\":1,\"title\":\"x\"")));
    CHECK_FALSE(parse_envelope(with("notice", "notices")));
    CHECK_FALSE(parse_envelope(with("N02", "\\u004e02")));
    CHECK_FALSE(parse_envelope(with("\"area\":\"539921102205\",", "")));
    CHECK_FALSE(parse_envelope(with("\"539921102205\"", "539921102205")));
    CHECK_FALSE(parse_envelope(with("\"539921102205\"", "\"5399211022\"")));
    CHECK_FALSE(parse_envelope(with("\"539921102205\"", "\"539921000000\"")));
    CHECK_FALSE(parse_envelope(with("\"op\":\"publish\",\"area\":\"539921102205\"",
                                    "\"area\":\"539921102205\",\"op\":\"publish\"")));
    CHECK_FALSE(parse_envelope(with("02:00:00Z", "02:00:00+00:00")));
    CHECK_FALSE(parse_envelope(with("2026-11-20\"", "2026-02-30\"")));
    CHECK_FALSE(parse_envelope("{\"op\":\"publish\"," + json.substr(1)));
    CHECK_FALSE(parse_envelope("[]"));
    CHECK_FALSE(parse_envelope("null"));
}

TEST_CASE("what can't be erased holds no words") {
    const auto refused = [](auto change) {
        Envelope envelope = full();
        change(envelope);
        CHECK_THROWS_AS(format_envelope(envelope), Error);
    };
    refused([](Envelope& e) { e.office = "核桃箐村委会"; });
    refused([](Envelope& e) { e.office = "two words"; });
    refused([](Envelope& e) { e.office.clear(); });
    refused([](Envelope& e) { e.group = "大箐组"; });
    refused([](Envelope& e) { e.catalogue = std::string(65, 'x'); });
    refused([](Envelope& e) { e.reviewers = {"张"}; });
    refused([](Envelope& e) { e.reviewers = std::vector<std::string>(17, "a"); });
    refused([](Envelope& e) { e.attachments[0].role = "a picture"; });
    refused([](Envelope& e) { e.attachments[0].mime = "png"; });
    refused([](Envelope& e) { e.attachments[0].mime = "image/png/x"; });
    refused([](Envelope& e) { e.attachments[0].language = "zh_CN"; });
}

TEST_CASE("limits of an envelope are kept") {
    const auto refused = [](auto change) {
        Envelope envelope = full();
        change(envelope);
        CHECK_THROWS_AS(format_envelope(envelope), Error);
    };
    refused([](Envelope& e) { e.area.reset(); });
    refused([](Envelope& e) { e.id = "01939f2e-7d00-4abc-8def-0123456789ab"; });
    refused([](Envelope& e) { e.id = "01939F2E-7d00-7abc-8def-0123456789ab"; });
    refused([](Envelope& e) { e.revision = 0; });
    refused([](Envelope& e) { e.revision = kMaxRevision + 1; });
    refused([](Envelope& e) { e.notice_to.reset(); });
    refused([](Envelope& e) { e.notice_from = *parse_day("2026-11-28"); });
    refused([](Envelope& e) { e.bodies.clear(); });
    refused([](Envelope& e) { std::swap(e.bodies[0], e.bodies[1]); });
    refused([](Envelope& e) { e.bodies[1].audience = Audience::public_; });
    refused([](Envelope& e) { e.bodies.push_back(e.bodies[1]); });
    refused([](Envelope& e) { e.bodies[0].size = 0; });
    refused([](Envelope& e) { e.bodies[0].size = kMaxBodyBytes + 1; });
    refused([](Envelope& e) { e.attachments[0].size = kMaxAttachmentBytes + 1; });
    refused([](Envelope& e) { e.attachments.resize(257, e.attachments[0]); });
    refused([](Envelope& e) { e.dictionary = DictionaryRef{1, sha256("d"), 1}; });
    refused([](Envelope& e) { e.operation = Operation::erase; });
    refused([](Envelope& e) { e.operation = Operation::withdraw; });
}

TEST_CASE("an entry opens for a publisher whose area and kinds cover it") {
    const TestCounty county;
    const std::string entry = signed_by(notice(), county.publisher);
    const OpenedEntry opened = open_entry(entry, {county.village, 0}, county.publishers());
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.envelope == notice());
    CHECK(opened.publishers == std::vector<std::string>{"publisher.yunling.example"});
    CHECK(read_entry(entry).envelope == notice());
}

TEST_CASE("a publisher out of its area or kinds is refused") {
    const TestCounty county;
    const auto open_in = [&](Envelope envelope, const char* code,
                             const std::vector<PublisherKey>& publishers) {
        envelope.area = area(code);
        return open_entry(signed_by(envelope, county.publisher), {area(code), 0}, publishers)
            .verdict;
    };
    CHECK(open_in(notice(), "539921", county.publishers()) == Verdict::verified);
    CHECK(open_in(notice(), "539922102205", county.publishers()) ==
          Verdict::publisher_out_of_scope);
    Envelope finance = notice();
    finance.kind = Kind::finance;
    CHECK(open_in(finance, "539921", county.publishers()) == Verdict::publisher_out_of_scope);
    auto village_only = county.publishers();
    village_only[0].areas = {county.village};
    CHECK(open_in(notice(), "539921102205", village_only) == Verdict::verified);
    CHECK(open_in(notice(), "539921102", village_only) == Verdict::publisher_out_of_scope);
}

TEST_CASE("an entry opens in no feed but the one that its publisher signed it for") {
    const TestCounty county;
    const std::string entry = signed_by(notice(), county.publisher);
    for (const char* other : {"539921102206", "539921102", "539921"})
        CHECK(open_entry(entry, {area(other), 0}, county.publishers()).verdict ==
              Verdict::foreign_origin);
    Envelope dictionary;
    dictionary.operation = Operation::dictionary;
    dictionary.area = area("539921102206");
    dictionary.dictionary = DictionaryRef{77, sha256("d"), 1000};
    CHECK(open(signed_by(dictionary, county.publisher), county) == Verdict::foreign_origin);
    dictionary.area = county.village;
    CHECK(open(signed_by(dictionary, county.publisher), county) == Verdict::verified);
}

TEST_CASE("a retired key's entries stay valid below the size where it ended, and nowhere else") {
    const TestCounty county;
    auto publishers = county.publishers();
    publishers[0].until = {{county.village, 2}, {area("539921"), 9}};
    const std::string entry = signed_by(notice(), county.publisher);
    const auto at_index = [&](std::uint64_t index) {
        return open_entry(entry, {county.village, index}, publishers).verdict;
    };
    CHECK(at_index(0) == Verdict::verified);
    CHECK(at_index(1) == Verdict::verified);
    CHECK(at_index(2) == Verdict::publisher_out_of_scope);
    CHECK(at_index(8) == Verdict::publisher_out_of_scope);
    Envelope elsewhere = notice();
    elsewhere.area = area("539921102206");
    CHECK(open_entry(signed_by(elsewhere, county.publisher), {*elsewhere.area, 0}, publishers)
              .verdict == Verdict::publisher_out_of_scope);
    // a key that is in force makes up for it, signing beside it
    const Signer heir = fixed_signer("heir.example", KeyType::ed25519, 10);
    publishers.push_back({heir.verifier(), {area("539921")}, {Kind::notice}});
    const std::string both = sign_entry(notice(), std::vector<Signer>{county.publisher, heir});
    const OpenedEntry opened = open_entry(both, {county.village, 2}, publishers);
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.publishers == std::vector<std::string>{"heir.example"});
}

TEST_CASE("one covering signature among several is enough, an unknown one does not count") {
    const TestCounty county;
    const Signer stranger = fixed_signer("stranger.example", KeyType::ed25519, 9);
    const std::string both = sign_entry(notice(), std::vector<Signer>{stranger, county.publisher});
    CHECK(open(both, county) == Verdict::verified);
    CHECK(open(signed_by(notice(), stranger), county) == Verdict::bad_signature);
    CHECK_THROWS_AS(sign_entry(notice(), {}), Error);
}

TEST_CASE("an entry that is no envelope, no note or too long is refused for that reason") {
    const TestCounty county;
    Note note{"{\"v\":1}\n", {}};
    note.signatures = {county.publisher.sign(note.text, Instant{})};
    CHECK(open(format_note(note), county) == Verdict::bad_entry);
    note.text = format_envelope(notice()) + "\n" + format_envelope(notice()) + "\n";
    note.signatures = {county.publisher.sign(note.text, Instant{})};
    CHECK(open(format_note(note), county) == Verdict::bad_entry);
    CHECK(open("x", county) == Verdict::malformed);
    CHECK(open(std::string(65536, 'x'), county) == Verdict::oversize);
    CHECK(read_entry(std::string(65536, 'x')).verdict == Verdict::oversize);
    CHECK(read_entry("x").verdict == Verdict::malformed);
}

TEST_CASE("an item id carries its time and is a UUIDv7") {
    const std::string id = make_item_id(at("2026-11-20T02:00:00Z"), counted_random());
    CHECK(is_item_id(id));
    CHECK(id.starts_with("01a1f6ae-9900-7"));
    for (std::size_t i = 0; i < id.size(); ++i) {
        std::string changed = id;
        changed[i] = 'g';
        CHECK_FALSE(is_item_id(changed));
        CHECK_FALSE(is_item_id(id.substr(0, i)));
    }
}

TEST_CASE("a revision other than the next one is refused") {
    ItemHistory history;
    CHECK(history.apply(bare(Operation::correct, 2), 0) == Verdict::revision_gap);
    CHECK(history.apply(bare(Operation::publish, 2), 0) == Verdict::revision_gap);
    CHECK(history.apply(notice(), 0) == Verdict::verified);
    CHECK(history.apply(notice(), 1) == Verdict::revision_gap);
    CHECK(history.apply(bare(Operation::publish, 2), 1) == Verdict::revision_gap);
    CHECK(history.apply(bare(Operation::correct, 3), 1) == Verdict::revision_gap);
    CHECK(history.apply(bare(Operation::correct, 1), 1) == Verdict::revision_gap);
    CHECK(history.apply(bare(Operation::correct, 2), 1) == Verdict::verified);
    CHECK(history.find(kId)->revision == 2);
    CHECK(history.find(kId)->last_index == 1);
}

TEST_CASE("what may follow each phase of an item") {
    struct Case {
        Operation phase;
        std::vector<Operation> allowed;
    };
    const std::vector<Operation> all{Operation::publish, Operation::correct, Operation::withdraw,
                                     Operation::retire, Operation::erase};
    for (const Case& one : {
             Case{Operation::publish,
                  {Operation::correct, Operation::withdraw, Operation::retire, Operation::erase}},
             Case{Operation::withdraw, {Operation::correct, Operation::retire, Operation::erase}},
             Case{Operation::retire, {Operation::withdraw, Operation::erase}},
             Case{Operation::erase, {}},
         })
        for (Operation next : all) {
            const ItemState state = state_after(bare(one.phase, 1), 0);
            const bool allowed =
                std::find(one.allowed.begin(), one.allowed.end(), next) != one.allowed.end();
            CHECK(check_operation(bare(next, 2), state) ==
                  (allowed ? Verdict::verified : Verdict::revision_gap));
        }
}

TEST_CASE("an item never changes its kind") {
    ItemHistory history;
    history.apply(notice(), 0);
    Envelope correction = bare(Operation::correct, 2);
    correction.kind = Kind::policy;
    CHECK(history.apply(correction, 1) == Verdict::bad_entry);
    CHECK(history.find(kId)->revision == 1);
}

TEST_CASE("a dictionary serves only frames above its entry, the newest under an id first") {
    ItemHistory history;
    Envelope named;
    named.operation = Operation::dictionary;
    named.dictionary = DictionaryRef{5, sha256("a"), 1};
    history.apply(named, 3);
    named.dictionary->sha256 = sha256("b");
    history.apply(named, 7);
    CHECK_FALSE(history.dictionary(5, 3));
    CHECK(history.dictionary(5, 4)->ref.sha256 == sha256("a"));
    CHECK(history.dictionary(5, 7)->ref.sha256 == sha256("a"));
    CHECK(history.dictionary(5, 8)->ref.sha256 == sha256("b"));
    CHECK_FALSE(history.dictionary(6, 100));
}

TEST_CASE("zeros are legitimate after an erasure, or after a new dictionary and a new revision") {
    ItemHistory history;
    history.apply(notice(), 0);
    CHECK_FALSE(history.may_be_erased(kId, 0));
    Envelope named;
    named.operation = Operation::dictionary;
    named.dictionary = DictionaryRef{5, sha256("a"), 1};
    history.apply(named, 1);
    CHECK_FALSE(history.may_be_erased(kId, 0));
    history.apply(bare(Operation::correct, 2), 2);
    CHECK(history.may_be_erased(kId, 0));
    CHECK_FALSE(history.may_be_erased(kId, 2));
    history.apply(bare(Operation::erase, 3), 3);
    CHECK(history.may_be_erased(kId, 2));
    CHECK_FALSE(history.may_be_erased("another", 2));
}
