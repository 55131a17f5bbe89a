/// Invented notices for the search's measurement: words drawn as often as people type them (the
/// weights of rime-data-pinyin-simp), the same on every run.
#pragma once
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "content/cache/writer.h"

namespace villageboard::bench {

/// What stands in the box after each key.
using Typed = std::vector<std::string>;

struct Phrases {
    std::vector<Typed> characters;
    std::vector<Typed> initials;
    std::vector<Typed> pinyin;
};

class Texts {
  public:
    Texts();
    std::string title();
    /// About 320 characters with punctuation.
    std::string paragraph();
    /// Pieces of titles that were given, and how they are typed.
    Phrases phrases(int count);

  private:
    const std::string& word();

    std::mt19937 random_{20261127};
    std::vector<std::string> words_;
    std::discrete_distribution<std::size_t> weights_;
    std::vector<std::string> titles_;
};

/// Adds so many notices of the sample village, ten minutes apart from 2024 on.
void add_notices(cache::CacheWriter& writer, Texts& texts, std::size_t items);

/// Writes a terminal's cache with so many notices; gives the milliseconds it took.
double fill_cache(const std::filesystem::path& dir, Texts& texts, std::size_t items);

}  // namespace villageboard::bench
