#include "content/catalogue/discretion.h"

#include <algorithm>
#include <array>

namespace villageboard {
namespace {

constexpr std::array<std::string_view, 2> kCodes{"S10", "H08"};
constexpr std::array<std::string_view, 15> kWords{"儿童", "孤儿", "弃婴", "幼儿", "学前",
                                                  "小学", "初中", "高中", "学生", "助学",
                                                  "雨露", "未成", "少年", "入学", "营养改善"};
constexpr std::array<std::string_view, 7> kCoarseReasons{"支出型", "急难型", "新增", "变更",
                                                         "停发",   "终止",   "到期"};

}  // namespace

bool concerns_minors(std::string_view catalogue_code, std::string_view programme_name) {
    return std::find(kCodes.begin(), kCodes.end(), catalogue_code) != kCodes.end() ||
           std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
               return programme_name.find(word) != std::string_view::npos;
           });
}

bool is_coarse_reason(std::string_view reason) {
    return std::find(kCoarseReasons.begin(), kCoarseReasons.end(), reason) != kCoarseReasons.end();
}

}  // namespace villageboard
