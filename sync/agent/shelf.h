/// The zstd dictionaries of one feed during a round: those named by entries, fetched when a frame
/// first needs them. A frame uses only a dictionary that an earlier entry named. One thread.
#pragma once
#include <cstdint>
#include <vector>

#include "content/cache/writer.h"
#include "sync/feed/compress.h"
#include "sync/feed/entry.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::agent {

class DictionaryShelf {
  public:
    /// `known`: those named by the entries that the cache holds.
    DictionaryShelf(std::vector<cache::KnownDictionary> known, fetch::Fetcher& source);

    /// The entry at `index` names a dictionary.
    void name(std::uint64_t index, const feed::DictionaryRef& ref);

    /// What a frame at `index` may use: the dictionary its header asks for, when an earlier entry
    /// named it and its bytes agree with the signed digest; otherwise nothing.
    /// `zstd_frame` is without a type byte.
    feed::Dictionaries usable(std::string_view zstd_frame, std::uint64_t index);

    /// Every dictionary named, with the bytes of those that were needed: to be stored.
    const std::vector<cache::KnownDictionary>& known() const { return known_; }
    /// Index of the newest entry that names a dictionary; nothing when none does.
    std::optional<std::uint64_t> newest() const;

  private:
    void fetch_content(cache::KnownDictionary& dictionary);

    std::vector<cache::KnownDictionary> known_;
    feed::Dictionaries loaded_;
    fetch::Fetcher& source_;
};

}  // namespace villageboard::agent
