/// What the offices do with a consultation while and after it is open: its closing, its final
/// document, and the opinions in the handlers' words. How many answered stands in the tallies
/// (submission_rows.h).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

struct ConsultationRow {
    std::string item;
    std::string area;
    std::optional<Day> closed;   ///< from this day on nothing is counted any more
    long long received = 0;      ///< in all, as counted when it was closed
    std::string final_document;  ///< its title; empty while there is none
    std::optional<Day> final_date;
    long long version = 0;  ///< of the optimistic lock; 0: nobody did anything yet
};

struct OpinionRow {
    long long seq = 0;     ///< from 1
    std::string origin;    ///< coarse: "村民"
    std::string opinion;   ///< in the handler's words
    long long times = 1;   ///< how many said so
    std::string decision;  ///< "yes", "partly", "no"; empty: not decided
    std::string reason;
};

class ConsultationRows {
  public:
    /// `repository` must outlive it.
    explicit ConsultationRows(Repository& repository) : repository_(repository) {}

    std::optional<ConsultationRow> find(const std::string& item);
    /// The row, made where there is none; nobody else changes it until the transaction ends.
    ConsultationRow lock(Transaction&, const std::string& area, const std::string& item);
    void put(Transaction&, const ConsultationRow& row);
    std::vector<ConsultationRow> of_range(const AreaRange& range);

    /// How many answered by a channel, in place of what was counted before (submission_rows.h).
    void set_received(Transaction&, const std::string& item, const std::string& channel,
                      long long count);

    std::vector<OpinionRow> opinions(const std::string& item);
    /// Replaces all.
    void put_opinions(Transaction&, const std::string& item,
                      const std::vector<OpinionRow>& opinions);
    /// Takes every word out, of a consultation that is erased.
    void wipe(Transaction&, const std::string& item);

  private:
    void remove_opinions(Transaction&, const std::string& item);

    Repository& repository_;
};

}  // namespace villageboard::county
