#include "kiosk/strings/phrasebook.h"

#include <algorithm>

namespace villageboard::kiosk {
namespace {

constexpr const char* kSample = "language.sample";

std::optional<draw::StoredFile> held(const std::vector<cache::AttachmentRow>& files,
                                     const std::string& digest) {
    for (const cache::AttachmentRow& row : files)
        if (row.digest == digest && row.file) return draw::StoredFile{*row.file, row.file_digest};
    return std::nullopt;
}

InterfaceLanguage shipped(const std::string& tag) {
    const Strings own(tag);
    const std::string key = "language." + tag;
    return {tag, own.has(key) ? own.say(key) : tag, own.say(kSample)};
}

}  // namespace

Phrasebook::Phrasebook() : shipped_(Strings::languages()) { list(); }

void Phrasebook::offer(const std::vector<std::string>& shipped) {
    const auto& all = Strings::languages();
    shipped_.clear();
    std::copy_if(all.begin(), all.end(), std::back_inserter(shipped_), [&](const auto& tag) {
        return tag == all.front() ||
               std::find(shipped.begin(), shipped.end(), tag) != shipped.end();
    });
    list();
}

void Phrasebook::load(const std::vector<PhrasePack>& packs) {
    packs_.clear();
    for (const PhrasePack& pack : packs) {
        const auto& table = std::get<PhraseTable>(*pack.body);
        Spoken& spoken = packs_[table.language];
        if (spoken.name.empty()) spoken.name = table.name.value_or("");
        for (const auto& [key, words] : table.entries)
            if (!words.empty()) spoken.words->emplace(key, words);
        for (const auto& [key, digest] : table.recordings)
            if (auto file = held(pack.attachments, digest))
                spoken.clips.emplace(key, std::move(*file));
    }
    list();
}

void Phrasebook::list() {
    languages_.clear();
    for (const std::string& tag : shipped_) languages_.push_back(shipped(tag));
    const auto& all = Strings::languages();
    for (const auto& [tag, spoken] : packs_) {
        if (std::find(all.begin(), all.end(), tag) != all.end()) continue;
        const auto sample = spoken.words->find(kSample);
        languages_.push_back({tag, spoken.name.empty() ? tag : spoken.name,
                              sample == spoken.words->end() ? std::string{} : sample->second});
    }
}

bool Phrasebook::offers(std::string_view tag) const { return language(tag).has_value(); }

std::optional<InterfaceLanguage> Phrasebook::language(std::string_view tag) const {
    for (const InterfaceLanguage& each : languages_)
        if (each.tag == tag) return each;
    return std::nullopt;
}

Strings Phrasebook::strings(std::string_view tag) const {
    std::string chosen(offers(tag) ? tag : Strings(tag).language());
    if (!offers(chosen)) chosen = languages_.front().tag;
    const auto pack = packs_.find(chosen);
    return pack == packs_.end() ? Strings(chosen) : Strings(chosen, pack->second.words);
}

std::optional<draw::StoredFile> Phrasebook::recording(std::string_view language,
                                                      std::string_view key) const {
    const auto pack = packs_.find(language);
    if (pack == packs_.end()) return std::nullopt;
    const auto clip = pack->second.clips.find(key);
    return clip == pack->second.clips.end() ? std::nullopt : std::optional(clip->second);
}

}  // namespace villageboard::kiosk
