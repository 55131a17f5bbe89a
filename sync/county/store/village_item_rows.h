/// Where a village's list of what to publish differs from the county's catalogue: items that it
/// doesn't have, and items of its own.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

enum class VillageItemKind { not_applicable, own };
enum class VillageItemState { proposed, confirmed, refused, ended };

std::string_view to_string(VillageItemKind kind);
std::string_view to_string(VillageItemState state);

struct VillageItemRow {
    std::string area;
    std::string code;
    VillageItemKind kind = VillageItemKind::not_applicable;
    VillageItemState state = VillageItemState::proposed;
    std::string reason;  ///< of an item that doesn't apply
    std::string item;    ///< of an own one: a catalogue body with this one item
    std::string proposed_by;
    Instant proposed{};
    std::string decided_by;
    Instant decided{};  ///< 0 while nobody decided
    std::uint32_t version = 1;
};

class VillageItemRows {
  public:
    /// `repository` must outlive it.
    explicit VillageItemRows(Repository& repository) : repository_(repository) {}

    /// The row, held until the transaction ends.
    std::optional<VillageItemRow> lock(Transaction&, const std::string& area,
                                       const std::string& code);
    /// False when there is such a row already.
    bool add(Transaction&, const VillageItemRow& row);
    void put(Transaction&, const VillageItemRow& row);
    /// In the order of area and code, behind (after_area, after_code).
    std::vector<VillageItemRow> rows(const AreaRange& range, const std::string& after_area,
                                     const std::string& after_code, std::uint64_t limit);
    /// All confirmed ones of a range.
    std::vector<VillageItemRow> confirmed(const AreaRange& range);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
