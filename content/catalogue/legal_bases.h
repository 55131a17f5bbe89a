/// Legal bases as dated rows. One id may have several rows, one for each wording in force, so that
/// an item of 2025 is shown with the article of 2025 and one of 2026 with that of 2026.
/// Immutable once built; any thread may read it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/reference.h"
#include "content/model/time.h"

namespace villageboard {

class LegalBases {
  public:
    /// Throws Error invalid when rows of one id overlap in days or a row ends before it begins.
    explicit LegalBases(std::vector<LegalBasisRow> rows);

    bool knows(std::string_view id) const;
    /// The row of `id` in force on `day`; nothing when none is.
    const LegalBasisRow* find(std::string_view id, Day day) const;
    /// "《中华人民共和国村民委员会组织法》第三十条": what may be shown for an item of `day`. The
    /// article number is left out where the law was amended and renumbered by that day and the row
    /// doesn't hold the article's text. Nothing when the id is unknown or not in force that day.
    std::optional<std::string> format(std::string_view id, Day day) const;

    const std::vector<LegalBasisRow>& rows() const { return rows_; }

  private:
    std::vector<LegalBasisRow> rows_;
};

}  // namespace villageboard
