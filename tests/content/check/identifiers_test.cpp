#include "content/check/identifiers.h"

#include <doctest/doctest.h>

using namespace villageboard::check;

TEST_CASE("an ID needs a province, a date that exists, and its check digit") {
    CHECK(looks_like_id18("539921199001011235"));
    CHECK_FALSE(looks_like_id18("999921199001011235"));
    CHECK_FALSE(looks_like_id18("539921199002301235"));
    CHECK_FALSE(looks_like_id18("53992119900101123"));
    // The example of GB 11643-1999 itself.
    CHECK(id18_check_holds("11010519491231002X"));
    CHECK_FALSE(id18_check_holds("110105194912310021"));
    CHECK(looks_like_id15("110105491231002"));
    CHECK_FALSE(looks_like_id15("110105491331002"));
}

TEST_CASE("Luhn holds for the example of ISO/IEC 7812 and not for a swap") {
    CHECK(luhn_holds("79927398713"));
    CHECK_FALSE(luhn_holds("79927398731"));
    CHECK_FALSE(luhn_holds(""));
}

TEST_CASE("telephones of offices are told from mobiles") {
    for (const char* phone : {"0886-3621234", "08863621234", "12345", "0886-12345", "110", "95598",
                              "400-123-4567", "3621234", "0886-3621234*12"})
        CHECK_MESSAGE(looks_like_office_phone(phone), phone);
    CHECK_FALSE(looks_like_office_phone("13812345678"));
    CHECK(looks_like_mobile("13812345678"));
    CHECK_FALSE(looks_like_mobile("12812345678"));
    CHECK_FALSE(looks_like_mobile("13888888888"));
}

TEST_CASE("organisation codes and unified social credit codes verify") {
    CHECK(organisation_code_holds("015281722"));
    CHECK(organisation_code_holds("01526401-7"));
    CHECK(organisation_code_holds("01526084-1"));
    CHECK_FALSE(organisation_code_holds("015281723"));
    CHECK(credit_code_holds("11441700007280420Y"));
    CHECK_FALSE(credit_code_holds("11441700007280421Y"));
}
