#include "content/catalogue/glossary.h"

#include <algorithm>
#include <string>

#include "content/model/error.h"

namespace villageboard {

Glossary::Glossary(std::vector<GlossaryEntry> entries) : entries_(std::move(entries)) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const std::string place = "/entries/" + std::to_string(i) + "/term";
        if (entries_[i].term.empty())
            throw Error(ErrorKind::invalid, "A term of the glossary is empty.", place);
        if (find(entries_[i].term) != &entries_[i])
            throw Error(ErrorKind::invalid, "The term " + entries_[i].term + " stands twice.",
                        place);
    }
}

const GlossaryEntry* Glossary::find(std::string_view term) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const GlossaryEntry& entry) { return entry.term == term; });
    return found == entries_.end() ? nullptr : &*found;
}

std::vector<GlossaryHit> Glossary::hits(std::string_view text) const {
    std::vector<GlossaryHit> found;
    for (std::size_t at = 0; at < text.size();) {
        const GlossaryEntry* longest = nullptr;
        for (const GlossaryEntry& entry : entries_)
            if (text.substr(at).starts_with(entry.term) &&
                (!longest || longest->term.size() < entry.term.size()))
                longest = &entry;
        if (longest) found.push_back({at, longest});
        at += longest ? longest->term.size() : 1;
    }
    return found;
}

}  // namespace villageboard
