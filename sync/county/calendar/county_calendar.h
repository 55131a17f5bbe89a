/// The calendar of a county's villages out of its database: the coverage matrix of a year, and what
/// each office owes: of the catalogue, and of what was promised in consultations, meetings and
/// answers. Who may: whoever holds a post that sees the area. One thread at a time; throws
/// Refusal.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/county/calendar/obligations.h"
#include "sync/county/calendar/village_list.h"
#include "sync/county/people/actor.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct Village {
    AreaCode area;
    std::string name;          ///< empty where the county has no table of areas
    std::optional<Day> began;  ///< day of its feed's first item
};

struct MatrixRow {
    Village village;
    std::vector<ItemCells> cells;  ///< in the order of Matrix::items
    std::vector<std::pair<CatalogueItem, ItemCells>> own;
};

struct Matrix {
    int year = 0;
    std::vector<ItemYear> items;
    std::vector<MatrixRow> rows;
    std::optional<std::string> next;  ///< area to go on behind
};

struct DueQuestion {
    AreaCode area;
    std::string office;  ///< "VC", ...; empty: all
    Day on;
    int within = 30;  ///< days ahead; negative: only what is overdue
    std::string after_area = {};
    std::string after_code = {};
    std::uint64_t limit = 200;
};

struct OwedRow {
    Village village;
    Obligation owed;
};

struct DuePage {
    std::vector<OwedRow> rows;
    bool more = false;
};

class CountyCalendar {
  public:
    CountyCalendar(const Tools& tools, const Actor& actor);

    Matrix coverage(const AreaCode& area, int year, const std::string& after, std::uint64_t limit);
    DuePage owed(const DueQuestion& question);
    /// The items behind one cell of the matrix, in the order of receipt.
    std::vector<PublishedRow> behind(const AreaCode& village, const std::string& code, int year,
                                     std::size_t period);

    /// Villages of an area that stand in the county's table today or have a feed, by code.
    std::vector<Village> villages(const AreaCode& area);
    const ReferenceData& reference() const { return reference_; }
    const std::vector<Timer>& timers() const { return timers_; }
    Day today() const { return shanghai_day(tools_.clock()); }

  private:
    void require_sight(const AreaCode& area) const;
    std::vector<Obligation> of_catalogue(const Village& village, const ListDifference& list,
                                         const DueQuestion& question);
    std::vector<Publication> publications(const AreaCode& village, Day from, Day to);

    Tools tools_;
    const Actor& actor_;
    ReferenceData reference_;
    std::vector<Timer> timers_;
    /// What towns and the county published, by area, while one question is answered.
    std::map<std::string, std::vector<Publication>> above_;
};

FeedLevel level_of(const AreaCode& area);

}  // namespace villageboard::county
