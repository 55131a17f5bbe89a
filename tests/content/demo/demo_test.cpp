#include "content/demo/demo.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "content/catalogue/builtin.h"
#include "content/catalogue/catalogue.h"
#include "content/catalogue/rendition.h"
#include "content/check/check.h"
#include "content/demo/quarter.h"
#include "content/model/calendar.h"
#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::demo;

namespace {

namespace fs = std::filesystem;

const DemoSources& sources() {
    static const DemoSources read = read_sources(VILLAGEBOARD_SOURCE_DIR "/content/demo");
    return read;
}

Demo make_on(Day today) {
    return make_demo(sources(), {today, end_of(today) - std::chrono::seconds{1}});
}

/// Made once a day.
const Demo& demo_on(Day today) {
    static std::map<Day, Demo> made;
    const auto found = made.find(today);
    return found != made.end() ? found->second : made.emplace(today, make_on(today)).first->second;
}

const Demo& november() { return demo_on(day_of(2026, 11, 24)); }

/// New year, a leap day, ends of quarters and the edges of what the demo promises.
const std::vector<Day>& days() {
    static const std::vector<Day> list{
        day_of(2026, 6, 1),  day_of(2026, 10, 1), day_of(2026, 11, 24), day_of(2027, 1, 1),
        day_of(2027, 3, 31), day_of(2028, 2, 29), day_of(2028, 12, 31)};
    return list;
}

std::map<Kind, int> kinds(const Demo& demo) {
    std::map<Kind, int> count;
    for (const DemoItem& item : demo.items) ++count[item.draft.kind];
    return count;
}

template <typename T>
std::vector<T> bodies(const Demo& demo) {
    std::vector<T> found;
    for (const DemoItem& item : demo.items)
        if (const T* body = std::get_if<T>(&*item.draft.body)) found.push_back(*body);
    return found;
}

fs::path fresh_folder(const char* name) {
    const fs::path folder = fs::temp_directory_path() / name;
    fs::remove_all(folder);
    return folder;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("sources that are missing or hold no draft are refused by name") {
    CHECK_THROWS_AS(read_sources("/nowhere"), Error);
    const DemoClock clock{day_of(2026, 11, 24), start_of(day_of(2026, 11, 24))};
    DemoSources broken = sources();
    broken.texts["539921/broken"] = R"({"kind":"notice","colour":"red"})";
    try {
        make_demo(broken, clock);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.place().find("539921/broken") != std::string::npos);
    }
    DemoSources bare = sources();
    bare.pictures.erase("water-tank");
    CHECK_THROWS_AS(make_demo(bare, clock), Error);
}

TEST_CASE("every type of content stands at least twice, on any day") {
    for (const Day day : days()) {
        CAPTURE(format_day(day));
        auto count = kinds(demo_on(day));
        for (const Kind kind :
             {Kind::notice, Kind::policy, Kind::interpretation, Kind::finance, Kind::subsidy_roll,
              Kind::relief_roll, Kind::project, Kind::alert, Kind::consultation, Kind::statistics,
              Kind::guide, Kind::contact, Kind::meeting})
            CHECK_MESSAGE(count[kind] >= 2, to_string(kind));
        CHECK(count[Kind::subsidy_roll] == 9);
        CHECK(count[Kind::relief_roll] >= 3);
        CHECK(count[Kind::alert] == 2);
        CHECK(count[Kind::policy] >= 5);
    }
}

TEST_CASE("drafts read back strictly as they were written") {
    for (const DemoItem& item : november().items) {
        CAPTURE(item.name);
        const std::string text = print_draft(item.draft);
        CHECK(parse_draft(text) == item.draft);
        CHECK(text.find("{{") == std::string::npos);
        CHECK(text.find("}}\"") == std::string::npos);
    }
}

TEST_CASE("file names are not shared and each attachment has its picture") {
    std::set<std::string> names;
    std::set<std::string> pictures;
    for (const DemoPicture& picture : november().pictures) {
        CHECK(pictures.insert(picture.area + "/" + picture.file).second);
        CHECK(picture.svg.starts_with("<svg"));
        CHECK(picture.svg.find("{{") == std::string::npos);
        CHECK(picture.svg.find('@') == std::string::npos);
    }
    for (const DemoItem& item : november().items) {
        CHECK(names.insert(item.draft.area.digits() + "/" + item.name).second);
        for (const DraftAttachment& attachment : item.draft.attachments)
            CHECK(pictures.contains(item.draft.area.digits() + "/" + attachment.file));
    }
}

TEST_CASE("each policy has an interpretation, published at the same time") {
    std::map<std::string, Instant> policies;
    std::map<std::string, std::set<Instant>> explained;
    for (const DemoItem& item : november().items) {
        if (item.draft.kind == Kind::policy && item.draft.id)
            policies[*item.draft.id] = *item.draft.published;
        if (const auto* body = std::get_if<Interpretation>(&*item.draft.body))
            explained[body->policy_id].insert(*item.draft.published);
    }
    CHECK(policies.size() == 8);
    for (const auto& [id, published] : policies) CHECK(explained[id].contains(published));
    CHECK(explained.size() == policies.size());
}

TEST_CASE("rolls add up line by line and hold 80 to 400 lines") {
    for (const SubsidyRoll& roll : bodies<SubsidyRoll>(november())) {
        CAPTURE(roll.title);
        CHECK(roll.lines.size() >= 80);
        CHECK(roll.lines.size() <= 400);
        Fen amount, paid, returned;
        for (const SubsidyLine& line : roll.lines) {
            CHECK(times(*line.quantity, *line.standard_fen) == line.amount_fen);
            amount += line.amount_fen;
            if (line.pay_state == PayState::paid) paid += line.amount_fen;
            if (line.pay_state == PayState::returned) returned += line.amount_fen;
        }
        CHECK(amount == roll.totals.amount_fen);
        CHECK(paid == roll.totals.paid_fen);
        CHECK(returned == roll.totals.returned_fen);
        CHECK(amount - paid - returned == roll.totals.pending_fen);
        CHECK(roll.batch.approved_total_fen == amount);
        Fen groups;
        for (const SubsidyGroup& group : roll.groups) groups += group.amount_fen;
        CHECK(groups == amount);
        CHECK(roll.last_totals->amount_fen > Fen{});
    }
}

TEST_CASE("where the roll before stands too, its totals are what the newer one calls the last") {
    std::map<std::string, std::vector<SubsidyRoll>> programmes;
    for (const SubsidyRoll& roll : bodies<SubsidyRoll>(november()))
        programmes[roll.programme].push_back(roll);
    int pairs = 0;
    for (const auto& named : programmes) {
        const std::vector<SubsidyRoll>& rolls = named.second;
        if (rolls.size() < 2) continue;
        CAPTURE(named.first);
        ++pairs;
        CHECK(rolls[0].last_totals->amount_fen == rolls[1].totals.amount_fen);
        CHECK(rolls[0].last_totals->lines == rolls[1].totals.lines);
    }
    CHECK(pairs == 2);
}

TEST_CASE("every policy that names a passbook label, but for relief, has a roll of it") {
    std::set<std::string> paid;
    for (const SubsidyRoll& roll : bodies<SubsidyRoll>(november())) paid.insert(roll.programme);
    int told = 0;
    for (const Policy& policy : bodies<Policy>(november())) {
        if (!policy.programme || policy.basis == std::vector<std::string>{"sa-11"} ||
            policy.basis == std::vector<std::string>{"elderly"})
            continue;
        CAPTURE(*policy.programme);
        CHECK(paid.contains(*policy.programme));
        ++told;
    }
    CHECK(told == 6);
}

TEST_CASE("relief rolls add up and stand in different stages") {
    std::set<ReliefStage> stages;
    for (const ReliefRoll& roll : bodies<ReliefRoll>(november())) {
        CAPTURE(roll.title);
        stages.insert(roll.stage);
        Fen amount;
        int persons = 0;
        for (const ReliefLine& line : roll.lines) {
            amount += line.amount_fen;
            persons += line.persons;
        }
        CHECK(amount == roll.totals.amount_fen);
        CHECK(persons == roll.totals.persons);
    }
    CHECK(stages.size() == 4);
}

TEST_CASE("public-notice periods run on the day and alerts are live, on any day") {
    for (const Day day : days()) {
        CAPTURE(format_day(day));
        const Instant noon = start_of(day) + std::chrono::hours{12};
        int running = 0;
        for (const DemoItem& item : demo_on(day).items) {
            CAPTURE(item.name);
            if (const auto& period = item.draft.notice_period) {
                CHECK(period->from <= day);
                CHECK(period->to >= day + std::chrono::days{3});
                ++running;
            }
            if (const auto* alert = std::get_if<Alert>(&*item.draft.body)) {
                CHECK(alert->effective <= noon);
                CHECK(*alert->expires > start_of(day + std::chrono::days{1}));
            }
            CHECK(*item.draft.formed <= day);
            CHECK(*item.draft.published < end_of(day));
            CHECK(*item.draft.published >= start_of(*item.draft.formed));
        }
        CHECK(running >= 2);
    }
}

TEST_CASE("no draft has a finding that blocks publication") {
    const Catalogue catalogue{builtin_catalogue()};
    const Calendar calendar{builtin_calendar().years};
    for (const Day day : {days().front(), day_of(2026, 11, 24), day_of(2027, 1, 1)}) {
        std::optional<Finance> previous;
        for (const DemoItem& item : demo_on(day).items) {
            CAPTURE(format_day(day));
            CAPTURE(item.name);
            const CatalogueItem* row = catalogue.find(item.draft.catalogue);
            REQUIRE(row != nullptr);
            check::CheckContext context;
            context.today = day;
            context.calendar = &calendar;
            const auto* report = std::get_if<Finance>(&*item.draft.body);
            const bool books = report && report->sheet_a;
            if (books && previous) context.previous_report = &*previous;
            for (const check::Finding& finding : check::check_item(item.draft, row, context)) {
                CAPTURE(finding.rule);
                CAPTURE(finding.place);
                CAPTURE(finding.message_zh);
                CHECK(finding.severity != check::Severity::error);
            }
            if (books) previous = *report;
        }
    }
}

TEST_CASE("each draft has renditions that hide what the catalogue hides") {
    const Catalogue catalogue{builtin_catalogue()};
    for (const DemoItem& item : november().items) {
        CAPTURE(item.name);
        const CatalogueItem* row = catalogue.find(item.draft.catalogue);
        REQUIRE(row != nullptr);
        CHECK_NOTHROW(derive_renditions(*item.draft.body, *row));
    }
}

TEST_CASE("the same day gives the same demo") {
    const Demo again = make_on(day_of(2026, 11, 24));
    REQUIRE(again.items.size() == november().items.size());
    for (std::size_t i = 0; i < again.items.size(); ++i) {
        CHECK(again.items[i].name == november().items[i].name);
        CHECK(print_draft(again.items[i].draft) == print_draft(november().items[i].draft));
    }
}

TEST_CASE("the board says that its people are invented") {
    bool said = false;
    for (const Notice& notice : bodies<Notice>(november()))
        said = said || notice.summary.find("示例数据，人物均为虚构") != std::string::npos;
    CHECK(said);
}

TEST_CASE("drafts and pictures stand in the folder of their area") {
    const fs::path out = fresh_folder("villageboard-demo-test");
    std::size_t drawn = 0;
    write_demo(november(), out, [&](const std::string& svg, const fs::path& png) {
        ++drawn;
        std::ofstream{png} << svg.size();
    });
    CHECK(drawn == november().pictures.size());
    CHECK(fs::exists(out / "539921" / "policy-farmland.json"));
    CHECK(fs::exists(out / "539921102" / "water-tank.png"));
    const std::string roll = bytes_of(out / "539921102205" / "roll-farmland.json");
    CHECK(parse_draft(roll).kind == Kind::subsidy_roll);
    fs::remove_all(out);
}
