#include "content/catalogue/person_columns.h"

#include <algorithm>
#include <array>

namespace villageboard {
namespace {

constexpr std::array<std::string_view, 14> kHeadings{
    "姓名", "户主",   "申请人", "领取人",   "收款人", "承租人", "承包人",
    "选民", "受益人", "农户",   "被保险人", "领款人", "名字",   "Name"};

}  // namespace

bool is_name_heading(std::string_view heading) {
    return std::any_of(kHeadings.begin(), kHeadings.end(),
                       [&](std::string_view word) { return heading.find(word) != heading.npos; });
}

bool has_name_column(const TableBlock& table) {
    return std::any_of(table.header.begin(), table.header.end(),
                       [](const std::string& heading) { return is_name_heading(heading); });
}

}  // namespace villageboard
