#include "sync/county/inbox/answer_batches.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "content/state/answer.h"
#include "sync/county/inbox/cases.h"
#include "sync/county/inbox/inbox.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/messages.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const state::Slip kSlip = state::Slip::make(fill_random);

void turn_to(CountyFixture& county, const char* time) {
    county.pass(*parse_instant(time) - county.tools().clock());
}

std::vector<AnswersTable> published(CountyFixture& county) {
    Repository& repository = county.tools().repository;
    std::vector<AnswersTable> tables;
    const feed::Dictionaries dictionaries = RepositorySource(repository, kCounty).dictionaries();
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries;
    for (const ItemRow& item : repository.live_items(kCounty, "answers"))
        repository.visit_entries(kCounty, item.last_index, 1, [&](const EntryRow& row) {
            const auto body = stored_body(row, Audience::public_, keys);
            REQUIRE(body);
            tables.push_back(std::get<AnswersTable>(
                parse_body(Kind::answers, std::string_view(*body), Strictness::lenient)));
        });
    return tables;
}

std::vector<std::size_t> sizes(const AnswersTable& table) {
    std::vector<std::size_t> all;
    for (const std::string& sealed : table.sealed) all.push_back(sealed.size());
    std::ranges::sort(all);
    return all;
}

void answer(CountyFixture& county, const std::string& text, const state::Slip& slip) {
    const std::string key = slip.keys().public_key;
    state::Submission made = message("想问一下");
    made.answer_key = key;
    Inbox(county.tools()).take(sealed(county, made));
    REQUIRE(Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 10).opened == 1);
    Cases cases(county.tools());
    const Actor actor = somebody("zhao", Post::town_reviewer, kTown);
    const auto page =
        cases.list(actor, {.state = "received", .overdue = false, .after = {}, .limit = 10});
    REQUIRE(page.cases.size() == 1);
    const Case taken = cases.take(actor, page.cases[0].row.id, page.cases[0].row.version);
    cases.answer(actor, taken.row.id, taken.row.version, text);
}

/// What a terminal finds with a slip in everything that was published.
std::vector<std::string> found_with(CountyFixture& county, const state::Slip& slip) {
    state::AnswerSearch search(slip.keys());
    for (const AnswersTable& table : published(county)) {
        search.next_list();
        while (!search.look_through(table.sealed, 3)) {
        }
    }
    std::vector<std::string> texts;
    for (const auto& found : search.found()) texts.emplace_back(found.view());
    return texts;
}

}  // namespace

TEST_CASE("whoever holds the slip reads the answer on the terminal, and nobody else does") {
    on_both_databases([](CountyFixture& county) {
        answer(county, "路灯周五修好。\n有事打镇里电话。", kSlip);
        CHECK(found_with(county, kSlip).empty());
        CHECK(AnswerBatches(county.tools()).work() == 1);
        CHECK(found_with(county, kSlip) ==
              std::vector<std::string>{"路灯周五修好。\n有事打镇里电话。"});
        CHECK(found_with(county, state::Slip::make(fill_random)).empty());
        CHECK(hits(county.data(), "路灯周五") == 0);
    });
}

TEST_CASE("a batch with answers looks like one without") {
    on_both_databases([](CountyFixture& county) {
        turn_to(county, "2026-11-20T12:30:00Z");
        CHECK(AnswerBatches(county.tools()).work() == 1);
        answer(county, "好。", kSlip);
        answer(county, std::string(1500, 'x'), kSlip);
        answer(county, std::string(6000, 'x'), kSlip);
        turn_to(county, "2026-11-21T12:30:00Z");
        CHECK(AnswerBatches(county.tools()).work() == 1);
        const auto tables = published(county);
        REQUIRE(tables.size() == 2);
        for (const AnswersTable& table : tables) {
            CHECK(table.sealed.size() == 16);
            CHECK(std::ranges::is_sorted(table.sealed));
            CHECK(std::set(table.sealed.begin(), table.sealed.end()).size() == 16);
        }
        CHECK(sizes(tables[0]) == sizes(tables[1]));
        CHECK(tables[0].title == tables[1].title);
        CHECK(found_with(county, kSlip).size() == 3);
    });
}

TEST_CASE("batches come at eight in the evening, once, and not before") {
    CHECK(batch_slot(*parse_instant("2026-11-20T11:59:59Z")) == "2026-11-19T20");
    CHECK(batch_slot(*parse_instant("2026-11-20T12:00:00Z")) == "2026-11-20T20");
    CHECK(batch_slot(*parse_instant("2026-11-20T16:00:00Z")) == "2026-11-20T20");
    on_both_databases([](CountyFixture& county) {
        turn_to(county, "2026-11-20T12:01:00Z");
        CHECK(AnswerBatches(county.tools()).work() == 1);
        answer(county, "好。", kSlip);
        for (const char* time :
             {"2026-11-20T12:06:00Z", "2026-11-20T23:00:00Z", "2026-11-21T11:59:00Z"}) {
            turn_to(county, time);
            CHECK(AnswerBatches(county.tools()).work() == 0);
        }
        CHECK(found_with(county, kSlip).empty());
        turn_to(county, "2026-11-21T12:00:00Z");
        CHECK(AnswerBatches(county.tools()).work() == 1);
        CHECK(found_with(county, kSlip).size() == 1);
        // days without a server are not caught up on: that would tell nothing new
        turn_to(county, "2026-11-29T13:00:00Z");
        CHECK(AnswerBatches(county.tools()).work() == 1);
    });
}

TEST_CASE("more answers than a batch holds come in further batches of the same form") {
    on_both_databases([](CountyFixture& county) {
        for (int i = 0; i < 9; ++i) answer(county, "第" + std::to_string(i) + "个答复", kSlip);
        CHECK(AnswerBatches(county.tools()).work() == 2);
        const auto tables = published(county);
        REQUIRE(tables.size() == 2);
        CHECK(sizes(tables[0]) == sizes(tables[1]));
        CHECK(found_with(county, kSlip).size() == 9);
    });
}

TEST_CASE("two servers at once publish an answer once") {
    on_both_databases([](CountyFixture& county) {
        answer(county, "好。", kSlip);
        std::atomic<int> failed = 0;
        const auto work = [&] {
            const auto connection = county.county().connect();
            try {
                AnswerBatches(county.county().tools_for(*connection)).work();
            } catch (const Error& error) {
                // a server that lost the race for a file tries again
                failed += error.kind() == ErrorKind::retry ? 0 : 1;
            }
        };
        std::thread one(work);
        std::thread other(work);
        one.join();
        other.join();
        AnswerBatches(county.tools()).work();
        CHECK(failed == 0);
        CHECK(published(county).size() == 1);
        CHECK(found_with(county, kSlip).size() == 1);
    });
}

TEST_CASE("a server that dies between making and publishing a batch loses and doubles nothing") {
    on_both_databases([](CountyFixture& county) {
        answer(county, "好。", kSlip);
        for (int operations = 0; operations < 12; ++operations) {
            FailingFiles disk(county.tools().files, operations);
            try {
                AnswerBatches(county.tools_on(disk)).work();
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::retry);
            }
        }
        AnswerBatches(county.tools()).work();
        AnswerBatches(county.tools()).work();
        CHECK(published(county).size() == 1);
        CHECK(found_with(county, kSlip).size() == 1);
        CHECK(AnswerRows(county.tools().repository).unpublished().empty());
    });
}
