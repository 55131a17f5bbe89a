/// The rows of cases, what was released to villages, templates of answers and topics. What people
/// wrote in a case is in `box`, sealed; this class never sees it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/county/store/repository.h"

namespace villageboard::county {

struct CaseRow {
    std::string id;     ///< random: says neither order nor time
    std::string route;  ///< "town", "county", "discipline"
    std::string desk;   ///< digits of the area whose office has it
    std::string state;  ///< "received", "in_hand", "transferred", "answered", "closed"
    Day received;
    Day due;
    std::uint64_t version = 1;
    std::string box;  ///< bytes
};

/// Cases of one route at the desks of an area and below it.
struct CaseScope {
    std::string route;
    std::string area;
    friend bool operator==(const CaseScope&, const CaseScope&) = default;
};

struct CaseFilter {
    std::string state;          ///< empty: every state
    std::optional<Day> due_by;  ///< only open ones whose term ended before this day
    std::string after_due;      ///< the last row of the page before: its day and id
    std::string after_id;
    std::size_t limit = 50;
};

struct ReleaseRow {
    std::string id;
    std::string area;
    Day day;
    std::string box;
};

struct TemplateRow {
    std::string id;
    std::uint64_t version = 1;
    std::string area;
    std::string title;
    std::string text;
};

struct TopicRow {
    std::string area;
    std::string code;
    std::string name;
};

class CaseRows {
  public:
    /// `repository` must outlive it.
    explicit CaseRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const CaseRow& row);
    std::optional<CaseRow> find(const std::string& id);
    /// Holds the row until the transaction ends.
    std::optional<CaseRow> lock(Transaction&, const std::string& id);
    void put(Transaction&, const CaseRow& row);
    /// By due day and id.
    std::vector<CaseRow> list(const CaseScope& scope, const CaseFilter& filter);

    void add_voice(Transaction&, const std::string& id, const std::string& box);
    std::optional<std::string> voice(const std::string& id);

    void add_release(Transaction&, const ReleaseRow& row);
    /// Newest first, those before (`day`, `id`).
    std::vector<ReleaseRow> releases(const std::string& area, const std::string& before_day,
                                     const std::string& before_id, std::size_t limit);

    void add_template(Transaction&, const TemplateRow& row);
    std::optional<TemplateRow> newest_template(const std::string& id);
    /// The newest version of each, by id.
    std::vector<TemplateRow> templates(const std::string& area, const std::string& after,
                                       std::size_t limit);
    void add_topic(Transaction&, const TopicRow& row);
    std::vector<TopicRow> topics(const std::string& area);

  private:
    std::optional<CaseRow> read(const std::string& statement, const std::string& id);

    Repository& repository_;
};

}  // namespace villageboard::county
