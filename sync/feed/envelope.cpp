#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/feed/body.h"
#include "sync/feed/entry.h"

namespace villageboard::feed {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxCode = 64;
constexpr std::size_t kMaxReviewers = 16;
constexpr std::size_t kMaxAttachments = 256;

void require(bool holds, const char* message, const char* member) {
    if (!holds) throw Error(ErrorKind::invalid, message, std::string("/") + member);
}

bool consists_of(std::string_view text, std::string_view extra) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        const bool alphanumeric =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || extra.find(c) != std::string_view::npos;
    });
}

/// Codes, never words: what stands here can't be erased.
bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= kMaxCode && consists_of(text, "._:/@+-");
}

void require_code(const std::string& text, const char* member) {
    require(is_code(text),
            "A code is empty, over 64 characters, or holds other characters than "
            "ASCII letters, digits and ._:/@+-",
            member);
}

void require_optional_code(const std::string& text, const char* member) {
    if (!text.empty()) require_code(text, member);
}

bool is_mime(std::string_view text) {
    const auto slash = text.find('/');
    return is_code(text) && slash != std::string_view::npos && slash > 0 &&
           slash + 1 < text.size() && text.find('/', slash + 1) == std::string_view::npos;
}

void check_bodies(const Envelope& envelope) {
    const auto& bodies = envelope.bodies;
    const bool ordered =
        bodies.size() < 2 || (bodies.size() == 2 && bodies[0].audience == Audience::public_ &&
                              bodies[1].audience == Audience::village);
    require(ordered, "There is at most one public body and one for the village, in this order.",
            "bodies");
    for (const BodyRef& body : bodies)
        require(body.size > 0 && body.size <= kMaxBodyBytes, "A body is empty or over 4 MiB.",
                "bodies");
}

void check_attachments(const Envelope& envelope) {
    require(envelope.attachments.size() <= kMaxAttachments, "There are over 256 attachments.",
            "attachments");
    for (const AttachmentRef& attachment : envelope.attachments) {
        require(attachment.size > 0 && attachment.size <= kMaxAttachmentBytes,
                "An attachment is empty or over 64 MiB.", "attachments");
        require(is_mime(attachment.mime), "An attachment's type is no MIME type.", "attachments");
        require(attachment.language.empty() || consists_of(attachment.language, "-"),
                "An attachment's language is no language tag.", "attachments");
        require(attachment.language.size() <= 35, "A language tag is too long.", "attachments");
        require_code(attachment.role, "attachments");
    }
}

/// What each operation carries.
void check_content(const Envelope& envelope) {
    const std::size_t bodies = envelope.bodies.size();
    switch (envelope.operation) {
        case Operation::publish:
        case Operation::correct:
            require(bodies > 0, "A published item needs a body.", "bodies");
            break;
        case Operation::withdraw:
            require(bodies == 1 && envelope.bodies[0].audience == Audience::public_,
                    "A withdrawal has one public body: the reason.", "bodies");
            require(envelope.attachments.empty(), "A withdrawal has no attachments.",
                    "attachments");
            break;
        default:
            require(bodies == 0, "This operation has no body.", "bodies");
            require(envelope.attachments.empty(), "This operation has no attachments.",
                    "attachments");
    }
}

void check_item(const Envelope& envelope) {
    require(!envelope.dictionary, "Only the operation dictionary names one.", "dictionary");
    require(is_item_id(envelope.id), "An item's id is not a UUIDv7 in lower case.", "id");
    require(envelope.revision > 0 && envelope.revision <= kMaxRevision,
            "A revision is not between 1 and 1,000,000.", "rev");
    require_optional_code(envelope.catalogue, "catalogue");
    require_code(envelope.office, "office");
    require_optional_code(envelope.group, "group");
    require(envelope.reviewers.size() <= kMaxReviewers, "There are over 16 reviewers.",
            "reviewers");
    for (const std::string& reviewer : envelope.reviewers) require_code(reviewer, "reviewers");
    require(envelope.notice_from.has_value() == envelope.notice_to.has_value(),
            "A public-notice period has a first and a last day, or neither.", "notice_to");
    require(!envelope.notice_to || *envelope.notice_from <= *envelope.notice_to,
            "A public-notice period ends before it begins.", "notice_to");
    check_bodies(envelope);
    check_attachments(envelope);
    check_content(envelope);
}

void check_dictionary(const Envelope& envelope) {
    require(envelope.dictionary.has_value(), "The operation dictionary names none.", "dictionary");
    const DictionaryRef& ref = *envelope.dictionary;
    require(ref.id != 0 && ref.size > 0 && ref.size <= kMaxDictionaryBytes,
            "A dictionary has no id, is empty or over 112 KiB.", "dictionary");
    Envelope bare;
    bare.operation = Operation::dictionary;
    bare.area = envelope.area;
    bare.published = envelope.published;
    bare.dictionary = envelope.dictionary;
    bare.kind = envelope.kind;
    require(bare == envelope, "The operation dictionary carries nothing else.", "dictionary");
}

void put_instant(Json& json, const char* member, const std::optional<Instant>& at) {
    if (at) json[member] = format_instant(*at);
}

void put_day(Json& json, const char* member, const std::optional<Day>& day) {
    if (day) json[member] = format_day(*day);
}

void put_text(Json& json, const char* member, const std::string& text) {
    if (!text.empty()) json[member] = text;
}

Json body_json(const BodyRef& body) {
    Json json;
    json["audience"] = to_string(body.audience);
    json["sha256"] = body.sha256.hex();
    json["size"] = body.size;
    put_instant(json, "keep_until", body.keep_until);
    return json;
}

