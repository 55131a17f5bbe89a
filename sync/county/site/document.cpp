#include "sync/county/site/document.h"

#include <algorithm>
#include <set>

#include "content/model/variant.h"
#include "sync/county/site/document_writer.h"

namespace villageboard::county::site {
namespace {

void write_meta(DocumentWriter& out, const PageMeta& meta) {
    const std::pair<const char*, const std::optional<std::string>&> fields[] = {
        {"meta.index_no", meta.index_no},     {"meta.issuer", meta.issuer},
        {"meta.directory", meta.directory},   {"meta.subject", meta.subject},
        {"meta.genre", meta.genre},           {"meta.doc_no", meta.doc_no},
        {"meta.formed", meta.formed},         {"meta.issued", meta.issued},
        {"meta.effective", meta.effective},   {"meta.repealed", meta.repealed},
        {"meta.validity", meta.validity},     {"meta.registration_no", meta.registration_no},
        {"meta.disclosure", meta.disclosure}, {"meta.source", meta.source}};
    const bool any = std::ranges::any_of(fields, [](const auto& field) {
        return field.second.has_value() && !field.second->empty();
    });
    if (!any) return;
    out.heading(say("more.fields"));
    for (const auto& [key, value] : fields) out.fact(say(key), value);
}

void write_contact(DocumentWriter& out, const ContactCard& card) {
    out.heading(say("site.contact"));
    out.fact(card.post, card.name);
    out.fact(card.name ? say("site.phone") : card.post, card.phone);
    out.fact(say("contact.hours"), card.hours);
    out.fact(say("contact.place"), card.place);
}

void write_languages(DocumentWriter& out, const BodyCommon& common) {
    for (const auto& [tag, overlay] : common.languages) {
        if (is_chinese(tag) || overlay.title.empty()) continue;
        out.in_language(tag);
        out.heading(overlay.title);
        out.text(overlay.summary, TextPart::Look::strong);
        out.blocks(overlay.blocks);
        out.in_language({});
    }
}

/// Digests that the text itself already leads to.
std::set<std::string> shown_files(const Document& document) {
    std::set<std::string> shown;
    for (const Part& part : document.parts)
        if (const auto* file = std::get_if<FilePart>(&part.what)) shown.insert(file->sha256);
    return shown;
}

void write_attachments(DocumentWriter& out, const feed::Envelope& envelope) {
    const std::set<std::string> shown = shown_files(out.document());
    bool begun = false;
    std::size_t count = 0;
    for (const feed::AttachmentRef& one : envelope.attachments) {
        const std::string digest = one.sha256.hex();
        if (one.audience != Audience::public_ || shown.contains(digest)) continue;
        if (!begun) out.heading(say("site.attachments"));
        begun = true;
        const std::string role = "role." + one.role;
        out.file(digest,
                 say(has_words(role) ? role : "role.original") + " " + std::to_string(++count));
    }
}

/// What the world does not get is not mentioned either.
void name_files(Document& document, const feed::Envelope& envelope) {
    std::erase_if(document.parts, [&](Part& part) {
        auto* file = std::get_if<FilePart>(&part.what);
        if (file == nullptr) return false;
        for (const feed::AttachmentRef& one : envelope.attachments) {
            if (one.audience != Audience::public_ || one.sha256.hex() != file->sha256) continue;
            file->mime = one.mime;
            file->bytes = one.size;
            return false;
        }
        return true;
    });
}

}  // namespace

Document document_of(const Body& published, const feed::Envelope& envelope, Day today) {
    Body body = published;
    BodyCommon& common = common_of(body);
    silence_stale_variants(common, envelope.revision);
    Document document{.title = common.title,
                      .plain_title = common.plain_title.value_or(""),
                      .summary = common.summary,
                      .office = common.office_name,
                      .contact = common.contact,
                      .phone = common.contact ? common.contact->phone : std::string(),
                      .states = {},
                      .drill = {},
                      .parts = {},
                      .change = common.change_note};
    DocumentWriter out(document);
    std::visit(
        [&](const auto& kind) {
            using Of = std::decay_t<decltype(kind)>;
            if constexpr (std::is_same_v<Of, Policy> || std::is_same_v<Of, Consultation>)
                write_kind(out, kind, today);
            else if constexpr (std::is_same_v<Of, SubsidyRoll>)
                write_kind(out, kind, envelope.catalogue);
            else if constexpr (requires { write_kind(out, kind); })
                write_kind(out, kind);
        },
        body);
    out.blocks(common.blocks);
    for (const Picture& picture : common.pictures) out.file(picture.attachment, picture.caption);
    write_languages(out, common);
    write_attachments(out, envelope);
    if (common.contact) write_contact(out, *common.contact);
    if (common.meta) write_meta(out, *common.meta);
    name_files(document, envelope);
    return document;
}

}  // namespace villageboard::county::site
