#include "content/check/check.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "content/check/families.h"

using namespace villageboard;
using namespace villageboard::check;

namespace {

const Finding* find(const Findings& findings, const std::string& rule,
                    const std::string& place = {}) {
    for (const Finding& finding : findings)
        if (finding.rule == rule && (place.empty() || finding.place == place)) return &finding;
    return nullptr;
}

CheckContext context() { return {*parse_day("2026-11-20"), nullptr, nullptr, {}, {}}; }

template <typename T>
ItemDraft draft_of(Kind kind, T body) {
    ItemDraft draft(*AreaCode::parse("539921102205"));
    draft.kind = kind;
    draft.catalogue = "N02";
    draft.office = "539921102205-VC";
    draft.formed = *parse_day("2026-11-19");
    draft.published = start_of(*parse_day("2026-11-20"));
    draft.body = std::move(body);
    return draft;
}

Notice notice(const std::string& title = "停水通知") {
    Notice notice;
    notice.title = title;
    notice.summary = "明天上午停水。";
    notice.office_name = "核桃箐村委会";
    return notice;
}

ReliefRoll roll() {
    ReliefRoll roll;
    roll.title = "低保在保名单";
    roll.summary = "一户。";
    roll.office_name = "杉坪镇";
    roll.relief = "dibao";
    roll.relief_name = "低保";
    roll.stage = ReliefStage::confirmed;
    roll.objection_phone = "0886-12345";
    ReliefLine line;
    line.seq = 1;
    line.name = "普阿四";
    line.group = "1";
    line.persons = 2;
    line.amount_fen = Fen{50'050};
    roll.lines.push_back(line);
    roll.totals = {1, 2, Fen{50'050}};
    return roll;
}

CatalogueItem item(Mask village, Mask public_mask) {
    CatalogueItem item;
    item.code = "H02";
    item.name = "低保在保名单";
    item.kinds = {Kind::relief_roll};
    item.village.mask = village;
    item.public_.mask = public_mask;
    return item;
}

Findings with_meta(const std::string& title, const PageMeta& meta) {
    Notice body = notice(title);
    body.meta = meta;
    return check_category(draft_of(Kind::notice, body), nullptr);
}

}  // namespace

TEST_CASE("an ordinary notice has no finding") {
    const auto findings = check_item(draft_of(Kind::notice, notice()), nullptr, context());
    for (const Finding& finding : findings) INFO(finding.rule << " " << finding.place);
    CHECK(findings.empty());
}

TEST_CASE("errors come first, each once, as the command line prints them") {
    Notice body = notice("停水通知：找李师傅 13812345678");
    body.blocks = {Paragraph{"（没有收住。"}};
    const auto findings = check_item(draft_of(Kind::notice, body), nullptr, context());
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].rule == "VE1");
    CHECK(findings[0].place == "/body/title");
    CHECK(findings[1].rule == "VF5");
    CHECK(blocks(findings));
    const auto json = to_json(findings[0], Language::english);
    CHECK(json["rule"] == "VE1");
    CHECK(json["severity"] == "E");
    CHECK(json["place"] == "/body/title");
    CHECK(json["message"].get<std::string>().find("mobile") != std::string::npos);
    CHECK(json.size() == 4);
}

TEST_CASE("a waiver: privacy by no one, other errors by the county, warnings by anyone") {
    CHECK(waiver_of({"VE1", check::Severity::error, "", "", ""}) == Waiver::no_one);
    CHECK(waiver_of({"VA4", check::Severity::error, "", "", ""}) == Waiver::county);
    CHECK(waiver_of({"VE4", check::Severity::warning, "", "", ""}) == Waiver::anyone);
}

TEST_CASE("a withdrawal's reason passes the privacy gate too") {
    ItemDraft draft(*AreaCode::parse("539921102205"));
    draft.operation = Operation::withdraw;
    draft.id = "01890000-0000-7000-8000-000000000001";
    draft.office = "539921102205-VC";
    draft.reason = "名单里有张三的手机13812345678";
    CHECK(find(check_item(draft, nullptr, context()), "VE1"));
}

TEST_CASE("VE3: rolls that may have figures only, and rolls of small children") {
    ReliefRoll orphans = roll();
    orphans.relief_name = "孤儿基本生活费";
    CHECK(find(check_roll_persons(draft_of(Kind::relief_roll, orphans), nullptr), "VE3",
               "/body/lines"));
    orphans.lines.clear();
    CHECK(check_roll_persons(draft_of(Kind::relief_roll, orphans), nullptr).empty());
    ReliefRoll pupils = roll();
    pupils.relief_name = "小学营养餐";
    const auto findings = check_roll_persons(draft_of(Kind::relief_roll, pupils), nullptr);
    REQUIRE(find(findings, "VE3"));
    CHECK(find(findings, "VE3")->severity == check::Severity::warning);
}

TEST_CASE("VE3: a disability grade as the class of a line") {
    ReliefRoll graded = roll();
    graded.lines[0].class_ = "二级残疾";
    CHECK(find(check_item(draft_of(Kind::relief_roll, graded), nullptr, context()), "VE3",
               "/body/lines/0/class"));
    graded.lines[0].class_ = "A类";
    CHECK_FALSE(find(check_item(draft_of(Kind::relief_roll, graded), nullptr, context()), "VE3"));
}

TEST_CASE("VE4: a name of the roll, or a payee, stands in full in words that go outside") {
    ReliefRoll named = roll();
    named.summary = "普阿四家已纳入低保。";
    CHECK(find(check_roll_persons(draft_of(Kind::relief_roll, named), nullptr), "VE4"));
    CHECK_FALSE(find(check_roll_persons(draft_of(Kind::relief_roll, roll()), nullptr), "VE4"));

    Finance report;
    report.title = "财务";
    report.sheet_b = SheetB{};
    report.sheet_b->entries.resize(1);
    report.sheet_b->entries[0].summary = "付普阿四误工费";
    report.sheet_b->entries[0].party = "普阿四";
    report.sheet_b->entries[0].party_is_person = true;
    CHECK(find(check_roll_persons(draft_of(Kind::finance, report), nullptr), "VE4"));
    report.sheet_b->entries[0].party_is_person = false;
    CHECK(check_roll_persons(draft_of(Kind::finance, report), nullptr).empty());
}

TEST_CASE("VE5: masks that the catalogue must not give, and a roll in the wrong place") {
    const ItemDraft draft = draft_of(Kind::relief_roll, roll());
    const CatalogueItem good = item(Mask::m2, Mask::m3);
    CHECK(check_roll_persons(draft, &good).empty());
    const CatalogueItem open = item(Mask::m2, Mask::m2);
    CHECK(find(check_roll_persons(draft, &open), "VE5", "/catalogue"));
    const CatalogueItem nameless = item(Mask::m0, Mask::m0);
    CHECK(find(check_roll_persons(draft, &nameless), "VE5", "/body/lines"));
    CatalogueItem other = good;
    other.kinds = {Kind::notice};
    CHECK(find(check_roll_persons(draft, &other), "VE5", "/catalogue"));
}

TEST_CASE("VE5: a rendition with names where its mask forbids them is refused") {
    ReliefRoll body = roll();
    CHECK(check_rendition(body, Mask::m2).empty());
    CHECK(find(check_rendition(body, Mask::m3), "VE5", "/lines/0/name"));
    CHECK(find(check_rendition(body, Mask::m4), "VE5", "/lines"));
    body.lines[0].name = "普**";
    CHECK(check_rendition(body, Mask::m3).empty());
    body.lines.clear();
    CHECK(check_rendition(body, Mask::m4).empty());
}

TEST_CASE("VE5 and VE6: scans of a roll") {
    ItemDraft draft = draft_of(Kind::relief_roll, roll());
    draft.attachments.push_back(
        {"名单.jpg", "image/jpeg", AttachmentRole::original, std::nullopt, Audience::village});
    const CatalogueItem figures = item(Mask::m2, Mask::m4);
    const auto findings = check_attachments(draft, &figures, context());
    CHECK(find(findings, "VE6", "/attachments/0"));
    CHECK_FALSE(find(findings, "VE5"));
    draft.attachments[0].audience = Audience::public_;
    CHECK(find(check_attachments(draft, &figures, context()), "VE5", "/attachments/0/audience"));
    ItemDraft plain = draft_of(Kind::notice, notice());
    plain.attachments = draft.attachments;
    CHECK(check_attachments(plain, &figures, context()).empty());
}

TEST_CASE("VE1: a file name with a mobile, and a text attachment with one, are found") {
    ItemDraft draft = draft_of(Kind::notice, notice());
    draft.attachments.push_back({"张三13812345678.txt", "text/plain", AttachmentRole::original,
                                 std::nullopt, Audience::public_});
    CHECK(find(check_item(draft, nullptr, context()), "VE1", "/attachments/0/file"));
    draft.attachments[0].file = "a.txt";
    CheckContext reading = context();
    reading.read_attachment = [](const std::string&) {
        return std::optional<std::string>("电话13812345678");
    };
    CHECK(find(check_item(draft, nullptr, reading), "VE1", "/attachments/0"));
}

TEST_CASE("VF1: catalogue, title and directory against the kind") {
    const CatalogueItem rolls = item(Mask::m2, Mask::m3);
    CHECK(find(check_category(draft_of(Kind::notice, notice()), &rolls), "VF1", "/catalogue"));
    CHECK(find(check_category(draft_of(Kind::notice, notice("补贴政策解读")), nullptr), "VF1"));
    CHECK(find(check_category(draft_of(Kind::notice, notice("低保对象公示")), nullptr), "VF1"));
    ItemDraft on_notice = draft_of(Kind::notice, notice("低保对象公示"));
    on_notice.notice_period = NoticePeriod{*parse_day("2026-11-20"), *parse_day("2026-11-27")};
    CHECK(check_category(on_notice, nullptr).empty());
    PageMeta meta;
    meta.directory = "泸政办发";
    meta.doc_no = "泸政办发〔2021〕56号";
    CHECK(find(with_meta("停水通知", meta), "VF1", "/body/meta/directory"));
    meta.directory = "应急管理";
    CHECK(with_meta("停水通知", meta).empty());
}

TEST_CASE("VF2: the issuer against the title and the document number") {
    PageMeta meta;
    meta.issuer = "云岭县人民政府";
    meta.doc_no = "云政办发〔2026〕5号";
    const auto findings = with_meta("云岭县人民政府办公室关于防火的通知", meta);
    CHECK(find(findings, "VF2", "/body/meta/issuer"));
    CHECK(find(findings, "VF2", "/body/meta/doc_no"));
    meta.issuer = "云岭县人民政府办公室";
    CHECK(with_meta("云岭县人民政府办公室关于防火的通知", meta).empty());
    meta.issuer = "云岭县人民政府";
    meta.doc_no = "云政发〔2026〕5号";
    CHECK(with_meta("云岭县人民政府关于防火的通知", meta).empty());
}

TEST_CASE("VF5: brackets, doubled marks, lost first characters, an empty source") {
    const auto faults = [](const std::string& text) {
        Notice body = notice();
        body.blocks = {Paragraph{text}};
        return check_text_faults(body, "/body");
    };
    CHECK(find(faults("（收尾没有。"), "VF5", "/body/blocks/0/text"));
    CHECK(find(faults("《办法已经印发。"), "VF5"));
    CHECK(find(faults("“谁主管、谁负责原则。"), "VF5"));
    CHECK(find(faults("已经办完。。"), "VF5"));
    CHECK(find(faults("直有关部门按职责负责。"), "VF5"));
    CHECK(find(faults("乡镇和级各部门负责。"), "VF5"));
    CHECK(faults("（半角)也算一对，《办法》和“引号”齐全。").empty());
    CHECK(faults("1)先登记，市直有关部门、各级各部门配合……").empty());
    Notice body = notice();
    body.meta = PageMeta{};
    CHECK(check_text_faults(body, "/body").empty());
    body.meta->source = "";
    CHECK(find(check_text_faults(body, "/body"), "VF5", "/body/meta/source"));
}
