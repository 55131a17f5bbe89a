#include "sync/county/talk/corrections.h"

#include <algorithm>
#include <utility>

#include "content/check/person_names.h"
#include "content/check/privacy.h"
#include "content/check/text.h"
#include "sync/county/desk/cases.h"
#include "sync/county/desk/desk.h"
#include "sync/county/desk/documents.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

/// The draft of what is published, where its present revision went over the desk.
std::optional<ItemDraft> released_draft(const Tools& tools, const ItemRow& item) {
    for (const DossierRow& row : DossierRows(tools.repository).of_item(item.id))
        if (is_out(parse_state(row.state).value_or(DossierState::draft)) && !row.document.empty() &&
            row.revision == item.revision)
            return draft_of(row);
    return std::nullopt;
}

/// Its attachments are known by their names in the desk's uploads only.
void require_no_attachments(const LiveItem& live) {
    if (live.envelope.attachments.empty()) return;
    throw Refusal(RefusalKind::conflict, "attachments",
                  "The item has attachments and its present revision was not published by the "
                  "desk; correct it there once, with its attachments, then do this.");
}

ItemDraft draft_from(const AreaCode& area, const LiveItem& live) {
    ItemDraft draft(area);
    draft.kind = live.envelope.kind;
    draft.catalogue = live.envelope.catalogue;
    draft.priority = live.envelope.priority;
    draft.expires = live.envelope.expires;
    draft.office = live.envelope.office;
    if (live.envelope.notice_from)
        draft.notice_period = NoticePeriod{*live.envelope.notice_from, *live.envelope.notice_to};
    if (!live.envelope.group.empty()) draft.group = live.envelope.group;
    draft.body = live.body;
    return draft;
}

}  // namespace

void require_writer(const Tools& tools, const Actor& actor, const AreaCode& area,
                    const feed::Envelope& envelope) {
    DossierRow row;
    row.area = area.digits();
    row.kind = to_string(envelope.kind);
    row.catalogue = envelope.catalogue;
    row.operation = to_string(Operation::correct);
    row.office = envelope.office;
    if (post_to_write(case_of(tools, row, {}), actor)) return;
    throw Refusal(RefusalKind::forbidden, "post", "You hold no post that may write this item.");
}

void refuse_private(const std::string& text, const std::string& place) {
    const check::Findings findings = check::check_text_privacy(text, place);
    const auto found =
        std::ranges::find(findings, check::Severity::error, &check::Finding::severity);
    if (found != findings.end())
        throw Refusal(RefusalKind::invalid, "private", found->message_en, place);
}

void refuse_person(const std::string& text, const std::string& place) {
    refuse_private(text, place);
    if (!check::find_names(check::fold(check::decode_utf8(text))).empty())
        throw Refusal(RefusalKind::invalid, "person",
                      "A person's name seems to stand here; say 'villager' or name the office.",
                      place);
}

ItemDraft correction_of(const Tools& tools, const AreaCode& area, const LiveItem& live) {
    std::optional<ItemDraft> released = released_draft(tools, live.row);
    if (!released) require_no_attachments(live);
    ItemDraft draft = released ? std::move(*released) : draft_from(area, live);
    draft.operation = Operation::correct;
    draft.id = live.row.id;
    draft.formed = shanghai_day(tools.clock());
    draft.embargo.reset();
    draft.published.reset();
    draft.reviewers.clear();
    return draft;
}

DossierRow begin_dossier(const Tools& tools, const Actor& actor, const ItemDraft& draft) {
    const bool corrects = draft.operation == Operation::correct;
    return Desk(tools).create(actor, {.area = draft.area,
                                      .operation = draft.operation,
                                      .item = corrects ? draft.id.value_or("") : "",
                                      .document = print_draft(draft),
                                      .reason = {},
                                      .class_ = {}});
}

}  // namespace villageboard::county
