/// Items to look at again since a law they rest on was changed or ended. A task is made when the
/// county's table of legal bases is published; somebody resolves it with an outcome, and what has
/// to be done then goes its usual way as a dossier of its own.
#pragma once
#include <string>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/store/desk_rows.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Rechecks {
  public:
    explicit Rechecks(const Tools& tools) : tools_(tools) {}

    /// Makes the tasks for what changed between the last two revisions of the table that `row`
    /// published. The same change makes no second task.
    void after_release(Transaction& transaction, const DossierRow& row);

    /// Open tasks of an area and below, after a row. Refuses who holds no post there.
    std::vector<RecheckRow> open(const Actor& actor, const AreaCode& area,
                                 const std::string& after_area, const std::string& after_id,
                                 int limit);
    /// `outcome` is "keep", "correct" or "withdraw". Refuses who may not write the item; a task
    /// that is resolved stays as it is.
    RecheckRow resolve(const Actor& actor, const std::string& id, const std::string& outcome,
                       const std::string& reason);

  private:
    void make(Transaction& transaction, const std::string& basis, const std::string& change);

    Tools tools_;
};

}  // namespace villageboard::county
