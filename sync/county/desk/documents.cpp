#include "sync/county/desk/documents.h"

#include <nlohmann/json.hpp>
#include <set>

#include "content/model/error.h"
#include "content/model/json_text.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/desk/variants.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMaxDocumentBytes = 4 * 1024 * 1024;

bool carries_body(const std::string& operation) {
    return operation == "publish" || operation == "correct";
}

void take_draft(DossierRow& row, const ItemDraft& draft) {
    row.kind = std::string(to_string(draft.kind));
    row.catalogue = draft.catalogue;
    row.office = draft.office;
    row.document = print_draft(draft);
}

}  // namespace

std::optional<PublishedItem> published_item(Repository& repository, const AreaCode& area,
                                            const std::string& item) {
    const auto row = repository.item(area.digits(), item);
    if (!row) return std::nullopt;
    PublishedItem found{*row, {}};
    repository.visit_entries(area.digits(), row->last_index, 1, [&](const EntryRow& entry) {
        found.envelope = feed::read_entry(entry.entry).envelope;
    });
    return found;
}

void take_document(DossierRow& row, const std::string& document) {
    nlohmann::json json = parse_json(document, kMaxDocumentBytes);
    if (!json.is_object())
        throw Refusal(RefusalKind::invalid, "document", "The document is no JSON object.",
                      "/document");
    json["operation"] = row.operation;
    json["id"] = row.item;
    json.erase("reviewers");
    json.erase("published");
    try {
        const ItemDraft draft = parse_draft(json.dump());
        if (draft.area.digits() != row.area)
            throw Refusal(RefusalKind::invalid, "area",
                          "The document is for the area " + draft.area.digits() +
                              ", the dossier for " + row.area + ".",
                          "/document/area");
        take_draft(row, draft);
    } catch (const Error& error) {
        throw Refusal(RefusalKind::invalid, "document", error.what(), "/document" + error.place());
    }
}

void make_document(DossierRow& row, const PublishedItem& item, const std::string& reason) {
    ItemDraft draft(*AreaCode::parse(row.area));
    draft.id = row.item;
    draft.kind = item.envelope.kind;
    draft.catalogue = item.envelope.catalogue;
    draft.operation = *parse_operation(row.operation);
    draft.office = item.envelope.office;
    if (draft.operation == Operation::erase) draft.priority = Priority::alert;
    if (draft.operation == Operation::withdraw) draft.reason = reason;
    take_draft(row, draft);
}

ItemDraft draft_of(const DossierRow& row) {
    ItemDraft draft = parse_draft(row.document);
    draft.kind = parse_kind(row.kind).value_or(Kind::notice);
    draft.catalogue = row.catalogue;
    return draft;
}

DraftInput input_of(const Tools& tools, const DossierRow& row,
                    const std::vector<SignatureRow>& signatures) {
    return input_of(tools, row, signatures, spoken_by(tools.repository, row.id),
                    next_revision(tools.repository, row));
}

DraftInput input_of(const Tools& tools, const DossierRow& row,
                    const std::vector<SignatureRow>& signatures,
                    const std::vector<VariantRow>& variants, long long revision) {
    const std::string name = "dossier " + row.id;
    DraftInput input{name, with_variants(row, variants, revision), {}, {}, {}};
    for (const DraftAttachment& one : input.draft.attachments)
        input.attachments.push_back(Uploads(tools).bytes(one.file));
    std::set<std::string> posts;
    for (const SignatureRow& one : signatures) posts.insert(one.post);
    input.draft.reviewers.assign(posts.begin(), posts.end());
    input.digest = feed::sha256(row.id + "/" + std::to_string(row.release_no)).hex();
    return input;
}

std::vector<std::string> attachment_names(const DossierRow& row) {
    std::vector<std::string> names;
    if (!carries_body(row.operation)) return names;
    for (const DraftAttachment& one : draft_of(row).attachments) names.push_back(one.file);
    return names;
}

std::string digest_of_document(const DossierRow& row) { return feed::sha256(row.document).hex(); }

}  // namespace villageboard::county
