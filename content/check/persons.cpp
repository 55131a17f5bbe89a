#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/person_names.h"
#include "content/check/picture.h"
#include "content/check/privacy.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

struct NamedRoll {
    std::vector<std::string> names;
    std::string programme;  ///< folded title and programme names
    std::vector<std::string> notes;
};

std::optional<NamedRoll> roll_of(const Body& body) {
    NamedRoll named;
    const auto take = [&](const auto& roll) {
        for (const auto& line : roll.lines) named.names.push_back(line.name);
    };
    if (const auto* roll = std::get_if<SubsidyRoll>(&body)) {
        take(*roll);
        named.programme = roll->title + " " + roll->programme + " " + roll->programme_name;
        for (const SubsidyLine& line : roll->lines) named.notes.push_back(line.note.value_or(""));
        return named;
    }
    if (const auto* roll = std::get_if<ReliefRoll>(&body)) {
        take(*roll);
        named.programme = roll->title + " " + roll->relief_name;
        return named;
    }
    return std::nullopt;
}

// VE3: a roll whose very title says what is nobody's business, and rolls of small children.
void check_programme(const NamedRoll& roll, Findings& findings) {
    if (roll.names.empty()) return;
    const std::u32string programme = decode_utf8(roll.programme);
    if (contains_any(programme, {U"孤儿", U"困境儿童", U"弃婴", U"艾滋", U"精神障碍", U"精神病"}))
        findings.push_back(make_error("VE3", "/body/lines",
                                      "这类名单只能公布总数，不能出现姓名，请删掉逐行名单。",
                                      "Of this programme only figures may be published; remove "
                                      "the lines with names."));
    if (contains_any(programme, {U"学前", U"幼儿", U"小学", U"营养餐", U"儿童"}))
        findings.push_back(make_warning(
            "VE3", "/body/lines", "这类名单可能有不满十四周岁的孩子，请确认写的是家长的姓名。",
            "This roll may name children under fourteen; confirm that "
            "the names are the parents'."));
}

// VE4: a name that the outside will see masked stands in full in the item's own words.
void check_names_elsewhere(const NamedRoll& roll, const BodyCommon& body, Findings& findings) {
    std::string words = body.title + "\n" + body.summary;
    for (const Block& block : body.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) words += "\n" + paragraph->text;
        if (const auto* heading = std::get_if<Heading>(&block)) words += "\n" + heading->text;
    }
    for (std::size_t i = 0; i < roll.names.size(); ++i) {
        const std::u32string name = decode_utf8(roll.names[i]);
        const bool long_enough = name.size() >= 3 && shape_of(name) == NameShape::full;
        if (long_enough && words.find(roll.names[i]) != std::string::npos)
            findings.push_back(make_warning(
                "VE4", "/body/lines/" + std::to_string(i) + "/name",
                "名单里的名字在标题或正文里也写了全名，对外打了星号也没有用，请从文字里删掉。",
                "A name of the roll also stands in full in the text; masking it outside would be "
                "of no use."));
    }
}

// VE4 of sheet B: the payee is masked outside, the summary is not.
void check_parties(const Finance& report, Findings& findings) {
    if (!report.sheet_b) return;
    const auto& entries = report.sheet_b->entries;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].party_is_person && entries[i].party && entries[i].party->size() > 3 &&
            entries[i].summary.find(*entries[i].party) != std::string::npos)
            findings.push_back(make_warning(
                "VE4", "/body/sheet_b/entries/" + std::to_string(i) + "/summary",
                "摘要里写着收款人的全名，对外打了星号也没有用，请把名字从摘要里删掉。",
                "The summary holds the payee's full name; masking the payee outside would be of "
                "no use."));
}

bool is_roll(Kind kind) { return kind == Kind::subsidy_roll || kind == Kind::relief_roll; }

bool village_only(const CatalogueItem& item) {
    return item.public_.mask == Mask::none || item.public_.mask == Mask::m4 ||
           item.public_.mask == Mask::m5;
}

// VE5.
void check_masks(const ItemDraft& draft, const NamedRoll& roll, const CatalogueItem& item,
                 Findings& findings) {
    if (item.public_.mask == Mask::m2)
        findings.push_back(
            make_error("VE5", "/catalogue",
                       "目录 " + item.code + " 让名单的全名对全社会公开，全名只能在本村看。",
                       "The catalogue gives full names of a roll to the public; "
                       "they are for the village only."));
    const bool no_names = item.village.mask == Mask::m0 || item.village.mask == Mask::m1;
    if (no_names && !roll.names.empty())
        findings.push_back(make_error("VE5", "/body/lines",
                                      "目录 " + item.code + " 不许公布个人姓名，请删掉逐行名单。",
                                      "The catalogue allows no names of persons in this item."));
    if (std::find(item.kinds.begin(), item.kinds.end(), draft.kind) == item.kinds.end() &&
        !roll.names.empty())
        findings.push_back(
            make_error("VE5", "/catalogue",
                       "目录 " + item.code + " 不是发名单的，名单放在这里会用错隐去规则。",
                       "This catalogue item isn't one for rolls; its masks don't "
                       "fit."));
}

void check_attachment_bytes(const DraftAttachment& attachment, const std::string& bytes,
                            const std::string& place, Findings& findings) {
    if (attachment.mime.starts_with("image/")) append(findings, check_picture(bytes, place));
    if (attachment.mime.starts_with("text/") || attachment.mime == "application/json")
        append(findings, check_text_privacy(bytes, place));
}

}  // namespace

Findings check_roll_persons(const ItemDraft& draft, const CatalogueItem* item) {
    Findings findings;
    if (const auto* report = std::get_if<Finance>(&*draft.body)) check_parties(*report, findings);
    const auto roll = roll_of(*draft.body);
    if (!roll) return findings;
    check_programme(*roll, findings);
    check_names_elsewhere(*roll, common_of(*draft.body), findings);
    if (item != nullptr) check_masks(draft, *roll, *item, findings);
    return findings;
}

Findings check_attachments(const ItemDraft& draft, const CatalogueItem* item,
                           const CheckContext& context) {
    Findings findings;
    for (std::size_t i = 0; i < draft.attachments.size(); ++i) {
        const DraftAttachment& attachment = draft.attachments[i];
        const std::string place = "/attachments/" + std::to_string(i);
        const bool readable_by_eye_only = attachment.mime.starts_with("image/") ||
                                          attachment.mime.starts_with("video/") ||
                                          attachment.mime == "application/pdf";
        if (is_roll(draft.kind) && readable_by_eye_only)
            findings.push_back(make_warning(
                "VE6", place, "名单的图片、短片或扫描件机器查不了，要两个人看过没有证件号才能发。",
                "A picture, film or scan of a roll can't be checked by a "
                "machine; two named people must confirm it."));
        if (is_roll(draft.kind) && attachment.audience == Audience::public_ &&
            readable_by_eye_only && item != nullptr && village_only(*item))
            findings.push_back(make_error("VE5", place + "/audience",
                                          "这份名单只能在本村看，附件不能对全社会公开。",
                                          "This roll is for the village only; its attachment must "
                                          "not be public."));
        if (!context.read_attachment) continue;
        if (const auto bytes = context.read_attachment(attachment.file))
            check_attachment_bytes(attachment, *bytes, place, findings);
    }
    return findings;
}

}  // namespace villageboard::check
