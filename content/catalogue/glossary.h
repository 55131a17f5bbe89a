/// Plain words for terms of office: 公示期 -> "还能提意见的日子".
/// Immutable once built; any thread may read it.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "content/model/reference.h"

namespace villageboard {

struct GlossaryHit {
    std::size_t offset;          ///< byte offset of the term in the text
    const GlossaryEntry* entry;  ///< owned by the glossary
};

class Glossary {
  public:
    /// Throws Error invalid when a term stands twice or is empty.
    explicit Glossary(std::vector<GlossaryEntry> entries);

    const GlossaryEntry* find(std::string_view term) const;
    /// The terms in `text`, from left to right, the longest at each place, none overlapping.
    std::vector<GlossaryHit> hits(std::string_view text) const;
    const std::vector<GlossaryEntry>& entries() const { return entries_; }

  private:
    std::vector<GlossaryEntry> entries_;
    /// Indexes of the terms that begin with a character (its bytes in UTF-8), the longest first.
    std::unordered_map<std::string, std::vector<std::size_t>> by_character_;
};

}  // namespace villageboard