Json attachment_json(const AttachmentRef& attachment) {
    Json json;
    json["audience"] = to_string(attachment.audience);
    json["sha256"] = attachment.sha256.hex();
    json["size"] = attachment.size;
    json["mime"] = attachment.mime;
    put_text(json, "language", attachment.language);
    json["role"] = attachment.role;
    return json;
}

void put_item(Json& json, const Envelope& envelope) {
    json["id"] = envelope.id;
    json["rev"] = envelope.revision;
    json["kind"] = to_string(envelope.kind);
    put_text(json, "catalogue", envelope.catalogue);
    json["priority"] = to_string(envelope.priority);
    put_day(json, "formed", envelope.formed);
    json["published"] = format_instant(envelope.published);
    put_instant(json, "embargo", envelope.embargo);
    put_instant(json, "expires", envelope.expires);
    put_day(json, "notice_from", envelope.notice_from);
    put_day(json, "notice_to", envelope.notice_to);
    json["office"] = envelope.office;
    if (!envelope.reviewers.empty()) json["reviewers"] = envelope.reviewers;
    put_text(json, "group", envelope.group);
    for (const BodyRef& body : envelope.bodies) json["bodies"].push_back(body_json(body));
    for (const AttachmentRef& attachment : envelope.attachments)
        json["attachments"].push_back(attachment_json(attachment));
}

void put_dictionary(Json& json, const Envelope& envelope) {
    json["published"] = format_instant(envelope.published);
    json["dictionary"] = {{"id", envelope.dictionary->id},
                          {"sha256", envelope.dictionary->sha256.hex()},
                          {"size", envelope.dictionary->size}};
}

/// For parsing: a missing or wrong member ends it; parse_envelope turns that into "no envelope".
template <typename Value>
Value need(std::optional<Value> value) {
    if (!value) throw Error(ErrorKind::invalid, "A member of the envelope is wrong.");
    return *value;
}

std::string text_of(const Json& json, const char* member) {
    return json.contains(member) ? json.at(member).get<std::string>() : std::string();
}

std::optional<Instant> instant_of(const Json& json, const char* member) {
    if (!json.contains(member)) return std::nullopt;
    return need(parse_instant(json.at(member).get<std::string>()));
}

std::optional<Day> day_of(const Json& json, const char* member) {
    if (!json.contains(member)) return std::nullopt;
    return need(parse_day(json.at(member).get<std::string>()));
}

BodyRef read_body(const Json& json) {
    return {need(parse_audience(text_of(json, "audience"))),
            need(Hash::from_hex(text_of(json, "sha256"))), json.at("size").get<std::uint64_t>(),
            instant_of(json, "keep_until")};
}

AttachmentRef read_attachment(const Json& json) {
    return {need(parse_audience(text_of(json, "audience"))),
            need(Hash::from_hex(text_of(json, "sha256"))),
            json.at("size").get<std::uint64_t>(),
            text_of(json, "mime"),
            text_of(json, "language"),
            text_of(json, "role")};
}

void read_lists(const Json& json, Envelope& envelope) {
    if (json.contains("reviewers"))
        envelope.reviewers = json.at("reviewers").get<std::vector<std::string>>();
    if (json.contains("bodies"))
        for (const Json& body : json.at("bodies")) envelope.bodies.push_back(read_body(body));
    if (json.contains("attachments"))
        for (const Json& attachment : json.at("attachments"))
            envelope.attachments.push_back(read_attachment(attachment));
}

void read_item(const Json& json, Envelope& envelope) {
    envelope.id = text_of(json, "id");
    envelope.revision = json.at("rev").get<std::uint32_t>();
    envelope.kind = need(parse_kind(text_of(json, "kind")));
    envelope.catalogue = text_of(json, "catalogue");
    envelope.priority = need(parse_priority(text_of(json, "priority")));
    envelope.formed = day_of(json, "formed");
    envelope.embargo = instant_of(json, "embargo");
    envelope.expires = instant_of(json, "expires");
    envelope.notice_from = day_of(json, "notice_from");
    envelope.notice_to = day_of(json, "notice_to");
    envelope.office = text_of(json, "office");
    envelope.group = text_of(json, "group");
    read_lists(json, envelope);
}

Envelope read_envelope(std::string_view text) {
    const Json json = Json::parse(text);
    Envelope envelope;
    envelope.operation = need(parse_operation(text_of(json, "op")));
    envelope.area = need(AreaCode::parse(text_of(json, "area")));
    envelope.published = need(instant_of(json, "published"));
    if (envelope.operation == Operation::dictionary) {
        const Json& ref = json.at("dictionary");
        envelope.dictionary = DictionaryRef{ref.at("id").get<std::uint32_t>(),
                                            need(Hash::from_hex(text_of(ref, "sha256"))),
                                            ref.at("size").get<std::uint64_t>()};
    } else {
        read_item(json, envelope);
    }
    return envelope;
}

}  // namespace

std::string format_envelope(const Envelope& envelope) {
    require(envelope.area.has_value(), "An envelope names no area.", "area");
    Json json;
    json["v"] = 1;
    json["op"] = to_string(envelope.operation);
    json["area"] = envelope.area->digits();
    if (envelope.operation == Operation::dictionary) {
        check_dictionary(envelope);
        put_dictionary(json, envelope);
    } else {
        check_item(envelope);
        put_item(json, envelope);
    }
    return json.dump();
}

std::optional<Envelope> parse_envelope(std::string_view text) {
    if (text.size() > kMaxEntryBytes || !is_bounded_json(text)) return std::nullopt;
    try {
        Envelope envelope = read_envelope(text);
        // One spelling only: what was not understood, or stood elsewhere, makes a difference here.
        if (format_envelope(envelope) != text) return std::nullopt;
        return envelope;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace villageboard::feed
