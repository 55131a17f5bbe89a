/// The rows of the publishing desk: dossiers with their steps, signatures, findings, bases and what
/// each waits for. Whole numbers are as wide as the database layer takes them; times are Unix
/// seconds, 0 where there is none yet.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

/// One revision of one item on its way. Closed lists stand as their words (desk/path.h).
struct DossierRow {
    std::string id;
    std::string area;
    std::string kind;
    std::string catalogue;
    std::string operation;
    std::string item;
    std::string office;
    std::string document;  ///< item JSON; empty once erased
    std::string disclosure;
    std::string disclosure_reason;
    std::string author;
    std::string author_post;
    std::string state;
    long long version = 0;  ///< of the optimistic lock; goes up by one with each change
    long long created = 0;
    long long changed = 0;
    std::string changed_by;
    std::string returned;      ///< why it came back to its author; empty otherwise
    long long publish_at = 0;  ///< when its author wants it out; 0: as soon as it may
    long long due = 0;         ///< when a release has to be carried out; 0: none waits
    long long claimed = 0;     ///< 1 from when a release began: it can only be finished
    long long release_no = 0;  ///< of the next release: each of a dossier is carried out once
    std::string target;        ///< the state after that release
    long long revision = 0;
    long long position = 0;  ///< index in the area's feed
    long long released = 0;
    std::string approve_by;  ///< forced: the day by which somebody has to approve it; or empty
    std::string class_;      ///< of an erasure: why the law asks for it
    std::string slot;        ///< see the migration
};

struct StepRow {
    std::string act;
    std::string from_state;
    std::string to_state;
    std::string actor;
    std::string post;
    long long at = 0;
    std::string reason;
};

struct SignatureRow {
    std::string post;
    std::string actor;
    long long at = 0;
    std::string document;  ///< SHA-256 of the document that was signed
};

struct FindingRow {
    long long position = 0;
    std::string rule;
    std::string severity;  ///< "W" or "I"
    std::string place;
    std::string message_zh;
    std::string message_en;
    std::string reason;    ///< why a reviewer lets it through
    std::string reviewer;  ///< user id
};

/// What stands in a queue: a dossier that waits for a post in an area.
struct WaitingRow {
    std::string post;
    std::string area;
    std::string dossier;
};

class DossierRows {
  public:
    /// `repository` must outlive it.
    explicit DossierRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const DossierRow& row);
    std::optional<DossierRow> find(const std::string& id);
    /// The row, which nobody else changes until the transaction ends.
    std::optional<DossierRow> lock(Transaction&, const std::string& id);
    void put(Transaction&, const DossierRow& row);
    /// Whether an open dossier holds this slot.
    bool is_taken(const std::string& slot);

    struct Page {
        std::string area;   ///< this and everything in it
        std::string state;  ///< empty: every state
        std::string after_area;
        std::string after_id;
        int limit = 50;
    };
    /// In the order of area and id; documents are left empty.
    std::vector<DossierRow> list(const Page& page);
    /// Those of an author in a state, by id; documents are left empty.
    std::vector<DossierRow> of_author(const std::string& author, const std::string& state,
                                      const std::string& after, int limit);
    std::vector<DossierRow> of_item(const std::string& item);
    /// Ids of those whose release is due at `now`.
    std::vector<std::string> due(long long now, int limit);

    void add_step(Transaction&, const std::string& dossier, const StepRow& step);
    std::vector<StepRow> steps(const std::string& dossier);
    /// Who wrote at it, by their steps "create" and "edit".
    std::vector<std::string> writers(const std::string& dossier);

    void add_signature(Transaction&, const std::string& dossier, const SignatureRow& row);
    std::vector<SignatureRow> signatures(const std::string& dossier);
    void void_signatures(Transaction&, const std::string& dossier);

    /// Replaces the findings of a dossier.
    void put_findings(Transaction&, const std::string& dossier,
                      const std::vector<FindingRow>& findings);
    std::vector<FindingRow> findings(const std::string& dossier);
    void give_reason(Transaction&, const std::string& dossier, const FindingRow& finding);

    /// Replaces what a dossier waits for.
    void put_waits(Transaction&, const std::string& dossier, const std::string& area,
                   const std::vector<std::string>& posts);
    /// What waits for a post in an area and below, in the order of area and dossier, after a row.
    std::vector<WaitingRow> waits(const std::string& post, const std::string& area,
                                  const std::string& after_area, const std::string& after_dossier,
                                  int limit);

    void put_bases(Transaction&, const std::string& dossier, const std::vector<std::string>& bases);
    /// Released dossiers that rest on a legal basis and were not replaced, after an id.
    std::vector<DossierRow> on_basis(const std::string& basis, const std::string& after, int limit);

    /// Takes every word out of the item's dossiers: document, reasons, findings.
    void wipe(Transaction&, const std::string& item);
    /// Erased pages leave the write-ahead log too. Not inside a transaction.
    void forget_erased_pages();

    /// Items of an area by id: id, kind, revision, phase and last index, after an id.
    std::vector<ItemRow> items(const std::string& area, const std::string& after, int limit);

  private:
    Repository& repository_;
};

/// The first text that does not begin with `prefix`, for ranges over area codes.
std::string after_prefix(const std::string& prefix);

}  // namespace villageboard::county
