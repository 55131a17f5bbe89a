#include <algorithm>
#include <array>

#include "content/catalogue/rendition.h"

namespace villageboard {
namespace {

constexpr std::array<std::string_view, 44> kCompoundNames{
    "欧阳", "司马", "上官", "诸葛", "夏侯", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "长孙", "宇文", "司空", "端木", "独孤", "南宫", "西门", "东郭", "百里", "呼延",
    "轩辕", "澹台", "公冶", "太史", "申屠", "钟离", "闾丘", "鲜于", "濮阳", "淳于", "单于",
    "万俟", "闻人", "赫连", "仲孙", "公羊", "宗政", "太叔", "拓跋", "纳兰", "完颜", "耶律"};

std::size_t length_of_first(std::string_view name) {
    std::size_t length = 1;
    while (length < name.size() && (name[length] & 0xC0) == 0x80) ++length;
    return length;
}

}  // namespace

std::string mask_name(std::string_view name) {
    if (name.empty()) return {};
    for (const std::string_view compound : kCompoundNames)
        if (name.starts_with(compound) && name.size() > compound.size())
            return std::string(compound) + "**";
    return std::string(name.substr(0, length_of_first(name))) + "**";
}

}  // namespace villageboard
