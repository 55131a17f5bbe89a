/// What was published when, held against what was due: one year of villages, items and periods.
/// Pure functions over facts; one grid serves all villages of a county. Immutable once built; any
/// thread may read it.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/catalogue/due.h"
#include "sync/county/store/published_rows.h"

namespace villageboard::county {

/// The state of one period of one item in one village, as its letter in the matrix.
enum class Cell : char {
    none = '-',     ///< nothing is known to have been due (items that wait for an event)
    not_due = '.',  ///< not due yet, or before the village's feed began
    on_time = 'o',  ///< this server took it in time
    late = 'l',     ///< it took it, but after the day
    missing = 'm',
    not_applicable = 'n',  ///< the village doesn't have this, and the town confirmed it
};

/// What counts of one published item.
struct CountedFact {
    std::string_view catalogue;
    Day made{};
    std::optional<Day> period_end;
    std::uint32_t sheets = 0;
    Instant received{};
};

/// Reads PackedFacts::records, which the facts point into. What is no record is left out.
std::vector<CountedFact> unpacked(std::string_view records);

struct LateCell {
    std::size_t period = 0;
    int days = 0;  ///< calendar days from the day due to the day of receipt
};

/// One item in one village.
struct ItemCells {
    std::string states;  ///< letters of Cell, one a period
    std::vector<LateCell> late;
};

struct ItemYear {
    CatalogueItem item;
    std::uint32_t sheets = 0;
    /// Of an item without a rhythm the twelve months, each due on its last day.
    std::vector<DuePeriod> periods;
};

class YearGrid {
  public:
    YearGrid(const std::vector<CatalogueItem>& items, const std::vector<Timer>& timers,
             const Calendar& calendar, int year);

    const std::vector<ItemYear>& items() const { return items_; }
    Day first() const { return first_; }
    Day last() const { return last_; }

    /// What feeds hold for the cells of one village.
    class Receipts {
      public:
        /// Puts both together, as a village's own feed and its town's.
        void merge(const Receipts& other);

      private:
        friend class YearGrid;
        struct Slot {
            int received = 0;  ///< first day on which something of the period came; 0: never
            int late = 0;      ///< of items that wait for an event: most days behind the limit
        };
        std::vector<Slot> slots_;
    };
    Receipts none() const;
    /// Adds what a feed of this level holds.
    void add(Receipts& receipts, FeedLevel level, const std::vector<CountedFact>& facts) const;

    /// The cells of one village, in the order of items(). `began` is the day of its feed's first
    /// item; nothing: it never published.
    std::vector<ItemCells> cells(const Receipts& receipts, const std::set<std::string>& exceptions,
                                 std::optional<Day> began, Day today) const;

  private:
    void add_to(Receipts& receipts, std::size_t item, const CountedFact& fact) const;
    int event_lateness(const ItemYear& item, const CountedFact& fact) const;
    ItemCells rhythm_cells(std::size_t item, const Receipts& receipts, std::optional<Day> began,
                           Day today) const;
    ItemCells event_cells(std::size_t item, const Receipts& receipts) const;

    Day first_;
    Day last_;
    std::vector<ItemYear> items_;
    /// By length of the limit in working days, of each day of the year: the last day in time.
    std::map<int, std::vector<Day>> limits_;
};

}  // namespace villageboard::county
