#include "content/import/document.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "content/check/check.h"
#include "content/model/calendar.h"
#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::import_;

namespace {

ImportRequest request() {
    return {*AreaCode::parse("539921"), "N03", std::nullopt, "539921-GA", *parse_day("2026-11-20")};
}

/// The error that importing `bytes` throws; fails the test when there is none.
Error error_of(std::string_view bytes, std::string_view name = "a.txt") {
    try {
        import_document(bytes, name, request());
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error");
    return Error(ErrorKind::retry, "");
}

template <typename T>
std::size_t count_blocks(const std::vector<Block>& blocks) {
    std::size_t count = 0;
    for (const Block& block : blocks) count += std::holds_alternative<T>(block) ? 1 : 0;
    return count;
}

std::vector<std::string> headings(const std::vector<Block>& blocks, int level) {
    std::vector<std::string> found;
    for (const Block& block : blocks)
        if (const auto* heading = std::get_if<Heading>(&block))
            if (heading->level == level) found.push_back(heading->text);
    return found;
}

bool has(const check::Findings& findings, const std::string& rule, const std::string& place) {
    for (const auto& finding : findings)
        if (finding.rule == rule && finding.place == place) return true;
    return false;
}

std::string page(const std::string& fields) {
    return "杉坪镇人民政府关于加强森林防火的通知\n\n" + fields +
           "\n一、管好火源\n\n进山不带火种。\n";
}

const BodyCommon& body(const Imported& imported) { return common_of(*imported.draft.body); }

}  // namespace

TEST_CASE("an empty file is refused with a plain sentence") {
    CHECK(error_of("").kind() == ErrorKind::invalid);
    CHECK(std::string(error_of(" \n\r\n").what()).find("empty") != std::string::npos);
}

TEST_CASE("a file of five megabytes is refused before it is read") {
    const std::string big(std::size_t{5} << 20, 'a');
    CHECK(error_of(big).kind() == ErrorKind::invalid);
    CHECK(error_of(big).place() == "a.txt");
}

TEST_CASE("a title without text and text without a title are refused") {
    CHECK(std::string(error_of("只有标题\n").what()).find("no text") != std::string::npos);
    const Error error = error_of("---\nkind: notice\n---\n\n", "a.md");
    CHECK(std::string(error.what()).find("no title") != std::string::npos);
}

TEST_CASE("a document of the page becomes a draft with its fields in place") {
    const auto imported = import_document(
        page("索引号：015281722-2026-000001  发布机构：杉坪镇人民政府\n文号：杉政发〔2026〕3号\n"
             "成文日期：2026年11月3日\n发布日期：2026-11-05 08:30\n"),
        "a.txt", request());
    REQUIRE(body(imported).meta);
    const PageMeta& meta = *body(imported).meta;
    CHECK(meta.index_no == "015281722-2026-000001");
    CHECK(meta.issuer == "杉坪镇人民政府");
    CHECK(meta.doc_no == "杉政发〔2026〕3号");
    CHECK(meta.formed == "2026年11月3日");
    CHECK(meta.issued == "2026-11-05 08:30");
    CHECK(imported.draft.formed == parse_day("2026-11-03"));
    CHECK(imported.draft.published == parse_instant("2026-11-05T00:30:00Z"));
    CHECK(body(imported).title == "杉坪镇人民政府关于加强森林防火的通知");
    CHECK(body(imported).office_name == "杉坪镇人民政府");
    CHECK(headings(body(imported).blocks, 1) == std::vector<std::string>{"一、管好火源"});
}

TEST_CASE("the fields may stand in a Markdown table and the line ends may be Windows ones") {
    const auto imported = import_document(
        "# 杉坪镇人民政府关于加强森林防火的通知\r\n\r\n| | |\r\n|---|---|\r\n| 索引号 | A-2026-1 "
        "|\r\n"
        "| 文　号 | 杉政发〔2026〕3号 |\r\n\r\n## 管好火源\r\n\r\n进山不带火种。\r\n",
        "a.md", request());
    REQUIRE(body(imported).meta);
    CHECK(body(imported).meta->index_no == "A-2026-1");
    CHECK(body(imported).meta->doc_no == "杉政发〔2026〕3号");
    CHECK(count_blocks<TableBlock>(body(imported).blocks) == 0);
    CHECK(headings(body(imported).blocks, 1) == std::vector<std::string>{"管好火源"});
}

TEST_CASE("Markdown keeps lists, tables, quotes and pictures, and a table that isn't fields") {
    const auto imported = import_document(
        "# 核桃箐村分红通知\n\n分红款十二月初发。\n\n- 带身份证\n- 带社保卡\n\n1. 先登记\n2. "
        "再领款\n\n"
        "| 组 | 户数 |\n|:--|--:|\n| 大箐组 | 31 |\n| 河边组 | 28 |\n\n> 钱不多，账要清。\n\n"
        "![公示栏的照片](board.JPG)\n",
        "a.md", request());
    const auto& blocks = body(imported).blocks;
    REQUIRE(count_blocks<ListBlock>(blocks) == 2);
    CHECK(std::get<ListBlock>(blocks[1]).items == std::vector<std::string>{"带身份证", "带社保卡"});
    CHECK(std::get<ListBlock>(blocks[2]).ordered);
    const auto& table = std::get<TableBlock>(blocks[3]);
    CHECK(table.header == std::vector<std::string>{"组", "户数"});
    CHECK(table.rows.size() == 2);
    CHECK(table.align == std::vector<Alignment>{Alignment::left, Alignment::right});
    CHECK(std::get<Quote>(blocks[4]).text == "钱不多，账要清。");
    REQUIRE(imported.draft.attachments.size() == 1);
    CHECK(imported.draft.attachments[0].file == "board.JPG");
    CHECK(imported.draft.attachments[0].mime == "image/jpeg");
}

TEST_CASE("a picture from the network is refused") {
    CHECK(error_of("# 题\n\n字。\n\n![图](https://a.example/b.png)\n", "a.md").kind() ==
          ErrorKind::invalid);
}

TEST_CASE("raw HTML in Markdown stays text") {
    const auto imported = import_document("# 题\n\n<script>alert(1)</script>\n", "a.md", request());
    CHECK(std::get<Paragraph>(body(imported).blocks[0]).text == "<script>alert(1)</script>");
}

TEST_CASE("front matter fills the draft: kind, item, days, moments in Shanghai time") {
    const auto imported = import_document(
        "---\ntitle: 停水通知\nplain_title: 明天停水\nsummary: 明天上午停水三小时。\nkind: notice\n"
        "item: N02\nformed: 2026-11-19\nevent_at: 2026-11-21 09:00\nevent_until: 2026-11-21 12:00\n"
        "event_place: 河边组\naudience_groups: [2, 3]\nnotice_from: 2026-11-20\n"
        "notice_to: 2026-11-27\nexpires: 2026-11-22\noffice_name: 杉坪镇供水站\npriority: high\n"
        "contact_post: 供水站\ncontact_phone: 0886-12345\n---\n\n请提前存水。\n",
        "a.md", request());
    const ItemDraft& draft = imported.draft;
    CHECK(draft.kind == Kind::notice);
    CHECK(draft.catalogue == "N02");
    CHECK(draft.priority == Priority::high);
    CHECK(draft.formed == parse_day("2026-11-19"));
    CHECK_FALSE(draft.published);
    CHECK(draft.expires == parse_instant("2026-11-22T16:00:00Z"));
    CHECK(draft.notice_period == NoticePeriod{*parse_day("2026-11-20"), *parse_day("2026-11-27")});
    const auto& notice = std::get<Notice>(*draft.body);
    CHECK(notice.event_at == parse_instant("2026-11-21T01:00:00Z"));
    CHECK(notice.event_until == parse_instant("2026-11-21T04:00:00Z"));
    CHECK(notice.audience_groups == std::vector<std::string>{"2", "3"});
    CHECK(notice.contact->phone == "0886-12345");
    CHECK(notice.summary == "明天上午停水三小时。");
    CHECK(imported.findings.empty());
}

TEST_CASE("a wrong front matter names its line") {
    CHECK(error_of("---\ntitle: 题\ntitel: 题\n---\n字。\n", "a.md").place() == "a.md:3");
    CHECK(error_of("---\ntitle: 题\ntitle: 题\n---\n字。\n", "a.md").place() == "a.md:3");
    CHECK(error_of("---\ntitle: 题\n没有冒号\n---\n字。\n", "a.md").place() == "a.md:3");
    CHECK(error_of("---\ntitle: 题\nformed: 昨天\n---\n字。\n", "a.md").place() == "a.md:3");
    CHECK(error_of("---\ntitle: 题\nnotice_to: 2026-11-27\n---\n字。\n", "a.md").place() ==
          "a.md:3");
    CHECK(error_of("---\ntitle: 题\nkind: finance\n---\n字。\n", "a.md").place() == "a.md:3");
    CHECK(error_of("---\ntitle: 题\narea: 539922\n---\n字。\n", "a.md").place() == "a.md:3");
    CHECK(error_of("---\ntitle: 题\nkind: policy\nevent_at: 2026-11-21\n---\n字。\n", "a.md")
              .place() == "a.md:4");
    CHECK(error_of("---\ntitle: 题\n", "a.md").kind() == ErrorKind::invalid);
}

TEST_CASE("a policy from front matter carries its standard in fen and its validity") {
    const auto imported = import_document(
        "---\ntitle: 耕地地力保护补贴办法\nkind: policy\nstandard_amount: 105.50\nstandard_per: "
        "亩\n"
        "validity: in_force\nprogramme: 耕地地力\nformed: "
        "2026-01-05\n---\n每亩补一百零五元五角。\n",
        "a.md", request());
    const auto& policy = std::get<Policy>(*imported.draft.body);
    CHECK(policy.standard == Standard{Fen{10550}, "元", "亩"});
    CHECK(policy.validity == Validity::in_force);
    CHECK(policy.programme == "耕地地力");
}

TEST_CASE("a document without a date takes today and says so") {
    const auto imported = import_document("通知\n\n明天开会。\n", "a.txt", request());
    CHECK(imported.draft.formed == parse_day("2026-11-20"));
    CHECK(has(imported.findings, "VD1", "/formed"));
}

TEST_CASE("a date at the foot of the text is when it was formed") {
    const auto imported = import_document(
        "通知\n\n明天开会。\n\n核桃箐村民委员会\n\n二〇二六年十一月八日\n", "a.txt", request());
    CHECK(imported.draft.formed == parse_day("2026-11-08"));
    CHECK_FALSE(has(imported.findings, "VD1", "/formed"));
}

TEST_CASE("a summary is made of the title and a finding asks for a better one") {
    const auto imported = import_document("云岭县人民政府关于印发供水管理办法的通知\n\n各乡镇：\n",
                                          "a.txt", request());
    CHECK(body(imported).summary == "云岭县人民政府印发了《供水管理办法》。");
    CHECK(has(imported.findings, "VF1", "/body/summary"));
    CHECK(imported.draft.kind == Kind::policy);
}

TEST_CASE("furniture at head and foot is left out, the same words in a sentence stay") {
    const auto imported = import_document(
        "通知\n\n浏览：12  来源：\n\n服务电话是12345，扫一扫也能问。\n\n扫一扫在手机打开当前页\n\n"
        "某县人民政府版权所有 主办单位：某县人民政府办公室\n",
        "a.txt", request());
    REQUIRE(body(imported).blocks.size() == 1);
    CHECK(std::get<Paragraph>(body(imported).blocks[0]).text == "服务电话是12345，扫一扫也能问。");
    CHECK(imported.left_out.size() == 3);
    CHECK(body(imported).meta->source == "");
}

TEST_CASE("numbering gives levels, and a number in a sentence doesn't") {
    const auto imported = import_document(
        "通知\n\n一、总的要求\n(一)抓紧办。各组要快。\n（二）2026年底前完成\n1.登记造册\n"
        "2.5亩以下的不登记。\n三是要公开。\n",
        "a.txt", request());
    const auto& blocks = body(imported).blocks;
    CHECK(headings(blocks, 1) == std::vector<std::string>{"一、总的要求"});
    CHECK(headings(blocks, 2) == std::vector<std::string>{"(一)抓紧办", "（二）2026年底前完成"});
    CHECK(headings(blocks, 3) == std::vector<std::string>{"1.登记造册"});
    CHECK(count_blocks<Paragraph>(blocks) == 3);
}

TEST_CASE("the real document imports with its fields, its structure and the findings it deserves") {
    const std::filesystem::path file =
        std::filesystem::path(VILLAGEBOARD_SOURCE_DIR) / "../shared/data/lushui-2021.txt";
    if (!std::filesystem::exists(file)) return;
    std::ifstream stream(file, std::ios::binary);
    std::stringstream bytes;
    bytes << stream.rdbuf();
    const auto imported = import_document(bytes.str(), "lushui-2021.txt", request());
    const ItemDraft& draft = imported.draft;
    const BodyCommon& common = body(imported);
    CHECK(common.title == "泸水市人民政府办公室关于印发2021年泸水市政务公开工作要点的通知");
    CHECK(common.summary == "泸水市人民政府办公室印发了《2021年泸水市政务公开工作要点》。");
    REQUIRE(common.meta);
    CHECK(common.meta->index_no == "015281722-2021-186067");
    CHECK(common.meta->issuer == "泸水市人民政府");
    CHECK(common.meta->directory == "泸政办发");
    CHECK(common.meta->subject == "综合政务");
    CHECK(common.meta->doc_no == "泸政办发〔2021〕56号");
    CHECK(common.meta->issued == "2021-09-30 22:50:00");
    CHECK(common.meta->source == "");
    CHECK(draft.kind == Kind::policy);
    CHECK(draft.formed == parse_day("2021-09-30"));
    CHECK(draft.published == parse_instant("2021-09-30T14:50:00Z"));
    CHECK(headings(common.blocks, 1) ==
          std::vector<std::string>{"2021泸水市政务公开工作要点", "一、进一步夯实政务公开工作基础",
                                   "二、深化重点领域信息公开", "三、强化政策解读与回应关切",
                                   "四、完善政务公开平台建设", "五、加强政务公开工作保障"});
    CHECK(headings(common.blocks, 2).size() == 21);
    CHECK(headings(common.blocks, 2).front() == "(一)规范政务信息管理");
    CHECK(count_blocks<Paragraph>(common.blocks) == 24);
    CHECK(imported.left_out.size() == 5);
    for (const Block& block : common.blocks)
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            CHECK(paragraph->text.find("版权所有") == std::string::npos);
            CHECK(paragraph->text.find("0886") == std::string::npos);
        }

    check::CheckContext context{*parse_day("2026-11-20"), nullptr, nullptr, {}, {}};
    const auto findings = check::check_item(draft, nullptr, context);
    CHECK(has(findings, "VF1", "/body/meta/directory"));
    CHECK(has(findings, "VF2", "/body/meta/issuer"));
    CHECK(has(findings, "VF2", "/body/meta/doc_no"));
    CHECK(has(findings, "VF5", "/body/meta/source"));
    std::string faults;
    for (const auto& finding : findings) {
        INFO(finding.rule << " " << finding.place << " " << finding.message_zh);
        CHECK(finding.severity != check::Severity::error);
        if (finding.rule == "VF5") faults += finding.message_zh + "\n";
    }
    CHECK(faults.find("左边 52 个，右边 73 个") != std::string::npos);
    CHECK(faults.find("左边 15 个，右边 17 个") != std::string::npos);
    CHECK(faults.find("有 27 处像是掉了前面的字") != std::string::npos);
}
