#include <doctest/doctest.h>

#include "tests/sync/county/accounts.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

/// The real program on a data folder with one report in it.
struct CommandLine {
    ScratchFolder scratch;
    std::string data = (scratch.path() / "county").string();

    CommandLine() {
        REQUIRE(run("init --data " + data + " --origin board.yunling.example --area 539921") == 0);
        write_text(scratch.path() / "report.json",
                   accounts("2026-07-01", "2026-09-30", "2026-10-08").dump());
        REQUIRE(run("publish --data " + data + " --area 539921102205 " +
                    (scratch.path() / "report.json").string()) == 0);
    }
    int run(const std::string& arguments) {
        const std::string program = std::string(VILLAGEBOARD_BINARY_DIR) + "/villageboard-county";
        const int status = std::system(
            (program + " " + arguments + " >" + file("out") + " 2>" + file("err")).c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string file(const std::string& name) const { return (scratch.path() / name).string(); }
    std::string out() const { return read_text(file("out")); }
    std::string err() const { return read_text(file("err")); }
    std::string village() const { return " --data " + data + " --area 539921102205 "; }
};

}  // namespace

TEST_CASE("the command line prints matrix, dues, figures, report and catalogue") {
    CommandLine line;
    CHECK(line.run("calendar coverage" + line.village() + "--year 2026") == 0);
    CHECK(line.out().find("F01 ..") != std::string::npos);
    CHECK(line.run("calendar coverage" + line.village() + "--year 2026 --csv") == 0);
    CHECK(line.out().starts_with("\xEF\xBB\xBF"));
    CHECK(line.run("calendar due" + line.village() + "--within 400 --json") == 0);
    CHECK(nlohmann::json::parse(line.out()).at("rows").is_array());
    CHECK(line.run("metrics" + line.village() + "--from 2026-01-01 --to 2026-12-31 --json") == 0);
    CHECK(nlohmann::json::parse(line.out()).at("figures").size() == 23);
    CHECK(line.run("metrics" + line.village() +
                   "--from 2020-01-01 --to 2022-12-31 --rows 1 --csv") == 0);
    CHECK(line.run("report" + line.village() + "--year 2020 --out " + line.file("r.html")) == 0);
    CHECK(line.out().starts_with("frozen "));
    CHECK(read_text(line.file("r.html")).find("SHA-256") != std::string::npos);
    CHECK(line.run("calendar inspect --data " + line.data) == 0);
    CHECK(line.out().find(" items, 0 attachments, 0 links, 0 faults") != std::string::npos);
    CHECK(line.run("calendar inspect --data " + line.data) == 2);
    CHECK(line.run("catalogue export --data " + line.data) == 0);
    write_text(line.file("list.csv"), line.out());
    CHECK(line.run("catalogue import --data " + line.data + " " + line.file("list.csv")) == 0);
    CHECK(line.out().starts_with("draft "));
}

TEST_CASE("wrong input to these verbs ends with 2 and one line that says what to do") {
    CommandLine line;
    for (const std::string& arguments :
         {"calendar due --data " + line.data + " --area 539922",
          "calendar coverage" + line.village() + "--year 1815",
          "calendar due" + line.village() + "--on 2026-02-30",
          "metrics" + line.village() + "--from x --to 2026-12-31",
          "metrics" + line.village() + "--from 2026-01-01 --to 2026-12-31 --rows 24",
          "catalogue import --data " + line.data + " " + line.file("report.json")}) {
        INFO(arguments);
        CHECK(line.run(arguments) == 2);
        CHECK(line.out().empty());
        CHECK(line.err().find('\n') == line.err().size() - 1);
    }
    CHECK(line.run("report" + line.village() + "--year 2020 --out " + line.file("no/r.html")) == 1);
}
