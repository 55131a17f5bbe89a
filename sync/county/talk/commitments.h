/// Commitments (承诺): which office promised what until when, whether it was done, and the
/// evidence. What a published meeting decided to do becomes commitments of that item by itself;
/// others are taken in by call. What villagers see of them stands in the meeting's result, whose
/// correction is begun here and goes its usual way. One thread at a time; throws Refusal and
/// changes nothing.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/store/commitment_rows.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct NewCommitment {
    AreaCode area;
    std::string office;
    std::string who;
    std::string text;
    Day due;
    std::string item;  ///< live item that promises it; empty: none
};

struct Evidence {
    std::string kind;  ///< "upload" or "item"
    std::string name;  ///< of a finished upload, or id of a live item
};

struct CommitmentView {
    CommitmentRow row;
    std::string state;  ///< "open", "overdue", "done"
    std::vector<OldDueRow> old_dues;
};

class Commitments {
  public:
    Commitments(const Tools& tools, const Actor& actor) : tools_(tools), actor_(actor) {}

    CommitmentView add(const NewCommitment& wanted);
    CommitmentView view(const std::string& id);
    /// Of an area and all in it, those in `state` (empty: all), after "area.id". `next` is the last
    /// row looked at, which may be further than the last one given; empty at the end.
    std::vector<CommitmentView> list(const AreaCode& area, const std::string& state,
                                     const std::string& after, std::uint64_t limit,
                                     std::string& next);
    /// Another due day; the one before stays, with the reason. Not of what is done.
    CommitmentView move(const std::string& id, long long version, Day due,
                        const std::string& reason);
    /// Done on a day up to today, proved by a file or by an item.
    CommitmentView finish(const std::string& id, long long version, Day day,
                          const Evidence& evidence);
    /// Begins the correction of a meeting's result that says how its commitments stand.
    DossierRow begin_update(const AreaCode& area, const std::string& item);

  private:
    CommitmentRow readable(std::optional<CommitmentRow> row);
    CommitmentView view_of(const CommitmentRow& row);
    void require_office(const AreaCode& area, const std::string& office);
    void require_evidence(const CommitmentRow& row, const Evidence& evidence);
    using Work = std::function<void(Transaction&, CommitmentRow&)>;
    CommitmentView change(const std::string& id, long long version, const char* act,
                          const Work& work);

    Tools tools_;
    const Actor& actor_;
};

/// Takes in what the meeting's result that was just released promises, each promise once.
void take_in_commitments(const Tools& tools, Transaction& transaction, const DossierRow& released);

/// Takes the commitments of an item that is erased away, with their evidence.
void wipe_commitments(const Tools& tools, Transaction& transaction, const std::string& item);

/// Holds a meeting's document against its commitments: what it calls done is proved, and a due day
/// is put off with a reason only. Refusal where it isn't; nothing for other kinds.
void refuse_unproved_promises(const Tools& tools, const DossierRow& dossier);

}  // namespace villageboard::county
