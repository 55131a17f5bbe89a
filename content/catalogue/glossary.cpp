#include "content/catalogue/glossary.h"

#include <algorithm>
#include <functional>
#include <string>

#include "content/model/error.h"

namespace villageboard {
namespace {

/// The bytes of the character at the beginning of a text that is not empty.
std::string_view first_character(std::string_view text) {
    std::size_t bytes = 1;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
    return text.substr(0, bytes);
}

}  // namespace

Glossary::Glossary(std::vector<GlossaryEntry> entries) : entries_(std::move(entries)) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const std::string place = "/entries/" + std::to_string(i) + "/term";
        if (entries_[i].term.empty())
            throw Error(ErrorKind::invalid, "A term of the glossary is empty.", place);
        if (find(entries_[i].term) != &entries_[i])
            throw Error(ErrorKind::invalid, "The term " + entries_[i].term + " stands twice.",
                        place);
        by_character_[std::string(first_character(entries_[i].term))].push_back(i);
    }
    for (auto& [character, terms] : by_character_)
        std::ranges::sort(terms, std::greater<>(),
                          [&](std::size_t i) { return entries_[i].term.size(); });
}

const GlossaryEntry* Glossary::find(std::string_view term) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const GlossaryEntry& entry) { return entry.term == term; });
    return found == entries_.end() ? nullptr : &*found;
}

std::vector<GlossaryHit> Glossary::hits(std::string_view text) const {
    std::vector<GlossaryHit> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const std::string_view character = first_character(rest);
        at += character.size();
        const auto terms = by_character_.find(std::string(character));
        if (terms == by_character_.end()) continue;
        const auto longest = std::ranges::find_if(
            terms->second, [&](std::size_t i) { return rest.starts_with(entries_[i].term); });
        if (longest == terms->second.end()) continue;
        const GlossaryEntry& entry = entries_[*longest];
        found.push_back({static_cast<std::size_t>(rest.data() - text.data()), &entry});
        at += entry.term.size() - character.size();
    }
    return found;
}

}  // namespace villageboard
