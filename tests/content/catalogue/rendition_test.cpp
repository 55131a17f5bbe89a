#include "content/catalogue/rendition.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "content/catalogue/builtin.h"
#include "content/catalogue/catalogue.h"
#include "content/model/error.h"
#include "tests/content/model/samples.h"

using namespace villageboard;
using test::sample;

namespace {

const CatalogueItem& item(std::string_view code) {
    static const Catalogue catalogue(builtin_catalogue());
    return *catalogue.find(code);
}

std::string bytes_of(const std::optional<Body>& body) {
    return body ? print_body(*body, "00112233445566778899aabbccddeeff") : std::string();
}

bool shows(const std::optional<Body>& body, std::string_view text) {
    return bytes_of(body).find(text) != std::string::npos;
}

template <typename T>
T of_sample(Kind kind) {
    return std::get<T>(parse_body(kind, sample(kind), Strictness::strict));
}

/// Twelve lines in three groups of 5, 5 and 2, in the order in which they were entered.
SubsidyRoll roll() {
    SubsidyRoll made = of_sample<SubsidyRoll>(Kind::subsidy_roll);
    made.lines.clear();
    const std::array<const char*, 12> names{"赵小寒", "钱大寒", "孙立春",   "李雨水",
                                            "周惊蛰", "吴春分", "郑清明",   "王谷雨",
                                            "冯立夏", "陈小满", "欧阳芒种", "ꓮꓑꓴ"};
    for (int i = 0; i < 12; ++i) {
        SubsidyLine line;
        line.id = "0000000" + std::string(1, "0123456789ab"[i]);
        line.seq = i + 1;
        line.name = names[static_cast<std::size_t>(i)];
        line.group = i < 5 ? "1" : i < 10 ? "2" : "3";
        line.amount_fen = Fen{1000 * (i + 1)};
        line.note = "卡号有误";
        line.same_name = 1;
        made.lines.push_back(line);
    }
    made.groups = {
        {"1", "大箐组", 5, {15000}}, {"2", "河边组", 5, {40000}}, {"3", "上寨组", 2, {23000}}};
    made.totals.lines = 12;
    made.totals.households = 12;
    made.totals.amount_fen = Fen{78000};
    return made;
}

struct Refusal {
    std::string message;
    std::string place;
};

Refusal refusal(const Body& body, std::string_view code) {
    try {
        derive_renditions(body, item(code));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return {error.what(), error.place()};
    }
    return {};
}

Refusal inference(const Body& full, const Body& shown) {
    try {
        refuse_inference(full, shown);
    } catch (const Error& error) {
        return {error.what(), error.place()};
    }
    return {};
}

}  // namespace

TEST_CASE("a kind that doesn't belong to the catalogue row is refused") {
    CHECK(refusal(roll(), "F01").place == "/catalogue");
    CHECK(refusal(Notice{}, "S02").message.find("S02") != std::string::npos);
}

TEST_CASE("a hidden name printed anywhere in the public text is refused with both places") {
    const auto expect = [](const SubsidyRoll& leaking, const char* place) {
        const Refusal refused = refusal(leaking, "S02");
        CHECK(refused.place == place);
        CHECK(refused.message.find("/lines/7/name") != std::string::npos);
        CHECK(refused.message.find(place) != std::string::npos);
        CHECK(refused.message.find("王谷雨") == std::string::npos);
    };
    SubsidyRoll leaking = roll();
    leaking.summary = "王谷雨家的补贴已到账。";
    expect(leaking, "/summary");
    leaking = roll();
    leaking.title = "关于王谷雨等十二户的公示";
    expect(leaking, "/title");
    leaking = roll();
    leaking.blocks = {Paragraph{"王谷雨的卡号有误。"}};
    expect(leaking, "/blocks/0/text");
    leaking = roll();
    leaking.change_note->new_ = {{"姓名", "王谷雨"}};
    expect(leaking, "/change_note/new/0/value");
    leaking = roll();
    leaking.languages["en"].summary = "王谷雨";
    expect(leaking, "/languages/en/summary");
    leaking = roll();
    leaking.rule = "王谷雨除外";
    expect(leaking, "/rule");
}

