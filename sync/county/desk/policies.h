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

    /// What a policy lacks, in words for its author; empty: nothing, or it is no policy.
    std::string gaps(const DossierRow& row);
    /// The dossiers that this one goes out with, itself not among them: of a policy that is on its
    /// way its interpretations on their way, of an interpretation its policy.
    std::vector<DossierRow> partners(const DossierRow& row);
    /// After `row`, which the caller stores, was approved or sent back: sets when it and its
    /// partners are due, all at the same time or not yet. Does nothing for what goes out alone.
    void set_due(Transaction& transaction, DossierRow& row);
    /// Those that have to be published in one with `row`, by id; alone where it stands alone. A
    /// policy comes first.
    std::vector<std::string> together(const DossierRow& row);

  private:
    std::vector<DossierRow> interpretations_of(const DossierRow& policy);

    Tools tools_;
};

}  // namespace villageboard::county
