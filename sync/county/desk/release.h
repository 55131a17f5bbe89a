/// Carries approved dossiers out: each release of a dossier is published exactly once, whenever the
/// program is killed. (1) The release is claimed: from here it can't be taken back. (2) The
/// publisher takes it, under a digest that only this release has, so a repeated call finds what it
/// became. (3) The dossier says what it became. The chore repeats what was left after (1) or (2).
/// What the publisher refuses goes back to its author with the reason. A policy and its
/// interpretations are claimed and published in one (desk/policies.h).
#pragma once
#include <string>
#include <vector>

#include "sync/county/desk/path.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Release {
  public:
    explicit Release(const Tools& tools) : tools_(tools) {}

    /// Releases the dossier if it is due; does nothing otherwise. Throws Error(retry): the chore
    /// goes on with it.
    void carry_out(const std::string& dossier);
    /// All that are due. One that fails does not hold up the others.
    void carry_out_due();
    /// What the desk does about an item that was published without it, in the entries that a
    /// restored backup was continued with: nothing is published twice, an item that left the boards
    /// is not shown as live, an erased one is wiped. Does nothing where the desk is in step.
    void follow(const std::string& area, const std::string& item);

  private:
    struct Claimed {
        DossierRow row;
        std::vector<SignatureRow> signatures;
    };
    std::vector<Claimed> claim(const std::vector<std::string>& dossiers);
    void finish(const std::string& dossier, long long index);
    void give_back(const std::string& dossier, const std::string& why);
    void mark_others(Transaction& transaction, const DossierRow& row, DossierState state);
    void supersede_others(Transaction& transaction, const DossierRow& row);
    void mark(Transaction& transaction, const std::string& id, const DossierRow& by,
              const std::string& act, DossierState state);

    Tools tools_;
};

}  // namespace villageboard::county
