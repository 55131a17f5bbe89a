/// The member lists of what all kinds share. Internal to content/model.
#pragma once
#include "content/model/codec.h"

namespace villageboard::codec {

template <>
struct Members<ContactCard> {
    static constexpr auto kList =
        std::tuple{required("post", &ContactCard::post), optional("name", &ContactCard::name),
                   required("phone", &ContactCard::phone), optional("hours", &ContactCard::hours),
                   optional("place", &ContactCard::place)};
};
template <>
struct Members<LabelValue> {
    static constexpr auto kList =
        std::tuple{required("label", &LabelValue::label), required("value", &LabelValue::value)};
};
template <>
struct Members<ChangeNote> {
    static constexpr auto kList =
        std::tuple{required("what", &ChangeNote::what), required("why", &ChangeNote::why),
                   required("who", &ChangeNote::who), optional("old", &ChangeNote::old),
                   optional("new", &ChangeNote::new_)};
};
template <>
struct Members<PageMeta> {
    static constexpr auto kList =
        std::tuple{optional("index_no", &PageMeta::index_no),
                   optional("issuer", &PageMeta::issuer),
                   optional("directory", &PageMeta::directory),
                   optional("subject", &PageMeta::subject),
                   optional("genre", &PageMeta::genre),
                   optional("doc_no", &PageMeta::doc_no),
                   optional("formed", &PageMeta::formed),
                   optional("issued", &PageMeta::issued),
                   optional("effective", &PageMeta::effective),
                   optional("repealed", &PageMeta::repealed),
                   optional("validity", &PageMeta::validity),
                   optional("registration_no", &PageMeta::registration_no),
                   optional("disclosure", &PageMeta::disclosure),
                   optional("source", &PageMeta::source)};
};
template <>
struct Members<Picture> {
    static constexpr auto kList = std::tuple{required("attachment", &Picture::attachment),
                                             required("caption", &Picture::caption)};
};
template <>
struct Members<LanguageOverlay> {
    static constexpr auto kList =
        std::tuple{required("title", &LanguageOverlay::title),
                   optional("plain_title", &LanguageOverlay::plain_title),
                   required("summary", &LanguageOverlay::summary),
                   optional("blocks", &LanguageOverlay::blocks),
                   optional("of_revision", &LanguageOverlay::of_revision)};
};
template <>
struct Members<BodyCommon> {
    static constexpr auto kList = std::tuple{required("title", &BodyCommon::title),
                                             optional("plain_title", &BodyCommon::plain_title),
                                             optional("summary", &BodyCommon::summary),
                                             required("office_name", &BodyCommon::office_name),
                                             optional("contact", &BodyCommon::contact),
                                             optional("basis", &BodyCommon::basis),
                                             optional("change_note", &BodyCommon::change_note),
                                             optional("meta", &BodyCommon::meta),
                                             optional("blocks", &BodyCommon::blocks),
                                             optional("languages", &BodyCommon::languages),
                                             optional("pictures", &BodyCommon::pictures)};
};
template <>
struct Members<Standard> {
    static constexpr auto kList =
        std::tuple{required("amount_fen", &Standard::amount_fen), required("unit", &Standard::unit),
                   required("per", &Standard::per)};
};

template <>
struct Rules<BodyCommon> {
    static void check(const BodyCommon& body, const Cursor& cursor);
};

}  // namespace villageboard::codec
