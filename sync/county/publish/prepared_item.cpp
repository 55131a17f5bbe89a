#include "sync/county/publish/prepared_item.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/catalogue/rendition.h"
#include "content/check/check.h"
#include "content/check/privacy.h"
#include "content/model/error.h"
#include "sync/county/publish/interface_words.h"

namespace villageboard::county {
namespace {

Error refused(const std::string& name, const std::string& why, const std::string& place = {}) {
    return Error(ErrorKind::invalid, name + ": " + why, place);
}

/// One sentence for the first finding that blocks, and how many more there are.
void refuse_blocked(const std::string& name, const check::Findings& findings) {
    const auto blocking = [](const check::Finding& f) {
        return f.severity == check::Severity::error;
    };
    const auto first = std::ranges::find_if(findings, blocking);
    if (first == findings.end()) return;
    const auto count = std::ranges::count_if(findings, blocking);
    std::string sentence = first->rule + " at " + (first->place.empty() ? "/" : first->place) +
                           ": " + first->message(check::Language::english);
    if (count > 1) sentence += " (and " + std::to_string(count - 1) + " more)";
    throw refused(name, sentence, first->place);
}

void warn_of_boxes(const std::string& name, const check::Findings& findings) {
    for (const check::Finding& finding : findings)
        if (finding.rule == "VF6")
            spdlog::warn("{}: {} at {}: {}", name, finding.rule, finding.place,
                         finding.message(check::Language::english));
}

bool needs_catalogue(Kind kind) {
    return kind == Kind::finance || kind == Kind::subsidy_roll || kind == Kind::relief_roll;
}

/// The draft's row of the catalogue; nothing for reference data and items without a code.
const CatalogueItem* catalogue_row(const std::string& name, const ItemDraft& draft,
                                   const Catalogue& catalogue) {
    if (draft.catalogue.empty()) {
        if (needs_catalogue(draft.kind) && draft.body)
            throw refused(name,
                          "a finance report or a roll must name its catalogue item, such as "
                          "\"catalogue\": \"F01\".",
                          "/catalogue");
        return nullptr;
    }
    const CatalogueItem* row = catalogue.find(draft.catalogue);
    if (row == nullptr)
        throw refused(name,
                      "the catalogue has no item '" + draft.catalogue +
                          "'; use a code of the county's catalogue, such as N02.",
                      "/catalogue");
    return row;
}

check::CheckContext check_context(const DraftInput& input, const CheckSurroundings& around) {
    check::CheckContext context;
    context.today = around.today;
    context.calendar = &around.reference.calendar;
    context.previous_report = around.previous ? &*around.previous : nullptr;
    context.read_attachment = [&input](const std::string& file) -> std::optional<std::string> {
        for (std::size_t i = 0; i < input.attachments.size(); ++i)
            if (input.draft.attachments[i].file == file) return input.attachments[i];
        return std::nullopt;
    };
    context.missing_clusters = around.missing_clusters;
    context.interface_words = &interface_words();
    return context;
}

void derive(PreparedItem& item, const CatalogueItem* row) {
    const Renditions renditions =
        row != nullptr ? derive_renditions(*item.draft.body, *row) : public_only(*item.draft.body);
    item.public_ = renditions.public_;
    item.village = renditions.village;
}

/// The gate once more, over what each outlet would get.
void check_renditions(const PreparedItem& item, const CatalogueItem* row) {
    const Mask public_mask = row != nullptr ? row->public_.mask : Mask::m2;
    const Mask village_mask = row != nullptr ? row->village.mask : Mask::m2;
    if (item.public_)
        refuse_blocked(item.name + " (public rendition)",
                       check::check_rendition(*item.public_, public_mask));
    if (item.village)
        refuse_blocked(item.name + " (village rendition)",
                       check::check_rendition(*item.village, village_mask));
}

void keep(PreparedItem& item, const CatalogueItem* row, Instant now) {
    if (row == nullptr || !item.draft.body) return;
    const auto notice_end =
        item.draft.notice_period ? std::optional(item.draft.notice_period->to) : std::nullopt;
    const ItemDates dates = item_dates(*item.draft.body, item.draft.published.value_or(now),
                                       notice_end, item.draft.expires);
    if (row->public_.keep) item.public_keep = keep_until(*row->public_.keep, dates);
    if (row->village.keep) item.village_keep = keep_until(*row->village.keep, dates);
}

void require_body(const PreparedItem& item) {
    if (item.public_ || item.village) return;
    throw refused(item.name,
                  "the catalogue lets no outlet show this item, so there is nothing "
                  "to publish.");
}

}  // namespace

void require_known_area(const AreaCode& area, const CheckSurroundings& around) {
    if (!around.county.contains(area))
        throw Error(ErrorKind::invalid, "The area " + area.digits() + " is not in the county " +
                                            around.county.digits() +
                                            "; use a code that begins with it.");
    if (around.reference.areas && !around.reference.areas->find(area, around.today))
        throw Error(ErrorKind::invalid,
                    "The area " + area.digits() +
                        " is unknown to the county's table of areas, or not valid today; use "
                        "another code or publish a new table of areas.");
}

check::Findings findings_of(const DraftInput& input, const CheckSurroundings& around) {
    const CatalogueItem* row = catalogue_row(input.name, input.draft, around.reference.catalogue);
    check::Findings findings = check::check_item(input.draft, row, check_context(input, around));
    findings.insert(findings.end(), input.notes.begin(), input.notes.end());
    if (input.draft.reason)
        std::ranges::copy(check::check_text_privacy(*input.draft.reason, "/body/reason"),
                          std::back_inserter(findings));
    check::tidy(findings);
    return findings;
}

PreparedItem prepare(const DraftInput& input, const AreaCode& area, Instant now,
                     const CheckSurroundings& around) {
    if (input.draft.area != area)
        throw refused(input.name,
                      "this item is for the area " + input.draft.area.digits() + ", not for " +
                          area.digits() + "; publish it with --area " + input.draft.area.digits() +
                          ".",
                      "/area");
    const CatalogueItem* row = catalogue_row(input.name, input.draft, around.reference.catalogue);
    const check::Findings findings = findings_of(input, around);
    refuse_blocked(input.name, findings);
    warn_of_boxes(input.name, findings);
    PreparedItem item{input.name, input.digest, input.draft, {}, {}, {}, {}, {}};
    for (std::size_t i = 0; i < input.attachments.size(); ++i) {
        const DraftAttachment& declared = input.draft.attachments[i];
        const Audience audience =
            row != nullptr ? attachment_audience(*row, declared.audience) : declared.audience;
        item.attachments.push_back({declared, audience, input.attachments[i]});
    }
    if (!item.draft.body) return item;
    try {
        derive(item, row);
    } catch (const Error& error) {
        throw refused(item.name, error.what(), error.place());
    }
    require_body(item);
    check_renditions(item, row);
    keep(item, row, now);
    return item;
}

}  // namespace villageboard::county
