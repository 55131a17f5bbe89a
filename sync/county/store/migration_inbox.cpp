#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// A message's row has no terminal and no time, only the day. `tried` names the set of keys that did
// not open it. What villagers and handlers wrote stands only in `box` columns (inbox/case_box.h),
// base64 of bytes sealed with the county's key for cases. An answer's row and a release's name no
// case.
constexpr std::array kStatements = {
    "CREATE TABLE inbox_submission (digest TEXT PRIMARY KEY, received TEXT NOT NULL, "
    "state TEXT NOT NULL, tried TEXT NOT NULL, sealed TEXT NOT NULL)",
    "CREATE INDEX inbox_submission_state ON inbox_submission (state, tried, digest)",

    "CREATE TABLE inbox_case (id TEXT PRIMARY KEY, route TEXT NOT NULL, desk TEXT NOT NULL, "
    "state TEXT NOT NULL, received TEXT NOT NULL, due TEXT NOT NULL, version BIGINT NOT NULL, "
    "box TEXT NOT NULL)",
    "CREATE INDEX inbox_case_due ON inbox_case (route, due, id)",
    "CREATE TABLE inbox_voice (id TEXT PRIMARY KEY, box TEXT NOT NULL)",

    "CREATE TABLE inbox_tally (item TEXT NOT NULL, question TEXT NOT NULL, "
    "choice BIGINT NOT NULL, channel TEXT NOT NULL, votes BIGINT NOT NULL, "
    "PRIMARY KEY (item, question, choice, channel))",

    "CREATE TABLE inbox_answer (id TEXT PRIMARY KEY, size_class BIGINT NOT NULL, "
    "sealed TEXT NOT NULL)",
    "CREATE INDEX inbox_answer_class ON inbox_answer (size_class, id)",
    "CREATE TABLE inbox_batch (slot TEXT NOT NULL, number BIGINT NOT NULL, state TEXT NOT NULL, "
    "document TEXT NOT NULL, PRIMARY KEY (slot, number))",
    "CREATE INDEX inbox_batch_state ON inbox_batch (state, slot, number)",

    "CREATE TABLE inbox_release (id TEXT PRIMARY KEY, area TEXT NOT NULL, day TEXT NOT NULL, "
    "box TEXT NOT NULL)",
    "CREATE INDEX inbox_release_area ON inbox_release (area, day, id)",

    "CREATE TABLE inbox_template (id TEXT NOT NULL, version BIGINT NOT NULL, area TEXT NOT NULL, "
    "title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, version))",
    "CREATE INDEX inbox_template_area ON inbox_template (area, id)",
    "CREATE TABLE inbox_topic (area TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, "
    "PRIMARY KEY (area, code))",
};

}  // namespace

Statements inbox_tables() { return kStatements; }

}  // namespace villageboard::county
