/// A policy and what interprets it (三同步): drafted, signed and published together. A policy that
/// lacks its disclosure attribute, its validity or its interpretation goes back to its author by
/// itself; a complete one waits, approved, until one of its interpretations is approved as well,
/// and then all that are go out under one checkpoint.
#pragma once
#include <string>
#include <vector>

#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Policies {
  public:
    explicit Policies(const Tools& tools) : tools_(tools) {}

    /// What a policy or an interpretation lacks, in words for its author; empty: nothing, or it is
    /// neither.
    std::string gaps(const DossierRow& row);
    /// The dossiers that this one goes out with, itself not among them: of a policy that is on its
    /// way its interpretations on their way, of an interpretation its policy.
    std::vector<DossierRow> partners(const DossierRow& row);
    /// After `row`, which the caller stores, was approved or sent back: sets when it and its
    /// partners are due, all at the same time or not yet. Does nothing for what goes out alone.
    void set_due(Transaction& transaction, DossierRow& row);
    /// Refusal(conflict) where an interpretation explains no policy that is out, here or in an area
    /// above, or on its way.
    void require_policy(const DossierRow& row);
    /// After the policy left its way for good: approved interpretations of it go back to their
    /// authors. Does nothing for other dossiers.
    void return_interpretations(Transaction& transaction, const DossierRow& policy);
    /// Those that have to be published in one with `row`, by id; alone where it stands alone. A
    /// policy comes first.
    std::vector<std::string> together(const DossierRow& row);

  private:
    bool explains_one(const DossierRow& interpretation);
    std::vector<DossierRow> interpretations_of(const DossierRow& policy);

    Tools tools_;
};

}  // namespace villageboard::county
