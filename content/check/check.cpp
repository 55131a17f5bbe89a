#include "content/check/check.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/check/consultations.h"
#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/person_names.h"
#include "content/check/privacy.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

constexpr const char* kBody = "/body";

void check_kind_of_body(const ItemDraft& draft, const CheckContext& context, Findings& findings) {
    const Body& body = *draft.body;
    if (const auto* roll = std::get_if<SubsidyRoll>(&body))
        append(findings, check_subsidy_sums(*roll, kBody));
    if (const auto* roll = std::get_if<ReliefRoll>(&body))
        append(findings, check_relief_sums(*roll, kBody));
    if (const auto* report = std::get_if<Finance>(&body)) {
        append(findings, check_finance_sums(*report, context.previous_report, kBody));
        append(findings, check_finance_dates(*report, context, kBody));
    }
    if (const auto* series = std::get_if<Statistics>(&body))
        append(findings, check_series(*series, kBody));
    if (const auto* alert = std::get_if<Alert>(&body))
        append(findings, check_alert(*alert, context, kBody));
    if (const auto* asked = std::get_if<Consultation>(&body))
        append(findings, check_consultation(draft, *asked, context));
    if (const auto* pack = std::get_if<PhraseTable>(&body))
        append(findings, check_phrases(draft, *pack, context, kBody));
}

bool is_full_name(const std::string& name) {
    return shape_of(decode_utf8(name)) == NameShape::full;
}

template <typename Roll>
void check_lines_against(const Roll& roll, Mask mask, Findings& findings) {
    if (roll.lines.empty() || mask == Mask::m2) return;
    if (mask != Mask::m3) {
        findings.push_back(make_error("VE5", "/lines", "这个去处只许公布总数，不能有逐行名单。",
                                      "This outlet may have figures only, no lines."));
        return;
    }
    const auto bare = std::find_if(roll.lines.begin(), roll.lines.end(),
                                   [](const auto& line) { return is_full_name(line.name); });
    if (bare != roll.lines.end())
        findings.push_back(
            make_error("VE5", "/lines/" + std::to_string(bare - roll.lines.begin()) + "/name",
                       "这个去处的名单要隐去名字，这里还是全名。",
                       "Names must be masked for this outlet; this one is in full."));
}

}  // namespace

Findings check_item(const ItemDraft& draft, const CatalogueItem* item,
                    const CheckContext& context) {
    const auto json = nlohmann::json::parse(print_draft(draft));
    Findings findings = check_json_privacy(json);
    append(findings, check_glyphs(json, context));
    append(findings, check_attachments(draft, item, context));
    if (draft.body) {
        const BodyCommon& common = common_of(*draft.body);
        append(findings, check_roll_persons(draft, item));
        check_kind_of_body(draft, context, findings);
        append(findings, check_tables(common, kBody));
        append(findings, check_sentences(common, kBody));
        append(findings, check_item_dates(draft, item, context));
        append(findings, check_category(draft, item));
        append(findings, check_text_faults(common, kBody));
        append(findings, check_variants(draft, kBody));
    }
    tidy(findings);
    return findings;
}

Findings check_rendition(const Body& body, Mask mask) {
    Findings findings = check_json_privacy(nlohmann::json(to_json(body)));
    if (const auto* roll = std::get_if<SubsidyRoll>(&body))
        check_lines_against(*roll, mask, findings);
    if (const auto* roll = std::get_if<ReliefRoll>(&body))
        check_lines_against(*roll, mask, findings);
    tidy(findings);
    return findings;
}

}  // namespace villageboard::check