TEST_CASE("line ids, numbers or the order of the village roll in a masked one are refused") {
    const Body full = roll();
    const auto masked = std::get<SubsidyRoll>(*apply_mask(full, Mask::m3));
    CHECK(inference(full, masked).place.empty());
    SubsidyRoll with_id = masked;
    with_id.lines[3].id = "00000001";
    CHECK(inference(full, with_id).place == "/lines/3/id");
    SubsidyRoll numbered = masked;
    numbered.lines[0].seq = 7;
    CHECK(inference(full, numbered).place == "/lines/0/seq");
    SubsidyRoll in_order = roll();
    for (SubsidyLine& line : in_order.lines) {
        line.name = mask_name(line.name);
        line.id.reset();
        line.same_name.reset();
        line.note.reset();
    }
    CHECK(inference(full, in_order).place == "/lines");
}

TEST_CASE("a group total or a difference of totals that tells one line is refused") {
    const Body full = roll();
    SubsidyRoll figures = roll();
    figures.lines.clear();
    CHECK(inference(full, figures).place == "/groups/2/amount_fen");
    CHECK(inference(full, figures).message.find("/lines/*/amount_fen") != std::string::npos);
    figures.groups.pop_back();
    CHECK(inference(full, figures).place == "/totals/amount_fen");
    CHECK(inference(full, figures).message.find("/groups/*/amount_fen") != std::string::npos);
    figures.groups.clear();
    CHECK(inference(full, figures).place.empty());
    SubsidyRoll left_out = roll();
    left_out.groups.pop_back();
    CHECK(refusal(left_out, "S03").place == "/totals/amount_fen");
}

TEST_CASE("a payee's name in the summary of an entry is refused, a company's isn't") {
    Finance report = of_sample<Finance>(Kind::finance);
    report.sheet_b->entries[0].summary = "付张小满误工补贴";
    CHECK(refusal(report, "F02").place == "/sheet_b/entries/0/summary");
    report.sheet_b->entries[0].party_is_person = false;
    report.sheet_e.reset();
    report.sheet_f.reset();
    CHECK(refusal(report, "F02").place.empty());
}

TEST_CASE("a roll has full names in the village body and masked ones in the public body") {
    const Renditions both = derive_renditions(roll(), item("S02"));
    REQUIRE(both.village);
    CHECK(*both.village == Body(roll()));
    const auto& shown = std::get<SubsidyRoll>(*both.public_);
    REQUIRE(shown.lines.size() == 12);
    for (const SubsidyLine& line : shown.lines) {
        CHECK(line.name.ends_with("**"));
        CHECK_FALSE(line.id);
        CHECK_FALSE(line.note);
        CHECK_FALSE(line.same_name);
    }
    for (const SubsidyLine& line : roll().lines) CHECK_FALSE(shows(both.public_, line.name));
    CHECK(shown.totals == roll().totals);
    CHECK(shown.pictures.empty());
    CHECK(std::none_of(shown.blocks.begin(), shown.blocks.end(), [](const Block& block) {
        return std::holds_alternative<PictureBlock>(block);
    }));
    SubsidyRoll shuffled = roll();
    std::reverse(shuffled.lines.begin(), shuffled.lines.end());
    CHECK(bytes_of(derive_renditions(shuffled, item("S02")).public_) == bytes_of(both.public_));
}

TEST_CASE("names are masked in one way, compound family names and other scripts too") {
    CHECK(mask_name("李四") == "李**");
    CHECK(mask_name("张小满") == "张**");
    CHECK(mask_name("欧阳芒种") == "欧阳**");
    CHECK(mask_name("欧阳") == "欧**");
    CHECK(mask_name("阿普友") == "阿**");
    CHECK(mask_name("𠮷田") == "𠮷**");
    CHECK(mask_name("ꓮꓑꓴ") == "ꓮ**");
    CHECK(mask_name("阿不都·热合曼") == "阿**");
    CHECK(mask_name("").empty());
}

TEST_CASE("figures only: totals, rule and groups of five lines or more, no line") {
    const Renditions both = derive_renditions(roll(), item("S03"));
    const auto& shown = std::get<SubsidyRoll>(*both.public_);
    CHECK(shown.lines.empty());
    CHECK(shown.totals == roll().totals);
    CHECK(shown.rule == roll().rule);
    REQUIRE(shown.groups.size() == 2);
    Fen sum;
    for (const SubsidyGroup& group : shown.groups) {
        CHECK(group.lines >= 5);
        sum += group.amount_fen;
    }
    CHECK(sum == Fen{78000});
    CHECK(std::any_of(shown.groups.begin(), shown.groups.end(),
                      [](const SubsidyGroup& group) { return group.lines == 7; }));
    CHECK(both.village);
}

