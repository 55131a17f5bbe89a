#include "sync/county/desk/variant_words.h"

#include <nlohmann/json.hpp>

#include "content/model/variant.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

void take_overlays(Json& body, std::vector<HandedIn>& taken) {
    const auto languages = body.find("languages");
    if (languages == body.end()) return;
    Json kept = Json::object();
    for (auto at = languages->begin(); at != languages->end(); ++at) {
        if (is_chinese(at.key())) {
            kept[at.key()] = at.value();
            continue;
        }
        at.value().erase("of_revision");
        taken.push_back({at.key(), kWords, at.value().dump()});
    }
    if (kept.empty())
        body.erase("languages");
    else
        *languages = std::move(kept);
}

bool is_spoken(const Json& attachment) {
    const std::string language = attachment.value("language", "");
    return attachment.value("role", "") == "audio" && !language.empty() && !is_chinese(language);
}

void take_recordings(Json& document, std::vector<HandedIn>& taken) {
    const auto attachments = document.find("attachments");
    if (attachments == document.end()) return;
    Json kept = Json::array();
    for (Json& one : *attachments) {
        if (!is_spoken(one)) {
            kept.push_back(std::move(one));
            continue;
        }
        Json recording{{"file", one.at("file")}, {"mime", one.at("mime")}};
        if (one.contains("audience")) recording["audience"] = one["audience"];
        taken.push_back({one.at("language").get<std::string>(), kRecording, recording.dump()});
    }
    if (kept.empty())
        document.erase("attachments");
    else
        *attachments = std::move(kept);
}

void put_back(Json& document, const VariantRow& variant, long long revision) {
    Json content = Json::parse(variant.content);
    if (variant.what == kWords) {
        content["of_revision"] = revision;
        document["body"]["languages"][variant.language] = std::move(content);
        return;
    }
    content["role"] = "audio";
    content["language"] = variant.language;
    document["attachments"].push_back(std::move(content));
}

template <typename Variants>
std::vector<std::string> recorded_in(const Variants& variants) {
    std::vector<std::string> files;
    for (const auto& one : variants)
        if (one.what == kRecording) files.push_back(file_of(one.content));
    return files;
}

}  // namespace

std::vector<HandedIn> take_variants(DossierRow& row) {
    std::vector<HandedIn> taken;
    // a pack of the interface's phrases is signed by its own reviewer, with its clips
    if (is_reference(parse_kind(row.kind).value_or(Kind::notice))) return taken;
    Json document = Json::parse(row.document);
    const auto body = document.find("body");
    if (body == document.end()) return taken;
    take_overlays(*body, taken);
    take_recordings(document, taken);
    if (!taken.empty()) row.document = document.dump(2) + "\n";
    return taken;
}

ItemDraft with_variants(const DossierRow& row, const std::vector<VariantRow>& variants,
                        long long revision) {
    Json document = Json::parse(row.document);
    for (const VariantRow& one : variants) put_back(document, one, revision);
    ItemDraft draft = parse_draft(document.dump());
    draft.kind = parse_kind(row.kind).value_or(Kind::notice);
    draft.catalogue = row.catalogue;
    return draft;
}

std::vector<std::string> files_of(const std::vector<VariantRow>& variants) {
    return recorded_in(variants);
}

std::vector<std::string> files_of(const std::vector<HandedIn>& variants) {
    return recorded_in(variants);
}

std::string file_of(const std::string& content) {
    return Json::parse(content).at("file").get<std::string>();
}

}  // namespace villageboard::county
