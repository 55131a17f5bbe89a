/// The same question asked in each way: by the terminal's index, and by what SQLite offers.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "content/cache/reader.h"

namespace villageboard::bench {

class Rivals {
  public:
    using Ids = std::set<std::string>;

    /// Builds the rivals' indexes from the texts of the cache in `dir`, in a database beside it.
    explicit Rivals(const std::filesystem::path& dir);
    ~Rivals();

    Ids ours(const std::string& typed, std::size_t limit);
    Ids trigram(const std::string& typed, std::size_t limit);
    Ids like(const std::string& typed, std::size_t limit);
    /// On a column of the titles' first letters.
    Ids letters_trigram(const std::string& typed, std::size_t limit);
    Ids letters_like(const std::string& typed, std::size_t limit);
    /// On a column of the titles' pinyin without blanks.
    Ids pinyin_like(const std::string& typed, std::size_t limit);

    std::vector<std::pair<std::string, std::uintmax_t>> sizes();

  private:
    Ids ask(const std::string& sql, const std::string& typed, std::size_t limit);

    cache::CacheReader reader_;
    std::unique_ptr<cache::Database> cache_;
    std::unique_ptr<cache::Database> rivals_;
};

}  // namespace villageboard::bench
