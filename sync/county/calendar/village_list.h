/// A village's list of what it publishes, made from the county's catalogue: kept, not applicable
/// (the village says why, the town confirms), and items of its own. Who may: the village's clerk or
/// head proposes, the town's reviewer or the county's office decides, never on their own proposal.
/// One thread at a time; throws Refusal and changes nothing.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "content/catalogue/catalogue.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/village_item_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// An item that the county's catalogue doesn't have. What each outlet may show of it is what the
/// item `like` of the county's catalogue allows, or less.
struct OwnItem {
    std::string name;
    std::string plain_name;
    std::vector<std::string> basis;  ///< ids of legal bases; empty: the village's own decision
    std::string like;                ///< code of the catalogue's item
    std::string limit_text;          ///< when, in words
    std::optional<Rhythm> every;
    std::optional<int> working_days;
    Audience audience = Audience::public_;  ///< village: the hall alone
};

enum class ListDecision { confirm, refuse };

class VillageList {
  public:
    VillageList(const Tools& tools, const Actor& actor) : tools_(tools), actor_(actor) {}

    VillageItemRow propose_exception(const AreaCode& village, const std::string& code,
                                     const std::string& reason);
    /// The code is the next free one from X01 on.
    VillageItemRow propose_own(const AreaCode& village, const OwnItem& item);
    /// `version` as the caller saw it: a row that changed since is refused.
    VillageItemRow decide(const AreaCode& village, const std::string& code, ListDecision decision,
                          std::uint32_t version);
    /// The catalogue's item applies again, or the own one ends.
    VillageItemRow end(const AreaCode& village, const std::string& code, std::uint32_t version);

  private:
    void require_proposer(const AreaCode& village) const;
    VillageItemRow changed(Transaction& transaction, const AreaCode& village,
                           const std::string& code, std::uint32_t version);
    void record(Transaction& transaction, const char* act, const VillageItemRow& row);

    Tools tools_;
    const Actor& actor_;
};

/// The item of an own row. Throws Error(corrupt).
CatalogueItem own_item(const VillageItemRow& row);

/// The county's catalogue with the confirmed own items of a village.
Catalogue with_own_items(Repository& repository, const Catalogue& catalogue,
                         const AreaCode& village);

/// What the confirmed rows of a range say, by village.
struct ListDifference {
    std::set<std::string> not_applicable;
    std::vector<CatalogueItem> own;
};
std::map<std::string, ListDifference> differences(Repository& repository, const AreaRange& range);

}  // namespace villageboard::county
