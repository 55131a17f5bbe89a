/// Erasing an item for a reason that the law names. Two people of the county decide it (desk.h);
/// what stays is one public line: which catalogue item, when, by which office, for which class of
/// reason. It reaches the feed's bodies (the publisher), the rows of every dossier of the item with
/// what was uploaded for it, and the pages of the database. A backup that is restored brings words
/// of the desk back: follow() takes them away again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/store/desk_rows.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The closed list of reasons: PIPL art. 47 (purpose ended, consent withdrawn, unlawful handling),
/// disclosure against the law, a court's order.
bool is_erasure_class(std::string_view text);
std::vector<std::string_view> erasure_classes();

class Erasures {
  public:
    explicit Erasures(const Tools& tools) : tools_(tools) {}

    /// Wipes the rows of the item's dossiers in the transaction that finishes `row`, its erasure,
    /// and notes the public line.
    void finish(Transaction& transaction, const DossierRow& row);
    /// Removes what no transaction can: pages of the write-ahead log. Does nothing
    /// when all was removed; the chore repeats it.
    void purge();

    /// Wipes the rows of an item that was erased without this desk: in the entries that a restored
    /// backup was continued with. Its public line is noted where the desk knew of the erasure.
    void follow(const std::string& item);

    /// The public lines, by area and item.
    std::vector<ErasureRow> lines(const std::string& after_area, const std::string& after_item,
                                  int limit);

  private:
    void wipe(Transaction& transaction, const std::string& item, long long at,
              const std::string& by, const std::string& finished);
    void put_line(Transaction& transaction, const DossierRow& row);
    void put_waits(Transaction& transaction, const std::string& dossier);

    Tools tools_;
};

}  // namespace villageboard::county
