/// What a dossier says: the item JSON its author wrote, made safe when it comes in, and the draft
/// that is checked and published in the end.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/publish/draft_input.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/store/variant_rows.h"
#include "sync/county/tools.h"
#include "sync/feed/entry.h"

namespace villageboard::county {

/// What the feed last said about an item.
struct PublishedItem {
    ItemRow row;
    feed::Envelope envelope;
};
std::optional<PublishedItem> published_item(Repository& repository, const AreaCode& area,
                                            const std::string& item);

/// Fills kind, catalogue, office, document and publish_at of `row` from what its author wrote.
/// Operation, item id and reviewers are the desk's and are written over. Throws Error(invalid) or
/// Refusal with the place in the request.
void take_document(DossierRow& row, const std::string& document);
/// The document of a withdrawal, a retirement or an erasure of `item`.
void make_document(DossierRow& row, const PublishedItem& item, const std::string& reason);

/// The dossier's document as a draft.
ItemDraft draft_of(const DossierRow& row);
/// What goes to the publisher: with its attachments, its reviewers, and a digest of its own, so
/// that each release of each dossier is published once, whatever it says.
DraftInput input_of(const Tools& tools, const DossierRow& row,
                    const std::vector<SignatureRow>& signatures);
/// The same with these variants in place of those that go out with its next release.
DraftInput input_of(const Tools& tools, const DossierRow& row,
                    const std::vector<SignatureRow>& signatures,
                    const std::vector<VariantRow>& variants, long long revision);
/// Names of the attachments in a document.
std::vector<std::string> attachment_names(const DossierRow& row);
/// SHA-256 of a document, for what somebody signed.
std::string digest_of_document(const DossierRow& row);

}  // namespace villageboard::county
