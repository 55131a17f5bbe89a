#include <doctest/doctest.h>

#include "kiosk/screens/finance_compare.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::Against;

FinancePeriod period(PeriodType type, const char* from) {
    return {type, *parse_day(from), *parse_day(from), from};
}

// Two quarters, the later one open; `opening` is added to what the later one begins with.
struct OpenReport {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    std::unique_ptr<Person> person;

    explicit OpenReport(Fen opening = {}) {
        Finance earlier = finance_report(2026, 2, 24, "");
        Finance now = finance_report(2026, 3, 27, "");
        const Fen gap = earlier.sheet_a->closing_fen + opening - now.sheet_a->opening_fen;
        now.sheet_a->opening_fen += gap;
        now.sheet_a->closing_fen += gap;
        writer.add(earlier, {.days_ago = 90});
        writer.add(now, {.days_ago = 3});
        person = std::make_unique<Person>(folder.path(), portrait());
        REQUIRE(person->tap("村里的钱"));
        REQUIRE(person->tap("2026年第三季度的账"));
    }
};

}  // namespace

TEST_CASE("a period stands against the one before and the same one a year ago, and no other") {
    const FinancePeriod now = period(PeriodType::quarter, "2026-01-01");
    CHECK(kiosk::stands_against(period(PeriodType::quarter, "2025-10-01"), now,
                                Against::period_before));
    CHECK(kiosk::stands_against(period(PeriodType::quarter, "2025-01-01"), now,
                                Against::year_before));
    CHECK_FALSE(kiosk::stands_against(period(PeriodType::quarter, "2025-07-01"), now,
                                      Against::period_before));
    CHECK_FALSE(kiosk::stands_against(period(PeriodType::month, "2025-12-01"), now,
                                      Against::period_before));
    CHECK_FALSE(kiosk::stands_against(period(PeriodType::special, "2025-01-01"),
                                      period(PeriodType::special, "2026-01-01"),
                                      Against::year_before));
    CHECK_FALSE(kiosk::stands_against(period(PeriodType::year, "2025-01-01"),
                                      period(PeriodType::year, "2026-01-01"),
                                      Against::year_before));
}

TEST_CASE("the difference to an earlier period is said in a sentence") {
    Finance now;
    Finance earlier;
    earlier.period.label = "2026年第二季度";
    earlier.sheet_a = SheetA{};
    earlier.sheet_a->income_total_fen = Fen{100000};
    earlier.sheet_a->expense_total_fen = Fen{50000};
    earlier.sheet_a->expense = {{"31", "干部报酬", Fen{20000}}, {"33", "水电费", Fen{30000}}};
    now.sheet_a = SheetA{};
    now.sheet_a->income_total_fen = Fen{120050};
    now.sheet_a->expense_total_fen = Fen{50000};
    now.sheet_a->expense = {{"31", "干部报酬", Fen{10000}}, {"35", "修路", Fen{40000}}};
    const kiosk::Strings chinese("zh-CN");
    CHECK(kiosk::compared(chinese, now, earlier) ==
          "和2026年第二季度比，收进来多了 200.50 元，花出去一样多。");
    const auto grown = kiosk::grown_most(*now.sheet_a, *earlier.sheet_a);
    REQUIRE(grown);
    CHECK(grown->label == "修路");
    CHECK(grown->amount_fen == Fen{40000});
    CHECK_FALSE(kiosk::grown_most(*earlier.sheet_a, *earlier.sheet_a));
}

TEST_CASE("a report shows opening, in, out and closing with their signs, and they add up") {
    OpenReport open;
    std::vector<std::string> figures;
    for (const kiosk::Node& node : open.person->tree().nodes)
        if (node.role == kiosk::Role::figure && figures.size() < 4) figures.push_back(node.label);
    REQUIRE(figures.size() == 4);
    CHECK(figures[1].starts_with("+ "));
    CHECK(figures[2].starts_with("\u2212 "));
    CHECK(figures[3].starts_with("= "));
    const auto amount = [](std::string text) {
        return *parse_yuan(text.substr(text.find(' ') + 1));
    };
    CHECK(amount(figures[0].substr(figures[0].find_first_of("0123456789"))) + amount(figures[1]) -
              amount(figures[2]) ==
          amount(figures[3]));
}

TEST_CASE("a report stands beside the one before") {
    OpenReport open;
    CHECK(open.person->tree().find("和2026年第二季度比"));
    CHECK_FALSE(open.person->tree().find("这一期开头写的是"));
}

TEST_CASE("books that don't follow the period before say by how much") {
    OpenReport open(Fen{12345});
    CHECK(open.person->tree().find("差 123.45 元"));
}

TEST_CASE("day, purpose and sum of an entry stand in one line, a dozen entries on a page") {
    OpenReport report;
    std::size_t most = 0;
    for (int turn = 0; turn < 12; ++turn) {
        std::size_t entries = 0;
        for (const kiosk::Node& node : report.person->tree().nodes) {
            if (!node.id.starts_with("entry/") || node.visible.h < node.rect.h - 1) continue;
            ++entries;
            CHECK(node.rect.h / portrait().panel.px_per_mm() < 32);
        }
        most = std::max(most, entries);
        if (!report.person->tap("往下")) break;
    }
    CHECK(most >= 12);
}

}  // namespace villageboard::kiosk_test