TEST_CASE("groups that merge into one are left out, since they'd repeat the total") {
    SubsidyRoll small = roll();
    small.lines.resize(4);
    small.totals.lines = 4;
    small.groups = {{"1", "甲组", 2, {3000}}, {"2", "乙组", 2, {7000}}};
    CHECK(std::get<SubsidyRoll>(*derive_renditions(small, item("S03")).public_).groups.empty());
}

TEST_CASE("items that are figures only everywhere have one public body without any name") {
    const ReliefRoll relief = of_sample<ReliefRoll>(Kind::relief_roll);
    for (const char* code : {"H07", "H08"}) {
        const Renditions one = derive_renditions(relief, item(code));
        CHECK_FALSE(one.village);
        CHECK(std::get<ReliefRoll>(*one.public_).lines.empty());
        CHECK_FALSE(shows(one.public_, "张小满"));
        CHECK(std::get<ReliefRoll>(*one.public_).pictures.empty());
        CHECK_THROWS_AS(attachment_audience(item(code), Audience::village), Error);
    }
    ReliefRoll tefu = relief;
    tefu.relief = "tefu";
    CHECK_FALSE(derive_renditions(tefu, item("E06")).village);
    tefu.relief = "jiangfu";
    CHECK(shows(derive_renditions(tefu, item("E06")).village, "张小满"));
}

TEST_CASE("a finance report hides payees, lessees and debtors by its row of the catalogue") {
    Finance report = of_sample<Finance>(Kind::finance);
    const Renditions itemised = derive_renditions(report, item("F02"));
    const auto& entry = std::get<Finance>(*itemised.public_).sheet_b->entries.at(0);
    CHECK(entry.party == "张**");
    CHECK(entry.handler == "李会计");
    CHECK(entry.vouchers.empty());
    CHECK(std::get<Finance>(*itemised.village).sheet_b->entries.at(0).party == "张小满");
    CHECK(std::get<Finance>(*itemised.village).sheet_b->entries.at(0).vouchers.size() == 1);

    const auto leased = std::get<Finance>(*derive_renditions(report, item("F08")).public_);
    CHECK(leased.sheet_e->assets.at(0).contract->lessee == "张**");
    report.sheet_e->assets[0].contract->lessee = "某农业公司";
    report.sheet_e->assets[0].contract->lessee_is_person = false;
    CHECK(std::get<Finance>(*derive_renditions(report, item("F08")).public_)
              .sheet_e->assets.at(0)
              .contract->lessee == "某农业公司");

    const auto debts = std::get<Finance>(*derive_renditions(report, item("F07")).public_);
    CHECK(debts.sheet_f->owed_to_village.empty());
    CHECK(debts.sheet_f->owed_by_village.empty());
    CHECK(debts.sheet_f->owed_to_total_fen == Fen{1});
    CHECK_FALSE(shows(Body(debts), "张小满"));
}

TEST_CASE("office holders are named where the mask says so and nowhere else") {
    const Finance report = of_sample<Finance>(Kind::finance);
    const Renditions pay = derive_renditions(report, item("F09"));
    CHECK_FALSE(pay.village);
    CHECK(shows(pay.public_, "王主任"));
    CHECK_FALSE(shows(pay.public_, "张小满"));
    const Renditions plan = derive_renditions(report, item("F03"));
    CHECK_FALSE(shows(plan.public_, "王主任"));
    CHECK_FALSE(shows(plan.public_, "和文书"));
    CHECK_FALSE(shows(plan.public_, "李会计"));
    const Contact contact = of_sample<Contact>(Kind::contact);
    CHECK(shows(derive_renditions(contact, item("G03")).public_, "王主任"));
}

