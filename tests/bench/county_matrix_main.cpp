/// villageboard-bench-matrix DIR [FACTS [RUNS]]: what the coverage matrix of a year costs at the
/// county, 300 villages by the catalogue's 60 items by up to 12 periods, with 100,000 published
/// items unless said otherwise. Beside it: the same matrix from rows read one by one. With
/// COUNTY_DATABASE=postgresql://... in the environment on that (empty) database, else on SQLite in
/// DIR, which is made and left. Prints a table in Markdown; real time, the answer's JSON included.
#include <cstdio>
#include <cstdlib>

#include "sync/county/calendar/calendar_tables.h"
#include "sync/county/calendar/fact.h"
#include "sync/county/initial.h"
#include "tests/bench/series.h"

namespace villageboard::bench {
namespace {

using namespace villageboard::county;

constexpr const char* kCounty = "539921";
constexpr int kTowns = 10;
constexpr int kVillagesOfTown = 30;
constexpr int kYear = 2026;
constexpr int kDaysOfYear = 365;

Instant now() { return *parse_instant("2026-12-31T02:00:00Z"); }

double elapsed_ms(const std::function<void()>& call) {
    const auto before = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before)
        .count();
}

std::string village(int number) {
    const int town = number / kVillagesOfTown;
    const int within = number % kVillagesOfTown;
    return std::string(kCounty) + std::to_string(101 + town) + std::to_string(201 + within);
}

/// An item of the year: codes, days and sheets spread evenly and the same on each run.
PublishedRow fact(std::size_t number, const std::vector<CatalogueItem>& items) {
    const Day first{std::chrono::year{kYear} / 1 / 1};
    const CatalogueItem& item = items[(number / 300) % items.size()];
    const int day = static_cast<int>((number * 7919) % kDaysOfYear);
    PublishedRow row;
    row.area = village(static_cast<int>(number % 300));
    char id[40];
    std::snprintf(id, sizeof id, "019b2a00-0001-7a10-8c01-%012zx", number);
    row.item = id;
    row.kind = to_string(item.kinds.front());
    row.catalogue = item.code;
    row.revision = 1;
    row.phase = "live";
    row.made = first + std::chrono::days{day};
    row.formed = row.made;
    row.received = start_of(row.made) + std::chrono::hours(24 * (number % 40));
    row.first_published = row.changed = row.received;
    row.office = row.area + "-VC";
    row.measures = {{"a_income", 1000}, {"a_expense", 900}};
    for (const std::string& sheet : item.sheets) row.sheets |= sheet_bit(sheet);
    if (row.sheets != 0) {
        const std::chrono::year_month_day date{row.made};
        row.period_to = Day{date.year() / date.month() / std::chrono::last};
    }
    return row;
}

void fill(const Tools& tools, std::size_t facts) {
    constexpr std::size_t kAtOnce = 10'000;
    const auto items = ReferenceData::load(tools.repository, tools.settings.area).catalogue.items();
    PublishedRows rows(tools.repository);
    {
        Transaction transaction(tools.repository);
        for (int i = 0; i < kTowns * kVillagesOfTown; ++i)
            tools.repository.lock_feed(transaction, village(i));
        transaction.commit();
    }
    for (std::size_t from = 0; from < facts; from += kAtOnce) {
        Transaction transaction(tools.repository);
        for (std::size_t i = from; i < std::min(facts, from + kAtOnce); ++i)
            rows.put(transaction, fact(i, items));
        transaction.commit();
    }
}

/// The plain way: every row as it stands, a row at a time.
std::size_t row_by_row(const Tools& tools) {
    std::size_t bytes = 0;
    PublishedFilter filter{.range = AreaRange(*AreaCode::parse(kCounty))};
    filter.limit = 1'000'000;
    for (const PublishedRow& row : PublishedRows(tools.repository).rows(filter))
        bytes += row.catalogue.size();
    return bytes;
}

void print(const char* what, const Series& series) {
    std::printf("| %s | %s | %s | %s | %zu |\n", what, number(series.median()).c_str(),
                number(series.at(0.99)).c_str(), number(series.most()).c_str(), series.size());
}

void run(const std::filesystem::path& dir, std::size_t facts, int runs) {
    const char* url = std::getenv("COUNTY_DATABASE");
    const Effects effects{now, feed::system_random()};
    init_county({dir, "board.county.example", kCounty, url != nullptr ? url : "sqlite", {}},
                effects);
    OpenedCounty opened(dir, effects);
    const Tools tools = opened.tools();
    const double filled = elapsed_ms([&] { fill(tools, facts); });
    const Actor actor = command_line_actor(*AreaCode::parse(kCounty));
    std::printf("%zu facts on %s, filled in %s s; %s\n\n", facts,
                url != nullptr ? "PostgreSQL" : "SQLite", number(filled / 1000).c_str(),
                machine().c_str());
    Series whole;
    Series reading;
    Series plain;
    std::size_t bytes = 0;
    for (int i = 0; i <= runs; ++i) {
        const double answer = elapsed_ms([&] {
            CountyCalendar calendar(tools, actor);
            bytes = coverage_json(calendar.coverage(*AreaCode::parse(kCounty), kYear, {}, 1000))
                        .dump()
                        .size();
        });
        const double packed = elapsed_ms([&] {
            const Day first{std::chrono::year{kYear} / 1 / 1};
            PublishedRows(tools.repository)
                .packed(AreaRange(*AreaCode::parse(kCounty)), first,
                        first + std::chrono::days{kDaysOfYear - 1});
        });
        if (i == 0) continue;
        whole.add(answer);
        reading.add(packed);
        if (i % 10 == 0) plain.add(elapsed_ms([&] { row_by_row(tools); }));
    }
    std::printf("| what | median ms | 99 in 100 | worst | n |\n|---|---|---|---|---|\n");
    print("matrix, from the call to its JSON", whole);
    print("of that the database's part", reading);
    print("beside: rows read one by one, without a matrix", plain);
    std::printf("\nThe answer has %zu bytes.\n", bytes);
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: villageboard-bench-matrix DIR [FACTS [RUNS]]\n");
        return 2;
    }
    villageboard::bench::run(argv[1], argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000,
                             argc > 3 ? std::atoi(argv[3]) : 100);
    return 0;
}
