#include "sync/county/store/figure_rows.h"

#include <doctest/doctest.h>

#include <map>

#include "sync/county/store/repository_impl.h"
#include "sync/county/store/service_rows.h"
#include "tests/sync/county/fleet.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Day day(std::string_view text) { return *parse_day(text); }
const Day kFrom = day("2026-03-01");
const Day kTo = day("2026-03-31");

/// Items around the edges of March, live and not, in two feeds.
std::vector<PublishedRow> items() {
    std::vector<PublishedRow> all;
    const auto add = [&](const char* area, const char* code, const char* received,
                         const char* phase) -> PublishedRow& {
        PublishedRow row;
        row.area = area;
        row.item = "item-" + std::to_string(all.size());
        row.kind = "notice";
        row.catalogue = code;
        row.revision = 1;
        row.phase = phase;
        row.received = row.changed = row.first_published = *parse_instant(received);
        row.made = shanghai_day(row.received);
        all.push_back(row);
        return all.back();
    };
    // 16:00 in UTC is midnight in China
    add(kVillage, "N02", "2026-02-28T15:59:59Z", "live");
    add(kVillage, "N02", "2026-02-28T16:00:00Z", "live").recordings = "lis zh";
    add(kVillage, "N02", "2026-03-31T15:59:59Z", "live").languages = "lis";
    add(kVillage, "N02", "2026-03-31T16:00:00Z", "live");
    add(kVillage, "F01", "2026-03-10T02:00:00Z", "withdrawn").sheets = 1;
    add(kVillage, "F01", "2026-03-11T02:00:00Z", "live").sheets = 2;
    add(kTown, "N02", "2026-03-12T02:00:00Z", "live").first_published =
        *parse_instant("2026-03-11T02:00:00Z");
    add(kTown, "", "2026-03-12T03:00:00Z", "live");
    add(kTown, "N02", "2026-03-13T02:00:00Z", "live").expires =
        *parse_instant("2026-03-20T00:00:00Z");
    return all;
}

void keep(CountyFixture& county, const std::vector<PublishedRow>& rows) {
    Repository& repository = county.county().repository();
    Transaction transaction(repository);
    for (const PublishedRow& row : rows) PublishedRows(repository).put(transaction, row);
    transaction.commit();
}

bool counts(const PublishedRow& row) { return row.received < end_of(kTo); }

bool lives(const PublishedRow& row) {
    return row.phase == "live" && (!row.expires || *row.expires > start_of(kTo));
}

/// How SQLite would carry out the statement that was prepared last.
std::string plan(CountyFixture& county) {
    soci::session& sql = county.county().repository().impl().sql;
    std::string all;
    int id = 0;
    int parent = 0;
    int unused = 0;
    std::string step;
    const std::string text = "EXPLAIN QUERY PLAN " + sql.get_last_query();
    soci::statement query = (sql.prepare << text, soci::into(id), soci::into(parent),
                             soci::into(unused), soci::into(step));
    query.execute();
    while (query.fetch()) all += step + "\n";
    return all;
}

}  // namespace

TEST_CASE("the database adds up what reading every item adds up") {
    on_both_databases([](CountyFixture& county) {
        keep(county, items());
        FigureRows sums(county.county().repository());
        const AreaRange range(area_code(kCounty));
        std::map<std::string, std::pair<Instant, int>> held;
        std::map<Day, std::pair<int, int>> receipts;
        std::map<std::string, int> languages;
        std::size_t live = 0;
        for (const PublishedRow& row : items()) {
            if (!counts(row)) continue;
            auto& one = held[row.area + row.catalogue + std::to_string(row.sheets)];
            one.first = std::max(one.first, row.changed);
            if (lives(row)) ++one.second;
            const Day came = shanghai_day(row.received);
            if (came >= kFrom) {
                ++receipts[came].first;
                if (shanghai_day(row.first_published) < came) ++receipts[came].second;
            }
            if (!lives(row) || row.catalogue.empty()) continue;
            ++live;
            if (row.recordings.empty() && row.languages.empty()) continue;
            ++languages[row.recordings + "/" + row.languages];
        }
        const auto found = sums.held(range, kTo);
        CHECK(found.size() == held.size());
        for (const HeldRow& row : found) {
            const auto& one = held.at(row.area + row.catalogue + std::to_string(row.sheets));
            CHECK(row.newest == one.first);
            CHECK(row.live == one.second);
        }
        const auto days = sums.receipts(range, kFrom, kTo);
        CHECK(days.size() == receipts.size());
        for (const ReceiptDay& one : days) {
            CHECK(one.items == receipts.at(one.day).first);
            CHECK(one.dated_before == receipts.at(one.day).second);
        }
        const auto spoken = sums.languages(range, kTo);
        CHECK(spoken.size() == languages.size());
        for (const LanguageRow& row : spoken)
            CHECK(row.items == languages.at(row.recordings + "/" + row.languages));
        CHECK(sums.spoken(range, kTo).size() == live);
        CHECK(sums.held(AreaRange(area_code(kVillage)), kTo).size() == 3);
    });
}

