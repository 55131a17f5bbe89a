#include "sync/agent/shelf.h"

#include <algorithm>

#include "sync/feed/tile.h"

namespace villageboard::agent {

DictionaryShelf::DictionaryShelf(std::vector<cache::KnownDictionary> known, fetch::Fetcher& source)
    : known_(std::move(known)), source_(source) {}

void DictionaryShelf::name(std::uint64_t index, const feed::DictionaryRef& ref) {
    std::erase_if(known_, [&](const auto& held) { return held.dict_id == ref.id; });
    loaded_.erase(ref.id);
    known_.push_back({.dict_id = ref.id,
                      .entry = index,
                      .digest = ref.sha256.hex(),
                      .size = ref.size,
                      .content = {}});
}

feed::Dictionaries DictionaryShelf::usable(std::string_view zstd_frame, std::uint64_t index) {
    const std::uint32_t id = feed::frame_dictionary_id(zstd_frame);
    if (id == 0) return {};
    const auto named = std::find_if(known_.begin(), known_.end(),
                                    [&](const auto& held) { return held.dict_id == id; });
    if (named == known_.end() || named->entry >= index) return {};
    if (!loaded_.contains(id)) {
        if (named->content.empty()) fetch_content(*named);
        auto dictionary = feed::Dictionary::load({named->content.begin(), named->content.end()});
        if (!dictionary || dictionary->id() != id) return {};
        loaded_.emplace(id, *dictionary);
    }
    return {{id, loaded_.at(id)}};
}

void DictionaryShelf::fetch_content(cache::KnownDictionary& dictionary) {
    const auto digest = feed::Hash::from_hex(dictionary.digest);
    if (!digest) return;
    fetch::MemorySink sink;
    const auto reply =
        source_.get({.path = feed::blob_path(*digest), .limit = dictionary.size}, sink);
    if (reply.got != fetch::Got::whole || feed::sha256(sink.bytes()) != *digest) return;
    dictionary.content.assign(sink.bytes().begin(), sink.bytes().end());
}

std::optional<std::uint64_t> DictionaryShelf::newest() const {
    std::optional<std::uint64_t> index;
    for (const auto& dictionary : known_) index = std::max(index.value_or(0), dictionary.entry);
    return index;
}

}  // namespace villageboard::agent
