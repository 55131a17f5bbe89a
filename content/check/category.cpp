#include <algorithm>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"
#include "content/model/wire_names.h"

namespace villageboard::check {
namespace {

// VF1: the catalogue's row and the kind.
void check_kind(const ItemDraft& draft, const CatalogueItem* item, Findings& findings) {
    if (item == nullptr || item->kinds.empty()) return;
    if (std::find(item->kinds.begin(), item->kinds.end(), draft.kind) != item->kinds.end()) return;
    findings.push_back(make_warning(
        "VF1", "/catalogue",
        "目录“" + item->name + "”（" + item->code + "）下面不放这一类内容，请换目录或换类型。",
        "The catalogue item " + item->code +
            " doesn't hold items of "
            "the kind " +
            std::string(to_string(draft.kind)) + "."));
}

// VF1: words of the title that belong to another kind.
void check_title_words(const ItemDraft& draft, Findings& findings) {
    const std::u32string title = decode_utf8(common_of(*draft.body).title);
    const auto warn = [&](const std::string& zh, const std::string& en) {
        findings.push_back(make_warning("VF1", "/body/title", zh, en));
    };
    const bool interprets = title.ends_with(U"解读") || contains(title, U"政策解读");
    if (interprets && draft.kind != Kind::interpretation)
        warn("标题写的是解读，类型却不是解读。", "The title says it is an interpretation.");
    if (draft.kind == Kind::interpretation && contains(title, U"的通知") && !interprets)
        warn("类型是解读，标题却是通知。", "It is an interpretation, its title says notice.");
    const bool on_notice = contains(title, U"公示") && !contains(title, U"公示结果") &&
                           !contains(title, U"公示制度") && !contains(title, U"执法公示");
    const bool may_be_on_notice = draft.kind == Kind::notice || draft.kind == Kind::subsidy_roll ||
                                  draft.kind == Kind::relief_roll;
    if (on_notice && may_be_on_notice && !draft.notice_period)
        warn("标题写的是公示，却没有公示的起止日期。",
             "The title says it is a public notice, yet it has no first and last day.");
    if (draft.kind == Kind::alert &&
        !contains_any(title, {U"预警", U"警报", U"应急", U"演练", U"紧急"}))
        warn("类型是预警，标题里看不出是预警。", "It is an alert; its title doesn't say so.");
}

bool looks_like_number_prefix(std::u32string_view directory) {
    const bool han = std::all_of(directory.begin(), directory.end(), is_han);
    return han && directory.size() >= 2 && directory.size() <= 8 &&
           (directory.ends_with(U"发") || directory.ends_with(U"函") ||
            directory.ends_with(U"办通"));
}

// VF1: the directory holds the first part of the document number.
void check_directory(const PageMeta& meta, Findings& findings) {
    if (!meta.directory || meta.directory->empty()) return;
    const std::u32string directory = without_spaces(decode_utf8(*meta.directory));
    const std::u32string doc_no = without_spaces(decode_utf8(meta.doc_no.value_or("")));
    const bool prefix = directory.size() >= 2 && doc_no.starts_with(directory);
    if (prefix || looks_like_number_prefix(directory))
        findings.push_back(
            make_warning("VF1", "/body/meta/directory",
                         "公开目录写的是“" + *meta.directory + "”，那是文号的字头，不是目录名称。",
                         "The directory holds the first part of a document number, "
                         "not the name of a directory."));
}

// The body that the title begins with: "泸水市人民政府办公室关于印发..."
std::u32string issuer_in_title(const std::string& title) {
    const std::u32string text = without_spaces(decode_utf8(title));
    const auto about = text.find(U"关于");
    if (about == text.npos || about == 0) return {};
    const auto name = text.substr(0, about);
    const bool body = contains_any(name, {U"政府", U"办公室", U"局", U"委员会", U"厅", U"部"});
    return body ? name : std::u32string{};
}

// VF2 by the title and by the code in the document number (政办发 is the office's, 政发 its own).
void check_issuer(const std::string& title, const PageMeta& meta, Findings& findings) {
    if (!meta.issuer || meta.issuer->empty()) return;
    const std::u32string issuer = without_spaces(decode_utf8(*meta.issuer));
    const std::u32string named = issuer_in_title(title);
    if (!named.empty() && named != issuer && !named.ends_with(issuer + U"、") &&
        !contains(named, issuer + U"等") && !contains(named, U"、"))
        findings.push_back(make_warning(
            "VF2", "/body/meta/issuer",
            "发文机构写的是“" + *meta.issuer + "”，标题里是“" + encode_utf8(named) + "”。",
            "The issuing office isn't the one that the title names."));
    const std::u32string doc_no = decode_utf8(meta.doc_no.value_or(""));
    const bool of_office = contains_any(doc_no, {U"政办发", U"政办函", U"政办通", U"政办规"});
    const bool of_government = !of_office && contains_any(doc_no, {U"政发", U"政函", U"政规"});
    const bool is_office = contains(issuer, U"办公室") || contains(issuer, U"办公厅");
    const bool is_government = issuer.ends_with(U"人民政府");
    if ((of_office && is_government) || (of_government && is_office))
        findings.push_back(make_warning("VF2", "/body/meta/doc_no",
                                        "文号“" + *meta.doc_no + "”是" +
                                            (of_office ? "政府办公室" : "政府") +
                                            "的代字，发文机构写的是“" + *meta.issuer + "”。",
                                        "The document number is of another office than the issuing "
                                        "one."));
}

}  // namespace

Findings check_category(const ItemDraft& draft, const CatalogueItem* item) {
    Findings findings;
    check_kind(draft, item, findings);
    check_title_words(draft, findings);
    const BodyCommon& body = common_of(*draft.body);
    if (body.meta) {
        check_directory(*body.meta, findings);
        check_issuer(body.title, *body.meta, findings);
    }
    return findings;
}

}  // namespace villageboard::check
