/// A dossier's row as the case that desk/path.h decides on: with its signatures and with the rules
/// in force today.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/desk/path.h"
#include "sync/county/store/desk_rows.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// What the rules of state, province, prefecture and county ask on a day, taken together.
struct RulesInForce {
    std::vector<Post> sign;
    bool county_only = false;
    std::optional<int> notice_days;
    std::optional<int> working_days;
};
RulesInForce rules_in_force(Repository& repository, const AreaCode& area,
                            const std::string& catalogue, Day day);

DossierCase case_of(const Tools& tools, const DossierRow& row);
/// The same with signatures that the caller has.
DossierCase case_of(const Tools& tools, const DossierRow& row,
                    const std::vector<SignatureRow>& signatures);

/// Stores what the dossier waits for, so that it stands in the right queues and no other.
void put_waits(Transaction& transaction, const Tools& tools, const DossierRow& row);

}  // namespace villageboard::county
