/// What offices promised to do: which office, until when, whether it was done and what proves it.
/// Days that were put off stay.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

struct CommitmentRow {
    std::string id;
    std::string area;
    std::string office;  ///< "539921102205-VC"
    std::string who;     ///< a post in words: "村委会副主任"
    std::string text;
    std::string item;  ///< the meeting's result or another item that promises it; or empty
    Day made{};
    Day due{};
    std::optional<Day> done;
    std::string evidence_kind;  ///< "upload" or "item"; empty until it is done
    std::string evidence;       ///< name of an upload or id of an item
    long long version = 0;      ///< of the optimistic lock
};

/// A day until which it was to be done before that was put off.
struct OldDueRow {
    Day due{};
    std::string reason;  ///< why it was put off
    std::string changed_by;
    long long changed = 0;  ///< Unix seconds
};

class CommitmentRows {
  public:
    /// `repository` must outlive it.
    explicit CommitmentRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const CommitmentRow& row);
    std::optional<CommitmentRow> find(const std::string& id);
    /// The row, which nobody else changes until the transaction ends.
    std::optional<CommitmentRow> lock(Transaction&, const std::string& id);
    /// An upload that is its evidence is kept from then on, though no dossier uses it.
    void put(Transaction&, const CommitmentRow& row);
    /// Of one item, in the order in which they were taken in.
    std::vector<CommitmentRow> of_item(const std::string& item);
    /// In the order of area and id, after a row.
    std::vector<CommitmentRow> of_range(const AreaRange& range, const std::string& after_area,
                                        const std::string& after_id, std::uint64_t limit);

    void add_old_due(Transaction&, const std::string& id, const OldDueRow& row);
    /// The oldest first.
    std::vector<OldDueRow> old_dues(const std::string& id);
    /// Takes every word out, where the item that promised it is erased.
    void wipe(Transaction&, const std::string& item);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
