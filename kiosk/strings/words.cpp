#include "kiosk/strings/words.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kHanziBytes = 3;
constexpr std::size_t kLongestHanzi = 6;

constexpr std::string_view kWords[] = {
    "财务", "收支",   "公布表",   "公布",     "发放",      "发放表",   "名单",     "公示",
    "补贴", "补助",   "补偿",     "津贴",     "耕地",      "地力",     "保护",     "退耕",
    "还林", "公益林", "护林员",   "护林",     "生态",      "易地",     "搬迁",     "搬迁户",
    "水电", "农村",   "低保",     "申请",     "初审",      "在保",     "临时",     "救助",
    "结果", "变更",   "高龄",     "保险",     "理赔",      "冰雹",     "灾害",     "种植",
    "核桃", "核桃箐", "核桃箐村", "第一季度", "第二季度",  "第三季度", "第四季度", "季度",
    "年度", "集体",   "资产",     "资源",     "发包",      "租赁",     "债权",     "债务",
    "专项", "资金",   "一事一议", "误工",     "村组",      "干部",     "报酬",     "收益",
    "分配", "分配表", "负债表",   "负债",     "计划",      "政策",     "清单",     "实施",
    "办法", "方案",   "通知",     "通告",     "公告",      "意见",     "规定",     "条例",
    "管理", "选聘",   "人民",     "政府",     "人民政府",  "办公室",   "村民",     "代表",
    "会议", "委员会", "村委会",   "监督",     "决定",      "决议",     "征求",     "项目",
    "工程", "道路",   "公路",     "硬化",     "饮水",      "饮水池",   "水池",     "路灯",
    "烘干", "设备",   "竣工",     "验收",     "停电",      "停水",     "检修",     "预警",
    "暴雨", "滑坡",   "泥石流",   "山洪",     "森林",      "防火",     "疫苗",     "接种",
    "医保", "缴费",   "养老",     "认证",     "待遇",      "资格",     "社保卡",   "一卡通",
    "惠民", "惠农",   "财政",     "居民",     "老人",      "残疾人",   "困难",     "特困",
    "供养", "安置",   "征地",     "宅基地",   "建房",      "确权",     "流转",     "统计",
    "产量", "收入",   "人口",     "联系",     "电话",      "服务",     "便民",     "服务站",
    "办事", "指南",   "材料",     "四个字",   "存折",      "流程",     "工作要点", "政务公开",
    "村务", "公开",   "公开栏",   "村务公开", "村务公开栏"};

constexpr std::string_view kCounted[] = {"年", "月", "日", "号", "元", "户", "笔", "组", "亩"};

bool is_figure(char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

// 2026年, 105.50元: a figure stays with what it counts.
std::size_t figure_begin(std::string_view text, std::size_t at) {
    bool counts = false;
    for (const std::string_view word : kCounted) counts |= text.substr(at).starts_with(word);
    std::size_t begin = at;
    while (counts && begin > 0 && is_figure(text[begin - 1])) --begin;
    return begin;
}

bool is_hanzi_start(std::string_view text, std::size_t at) {
    return at + kHanziBytes <= text.size() && (static_cast<unsigned char>(text[at]) & 0xF0) == 0xE0;
}

}  // namespace

std::optional<std::size_t> cut_word(std::string_view text, std::size_t at) {
    std::size_t first = figure_begin(text, at);
    for (std::size_t back = kHanziBytes; back < kLongestHanzi * kHanziBytes && back <= at;
         back += kHanziBytes) {
        const std::size_t begin = at - back;
        if (!is_hanzi_start(text, begin)) break;
        for (const std::string_view word : kWords)
            if (word.size() > back && text.substr(begin).starts_with(word)) first = begin;
    }
    return first == at ? std::nullopt : std::optional(first);
}

}  // namespace villageboard::kiosk
