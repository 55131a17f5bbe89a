/// The publishing desk: how an item gets from its author to the board, past a second pair of eyes.
/// Who may do what stands in path.h. Every change names the version of the dossier that its maker
/// saw; a stale one is refused and nothing is written over. Every act leaves a step in the dossier
/// and a line in the audit log, in the transaction of the act. Used by the API and by the command
/// line alike.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content/check/finding.h"
#include "sync/county/desk/cases.h"
#include "sync/county/desk/path.h"
#include "sync/county/people/actor.h"
#include "sync/county/people/refusal.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Whether and to whom an item is disclosed; another person looks at it with the item.
struct Disclosure {
    std::string attribute = "proactive";  ///< or "on_request", "not_disclosed"
    std::string reason;                   ///< of one that is not proactive
};

struct NewDossier {
    AreaCode area;
    Operation operation = Operation::publish;
    std::string item;      ///< of every operation but publish
    std::string document;  ///< item JSON, of publish and correct
    std::string reason;    ///< the line that stays after a withdrawal
    std::string class_;    ///< of an erasure
    Disclosure disclosure = {};
    std::optional<Instant> publish_at = std::nullopt;
};

struct DossierEdit {
    std::string document;
    std::optional<Disclosure> disclosure = std::nullopt;
    std::optional<Instant> publish_at = std::nullopt;
};

/// Why a reviewer lets a finding through.
struct FindingReason {
    long long finding = 0;  ///< its position
    std::string reason;
};

struct DossierView {
    DossierRow row;
    std::vector<StepRow> steps;
    std::vector<SignatureRow> signatures;
    std::vector<FindingRow> findings;
    std::vector<NextStep> next;
    std::vector<Requirement> missing;  ///< signatures that its present stage lacks
    std::optional<Post> sign_as;       ///< as which whoever asks could sign now
};

/// A dossier that waits, and as whose post it waits for whoever asked.
struct QueueRow {
    Post post = Post::clerk;
    DossierRow row;
};

class Desk {
  public:
    explicit Desk(const Tools& tools) : tools_(tools) {}

    DossierRow create(const Actor& actor, const NewDossier& wanted);
    /// By its author, until it is approved. Every signature is void after it.
    DossierRow edit(const Actor& actor, const std::string& id, long long version,
                    const DossierEdit& edit);
    /// Takes a draft that never got out away, with its words.
    DossierRow discard(const Actor& actor, const std::string& id, long long version);
    /// What the checks say about it now; nothing is changed.
    check::Findings examine(const Actor& actor, const std::string& id);
    /// Refused while a finding of severity E stands.
    DossierRow submit(const Actor& actor, const std::string& id, long long version);
    /// Signs as `post`, or as the first post that fits. The last signature needs a reason for every
    /// finding of severity W; then the item is released if its time has come.
    DossierRow sign(const Actor& actor, const std::string& id, long long version,
                    std::optional<Post> post, const std::vector<FindingReason>& reasons);
    /// Back to its author, with a reason, until its release has begun.
    DossierRow send_back(const Actor& actor, const std::string& id, long long version,
                         const std::string& reason);
    /// Out at once by order of the county, for notices only; somebody else approves it afterwards.
    DossierRow force(const Actor& actor, const std::string& id, long long version,
                     const std::string& reason);

    DossierView view(const Actor& actor, const std::string& id);
    /// In the order of area and id, after a row, without documents. `next` is "area.id" of the last
    /// row looked at, which may be further than the last one given; empty at the end.
    std::vector<DossierRow> list(const Actor& actor, const DossierRows::Page& page,
                                 std::string& next);
    /// What waits for a post of the actor's, after a row of the same. `next` is the last row looked
    /// at, which may be further than the last one given; empty at the end.
    std::vector<QueueRow> queue(const Actor& actor, const std::string& after, int limit,
                                std::string& next);
    /// What came back to its author, after an id.
    std::vector<DossierRow> returned(const Actor& actor, const std::string& after, int limit);

    /// The dossier under lock, with what an act adds to it.
    struct Act {
        Transaction& transaction;
        DossierRow& row;
        DossierCase subject;
        std::string act;   ///< the step's name
        std::string post;  ///< as which the actor does it
        std::string reason = {};
    };
    /// One act of a dossier, for the parts of the desk: `work` changes the row, this stores it with
    /// its step and its line in the audit log. Throws as readable() does, and stale().
    DossierRow change(const Actor& actor, const std::string& id, long long version,
                      const std::string& name, const std::function<void(Act&)>& work);
    /// Releases it if that is due; a failure is left to the chore. The row as it is then.
    DossierRow released(const std::string& id);

  private:
    DossierRow readable(const Actor& actor, std::optional<DossierRow> row);
    void require_office(const DossierRow& row);
    void approve(Act& act);

    Tools tools_;
};

/// Refusal(conflict): somebody else changed it meanwhile; says to which version, who and when.
Refusal stale(const DossierRow& row);

}  // namespace villageboard::county