TEST_CASE("of a village-only notice the public gets title and summary, not its text") {
    Notice voters = of_sample<Notice>(Kind::notice);
    voters.blocks = {TableBlock{{"序号", "姓名"}, {{"1", "张小满"}}, {}}, Paragraph{"选民名单。"}};
    const Renditions both = derive_renditions(voters, item("G05"));
    CHECK(shows(both.village, "张小满"));
    CHECK(std::get<Notice>(*both.public_).blocks.empty());
    CHECK(std::get<Notice>(*both.public_).title == voters.title);
    const Renditions leased = derive_renditions(voters, item("F08"));
    CHECK_FALSE(shows(leased.public_, "选民名单"));
    CHECK(shows(leased.village, "选民名单"));
    voters.summary = "张小满等一人是选民。";
    CHECK(refusal(voters, "G05").place == "/summary");
    CHECK(attachment_audience(item("G05"), Audience::public_) == Audience::village);
    CHECK(attachment_audience(item("N02"), Audience::public_) == Audience::public_);
}

TEST_CASE("renditions that would be equal are one public body, reference data pass unchanged") {
    const Notice notice = of_sample<Notice>(Kind::notice);
    const Renditions one = derive_renditions(notice, item("F14"));
    CHECK_FALSE(one.village);
    CHECK(*one.public_ == Body(notice));
    const Renditions table = public_only(Body(builtin_catalogue()));
    CHECK_FALSE(table.village);
    CHECK(*table.public_ == Body(builtin_catalogue()));
    CHECK_FALSE(apply_mask(notice, Mask::m5));
    CHECK_FALSE(apply_mask(notice, Mask::none));
}

TEST_CASE("lines without an id get a random one, unique within the roll") {
    Body body = roll();
    auto& lines = std::get<SubsidyRoll>(body).lines;
    lines[0].id.reset();
    lines[1].id.reset();
    unsigned call = 0;
    // the first two draws collide, and the third with an id that a line has already
    const std::array<unsigned, 4> draws{0x11, 0x11, 0x00, 0x22};
    assign_line_ids(body, [&](std::span<std::byte> bytes) {
        std::fill(bytes.begin(), bytes.end(), std::byte{0});
        const unsigned draw = draws.at(call++);
        std::fill(bytes.begin(), bytes.end(), static_cast<std::byte>(draw));
        if (draw == 0) bytes[3] = std::byte{2};
    });
    CHECK(lines[0].id == "11111111");
    CHECK(lines[1].id == "22222222");
    CHECK(lines[2].id == "00000002");
}

TEST_CASE("keep times count from the date their row names") {
    const Instant published = *parse_instant("2026-11-20T02:00:00Z");
    const Day notice_end = *parse_day("2026-11-27");
    const auto until = [&](std::string_view code, const ItemDates& dates) {
        const auto at = keep_until(*item(code).village.keep, dates);
        return at ? format_instant(*at) : std::string("no end");
    };
    CHECK(until("F02", {published, {}, {}, {}}) == "2027-11-20T02:00:00Z");
    CHECK(until("H01", {published, notice_end, {}, {}}) == "2026-11-27T16:00:00Z");
    CHECK(until("H01", {published, {}, {}, {}}) == "2026-11-27T02:00:00Z");
    CHECK(until("H02", {published, {}, {}, {}}) == "2027-03-20T02:00:00Z");
    CHECK(until("G01", {published, {}, {}, {}}) == "no end");
    CHECK(until("F08", {published, {}, *parse_day("2029-12-31"), {}}) == "2029-12-31T16:00:00Z");
    CHECK(until("N02", {published, {}, {}, *parse_instant("2026-11-21T00:00:00Z")}) ==
          "2026-11-22T00:00:00Z");
}

TEST_CASE("a body tells its own term and event") {
    const Instant published = *parse_instant("2026-11-20T02:00:00Z");
    const Instant expires = *parse_instant("2027-01-01T00:00:00Z");
    const auto dates = [&](Kind kind) {
        return item_dates(parse_body(kind, sample(kind), Strictness::strict), published, {},
                          expires);
    };
    CHECK(dates(Kind::finance).term_end == parse_day("2029-12-31"));
    CHECK(dates(Kind::project).term_end == parse_day("2026-09-01"));
    CHECK(dates(Kind::notice).event_end == parse_instant("2026-11-20T04:00:00Z"));
    CHECK(dates(Kind::alert).event_end == parse_instant("2026-11-20T12:00:00Z"));
    CHECK(dates(Kind::consultation).event_end == parse_instant("2026-11-30T16:00:00Z"));
    CHECK(dates(Kind::guide).event_end == expires);
    CHECK(dates(Kind::guide).term_end == parse_day("2027-01-01"));
}
