#include "kiosk/screens/place_name.h"

#include <doctest/doctest.h>

#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

std::string name_from(const char* office) {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    Notice notice;
    notice.title = "停水";
    notice.summary = "明天停水。";
    notice.office_name = office;
    writer.add(notice);
    const kiosk::Board board(folder.path(), [] { return fixture_now(); });
    return kiosk::place_name(kiosk::Strings("zh-CN"), board, kVillage);
}

}  // namespace

TEST_CASE("without a table of areas a village has the name of its committee") {
    CHECK(name_from("核桃箐村村民委员会") == "核桃箐村");
    CHECK(name_from("核桃箐村民委员会") == "核桃箐村");
    CHECK(name_from("核桃箐村委会") == "核桃箐村");
}

TEST_CASE("an office that is no committee gives no name, and the board stands there without one") {
    CHECK(name_from("云岭县水务局").empty());
    CHECK(name_from("村委会").empty());
}

TEST_CASE("the county's table of areas comes first") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    const kiosk::Board board(folder.path(), [] { return fixture_now(); });
    CHECK(kiosk::place_name(kiosk::Strings("zh-CN"), board, kVillage) == "核桃箐村");
    CHECK(kiosk::place_name(kiosk::Strings("zh-CN"), board, kTown) == "杉坪镇");
}

}  // namespace villageboard::kiosk_test