TEST_CASE("items that a figure looks into are found whatever their age, others only in the time") {
    on_both_databases([](CountyFixture& county) {
        std::vector<PublishedRow> all = items();
        all.resize(5);
        const auto before = *parse_instant("2026-01-05T02:00:00Z");
        const char* const kinds[] = {"finance", "project", "guide", "notice", "notice"};
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].kind = kinds[i];
            all[i].phase = "live";
            all[i].received = before;
        }
        all[3].refers = "policy";
        all[4].phase = "erased";
        all.push_back(items()[5]);
        all.back().kind = "finance";
        all.push_back(items()[6]);
        all.back().notice_from = day("2026-03-12");
        all.push_back(items()[7]);
        keep(county, all);
        std::vector<std::string> found;
        for (const PublishedRow& row : FigureRows(county.county().repository())
                                           .told(AreaRange(area_code(kCounty)), kFrom, kTo))
            found.push_back(row.item);
        CHECK(found ==
              std::vector<std::string>{"item-6", "item-1", "item-2", "item-3", "item-4", "item-5"});
    });
}

TEST_CASE("sums over a county's items read an index and never the table") {
    CountyFixture county;
    FigureRows sums(county.county().repository());
    const AreaRange range(area_code(kCounty));
    sums.held(range, kTo);
    CHECK(plan(county).find("USING COVERING INDEX published_item_sums") != std::string::npos);
    sums.receipts(range, kFrom, kTo);
    CHECK(plan(county).find("COVERING INDEX published_item_day") != std::string::npos);
    sums.languages(range, kTo);
    CHECK(plan(county).find("USING INDEX published_item_spoken") != std::string::npos);
    sums.told(range, kFrom, kTo);
    CHECK(plan(county).find("USING INDEX published_item_told") != std::string::npos);
    sums.released(range, kFrom, kTo);
    CHECK(plan(county).find("USING COVERING INDEX dossier_released") != std::string::npos);
    sums.mixed(range, kFrom, kTo);
    CHECK(plan(county).find("INDEX dossier_finding_mixed") != std::string::npos);
}

TEST_CASE("days on which a terminal reported are told once, and only those of the time") {
    on_both_databases([](CountyFixture& county) {
        county.pass(-std::chrono::hours(24 * 365));
        const std::string id = accepted(county).id;
        Repository& repository = county.county().repository();
        ServiceRows rows(repository);
        {
            Transaction transaction(repository);
            for (const char* one : {"2026-01-31", "2026-02-01", "2026-02-01", "2026-02-28",
                                    "2026-03-01", "2026-03-31"})
                rows.see(transaction, id, day(one));
            transaction.commit();
        }
        const AreaRange range(area_code(kTown));
        const auto days = [&](const char* from, const char* to) {
            const auto found = rows.terminals(range, day(from), day(to));
            REQUIRE(found.size() == 1);
            return found.front().days;
        };
        CHECK(days("2026-01-01", "2026-12-31") == 5);
        CHECK(days("2026-02-01", "2026-02-28") == 2);
        CHECK(days("2026-02-02", "2026-03-30") == 2);
        CHECK(days("2026-03-31", "2026-03-31") == 1);
        const std::string late = [&] {
            county.pass(std::chrono::hours(24 * 365));
            return accepted(county, "539921102204").id;
        }();
        Transaction transaction(repository);
        for (const char* one : {"2026-11-19", "2026-11-20", "2026-11-21"})
            rows.see(transaction, late, day(one));
        transaction.commit();
        const auto found = rows.terminals(range, day("2026-11-01"), day("2026-11-30"));
        REQUIRE(found.size() == 2);
        CHECK(found[0].device == late);
        CHECK(found[0].first == day("2026-11-21"));
        CHECK(found[0].days == 1);
        CHECK(rows.terminals(AreaRange(area_code("539921103")), kFrom, kTo).empty());
    });
}
