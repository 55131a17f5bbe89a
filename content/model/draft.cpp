#include "content/model/draft.h"

#include <algorithm>

#include "content/model/codec.h"
#include "content/model/uuid.h"

namespace villageboard {
namespace codec {

template <>
struct Members<NoticePeriod> {
    static constexpr auto kList =
        std::tuple{required("from", &NoticePeriod::from), required("to", &NoticePeriod::to)};
};
template <>
struct Rules<NoticePeriod> {
    static void check(const NoticePeriod& period, const Cursor& cursor) {
        if (period.to < period.from) cursor.at("to").fail("must not be before \"from\"");
    }
};

template <>
struct Members<DraftAttachment> {
    static constexpr auto kList = std::tuple{
        required("file", &DraftAttachment::file), required("mime", &DraftAttachment::mime),
        required("role", &DraftAttachment::role), optional("language", &DraftAttachment::language),
        required("audience", &DraftAttachment::audience)};
};
template <>
struct Rules<DraftAttachment> {
    static void check(const DraftAttachment& attachment, const Cursor& cursor) {
        const std::string& file = attachment.file;
        const std::string framed = "/" + file + "/";
        if (file.empty() || file.front() == '/' || file.find('\\') != file.npos ||
            framed.find("/../") != framed.npos)
            cursor.at("file").fail("must name a file beside the draft or below it");
    }
};

template <>
struct Members<ItemDraft> {
    static constexpr auto kList = std::tuple{optional("id", &ItemDraft::id),
                                             optional("kind", &ItemDraft::kind),
                                             optional("catalogue", &ItemDraft::catalogue),
                                             required("area", &ItemDraft::area),
                                             optional("priority", &ItemDraft::priority),
                                             optional("operation", &ItemDraft::operation),
                                             optional("formed", &ItemDraft::formed),
                                             optional("published", &ItemDraft::published),
                                             optional("embargo", &ItemDraft::embargo),
                                             optional("expires", &ItemDraft::expires),
                                             optional("notice_period", &ItemDraft::notice_period),
                                             required("office", &ItemDraft::office),
                                             optional("reviewers", &ItemDraft::reviewers),
                                             optional("group", &ItemDraft::group),
                                             optional("attachments", &ItemDraft::attachments)};
};

}  // namespace codec

namespace {

using codec::Cursor;

bool carries_body(Operation operation) {
    return operation == Operation::publish || operation == Operation::correct;
}

void refuse_bad_identity(const ItemDraft& draft, const nlohmann::json& json, const Cursor& at) {
    if (draft.operation == Operation::dictionary)
        at.at("operation").fail("must be one of: publish, correct, withdraw, retire, erase");
    if (draft.id && !is_uuid_v7(*draft.id)) at.at("id").fail("must be a UUID of version 7");
    if (!draft.id && draft.operation != Operation::publish)
        at.at("id").fail("is missing: it tells which item is meant");
    if (!carries_body(draft.operation)) return;
    if (!json.contains("kind")) at.at("kind").fail("is missing");
    if (!draft.formed) at.at("formed").fail("is missing: the day the item was made");
    if (draft.catalogue.empty() && !is_reference(draft.kind))
        at.at("catalogue").fail("is missing: the code of the disclosure catalogue");
}

std::string read_reason(const nlohmann::json& body, const Cursor& cursor) {
    codec::refuse_unless_object(body, cursor);
    for (const auto& [key, element] : body.items())
        if (key != "reason") cursor.at(key).fail("is unknown here");
    const auto reason = body.find("reason");
    if (reason == body.end()) cursor.at("reason").fail("is missing: the line that stays");
    std::string text = codec::read_text(*reason, cursor.at("reason"));
    if (text.empty()) cursor.at("reason").fail("must not be empty");
    return text;
}

void read_body(ItemDraft& draft, const nlohmann::json& json, const Cursor& cursor) {
    const auto body = json.find("body");
    const bool expected = carries_body(draft.operation) || draft.operation == Operation::withdraw;
    if (!expected && body != json.end()) cursor.at("body").fail("has no place in this operation");
    if (!expected) return;
    if (body == json.end()) cursor.at("body").fail("is missing");
    if (draft.operation == Operation::withdraw) {
        draft.reason = read_reason(*body, cursor.at("body"));
        return;
    }
    draft.body = parse_body_at("/body", draft.kind, *body, Strictness::strict);
    if (draft.operation == Operation::correct && !common_of(*draft.body).change_note)
        cursor.at("body").at("change_note").fail("is missing: what was changed, why and by whom");
}

}  // namespace

ItemDraft parse_draft(std::string_view bytes) {
    const nlohmann::json json = parse_json(bytes, kMaxBodyBytes);
    const Cursor cursor(Strictness::strict, {});
    ItemDraft draft = codec::blank<ItemDraft>();
    codec::read_struct(json, cursor, draft, "body");
    refuse_bad_identity(draft, json, cursor);
    read_body(draft, json, cursor);
    return draft;
}

std::string print_draft(const ItemDraft& draft) {
    codec::OrderedJson json;
    codec::write_members(json, draft);
    if (!carries_body(draft.operation)) json.erase("kind");
    const auto attachments = json.find("attachments");
    const codec::OrderedJson last = attachments == json.end() ? nullptr : *attachments;
    json.erase("attachments");
    if (draft.body) json["body"] = to_json(*draft.body);
    if (draft.reason) json["body"]["reason"] = *draft.reason;
    if (!last.is_null()) json["attachments"] = last;
    return json.dump(2) + "\n";
}

}  // namespace villageboard
