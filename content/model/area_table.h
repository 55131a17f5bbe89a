/// The areas of a county over time: names, days of validity, successors, old codes.
/// Immutable once built; any thread may read it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/reference.h"
#include "content/model/time.h"

namespace villageboard {

class AreaTable {
  public:
    /// Throws Error invalid when two rows of one code overlap in days, a successor isn't in the
    /// table, successors run in a circle, or an alias names two areas. The place is a JSON pointer
    /// into the table.
    explicit AreaTable(std::vector<AreaRow> rows);

    /// The code a text means: 6, 9 or 12 digits, zero-padded, or an older code kept as an alias.
    /// Nothing for an area the table doesn't know.
    std::optional<AreaCode> resolve(std::string_view code) const;
    /// The row of `code` that is valid on `day`; nothing when there is none.
    const AreaRow* find(const AreaCode& code, Day day) const;
    /// The name on `day`; nothing for an area unknown or not valid then.
    std::optional<std::string> name(const AreaCode& code, Day day) const;
    /// The area that stands for `code` on `day`: itself while valid, else its last valid successor.
    /// Nothing when the chain ends in an area that isn't valid that day.
    std::optional<AreaCode> current(const AreaCode& code, Day day) const;
    /// The successors of `code`, next first; empty when it has none.
    std::vector<AreaCode> successors(const AreaCode& code) const;
    /// The area of this name that is valid on `day`, below `parent`; nothing when none or several.
    std::optional<AreaCode> by_name(std::string_view name, const AreaCode& parent, Day day) const;

    const std::vector<AreaRow>& rows() const { return rows_; }

  private:
    const AreaRow* last_row(const AreaCode& code) const;
    void refuse_overlaps() const;
    void refuse_bad_successors() const;
    void refuse_shared_aliases() const;

    std::vector<AreaRow> rows_;
};

}  // namespace villageboard
