#include "content/catalogue/discretion.h"

#include <doctest/doctest.h>

using namespace villageboard;

TEST_CASE("programmes for children and pupils are known by code and by name") {
    CHECK(concerns_minors("S10", "职业教育补助"));
    CHECK(concerns_minors("H08", ""));
    CHECK(concerns_minors("", "农村义务教育学生营养改善"));
    CHECK(concerns_minors("S99", "孤儿基本生活费"));
    CHECK_FALSE(concerns_minors("S02", "耕地地力保护补贴"));
    CHECK_FALSE(concerns_minors("", "生态护林员工资"));
}

TEST_CASE("only coarse reasons may stand beside a name") {
    CHECK(is_coarse_reason("支出型"));
    CHECK(is_coarse_reason("急难型"));
    for (const char* cause : {"因病致贫", "残疾二级", "80—89岁", "丧偶", "A类", ""})
        CHECK_FALSE(is_coarse_reason(cause));
}
