/// The subsidies that a village knows, by the four characters in the passbook (四字简称): what the
/// county's list, its policies and the village's rolls say of each. Plain values, collected anew
/// when the content changes; the collecting is pure.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kiosk/app/board.h"

namespace villageboard::kiosk {

/// An item with its text.
struct Published {
    cache::ItemRow row;
    std::shared_ptr<const Body> body;
};

/// What the county's list says of a programme beside its two names.
struct ListedFact {
    std::string label;
    std::string value;
};

struct Programme {
    std::string label;  ///< the four characters; never empty
    std::string name;   ///< what the programme is called
    std::vector<ListedFact> listed;
    std::vector<Published> policies;  ///< that carry the label, newest first
    std::vector<Published> batches;   ///< the village's rolls, newest first
    bool about_minors = false;

    const Policy* policy() const;
    const SubsidyRoll* batch() const;  ///< the newest; null without any
};

/// From policies and subsidy rolls, each newest first. Programmes that were paid here stand first,
/// by their newest batch; then those of the county's list (catalogue code S01: tables whose first
/// column holds four characters and whose second names the programme), in its order.
std::vector<Programme> collect_programmes(const std::vector<Published>& policies,
                                          const std::vector<Published>& rolls);

/// Reads both from the board.
std::vector<Programme> programmes_of(const Board& board);

}  // namespace villageboard::kiosk
