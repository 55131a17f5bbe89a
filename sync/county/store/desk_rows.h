/// What the desk keeps beside its dossiers: public-notice periods with their objections, the rules
/// that tighten the usual path, erasures, and items to look at again since their legal basis
/// changed. Times are Unix seconds, 0 where there is none yet; days are "2026-11-27".
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct NoticeRow {
    std::string dossier;
    std::string photo;  ///< SHA-256 of the picture of the poster on the fixed board
    std::string place;
    std::string posted_by;
    long long posted = 0;
    std::string confirmed_by;  ///< who saw it hang there, not who posted it
    long long confirmed = 0;
    std::string first_day;
    std::string last_day;
    long long ripe = 0;  ///< 1 once the period is over: somebody may confirm the item
};

struct ObjectionRow {
    std::string reference;  ///< of the case file; never a person
    long long opened = 0;
    long long closed = 0;
};

struct RuleRow {
    std::string id;
    std::string level;  ///< "state", "province", "prefecture" or "county"
    std::string area;
    std::string catalogue;  ///< code ("S02") or letter ("S")
    std::string what;       ///< "sign", "county_only", "notice_days", "working_days"
    std::string value;
    std::string from_day;
    std::string to_day;  ///< the last day, or empty
    std::string source;
    std::string made_by;
    long long made = 0;
};

struct ErasureRow {
    std::string item;
    std::string area;
    std::string catalogue;
    std::string name;  ///< of the catalogue item: never the title of what was erased
    std::string office;
    std::string class_;
    std::string asked_by;
    std::string approved_by;
    long long at = 0;
    long long done = 0;  ///< when the database's pages were gone too
};

struct RecheckRow {
    std::string id;
    std::string area;
    std::string item;
    std::string dossier;
    std::string basis;
    std::string change;  ///< "ended" or "changed", with the day
    long long made = 0;
    std::string due;
    std::string outcome;  ///< empty while open; "keep", "correct", "withdraw"
    std::string resolved_by;
    long long resolved = 0;
    std::string reason;
};

class DeskRows {
  public:
    /// `repository` must outlive it.
    explicit DeskRows(Repository& repository) : repository_(repository) {}

    std::optional<NoticeRow> notice(const std::string& dossier);
    void put_notice(Transaction&, const NoticeRow& row);
    /// Dossiers in their period that ended before `today` and are not marked as ripe.
    std::vector<std::string> ripening(const std::string& today, int limit);
    std::vector<ObjectionRow> objections(const std::string& dossier);
    /// False where it is known already.
    bool add_objection(Transaction&, const std::string& dossier, const ObjectionRow& row);
    void close_objection(Transaction&, const std::string& dossier, const std::string& reference,
                         long long at);

    std::vector<RuleRow> rules(const std::string& catalogue);
    std::vector<RuleRow> all_rules(const std::string& after, int limit);
    std::optional<RuleRow> rule(const std::string& id);
    void add_rule(Transaction&, const RuleRow& row);
    void end_rule(Transaction&, const std::string& id, const std::string& last_day);

    void put_erasure(Transaction&, const ErasureRow& row);
    std::optional<ErasureRow> erasure(const std::string& area, const std::string& item);
    /// By area and item, after a row.
    std::vector<ErasureRow> erasures(const std::string& after_area, const std::string& after_item,
                                     int limit);
    std::vector<ErasureRow> unfinished_erasures(int limit);

    /// False where the same is there already.
    bool add_recheck(Transaction&, const RecheckRow& row);
    std::optional<RecheckRow> recheck(const std::string& id);
    std::optional<RecheckRow> lock_recheck(Transaction&, const std::string& id);
    void put_recheck(Transaction&, const RecheckRow& row);
    /// The open ones of an area and below, by area and id, after a row.
    std::vector<RecheckRow> open_rechecks(const std::string& area, const std::string& after_area,
                                          const std::string& after_id, int limit);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
