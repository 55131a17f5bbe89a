#include "content/import/page_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "content/check/text.h"

namespace villageboard::import_ {
namespace {

using check::contains;
using check::contains_any;
using check::decode_utf8;
using check::encode_utf8;
using check::fold;
using check::is_space;
using check::trim;
using check::without_spaces;

using Field = std::optional<std::string> PageMeta::*;

struct Label {
    std::u32string_view words;
    Field field;
};

constexpr auto kLabels = std::to_array<Label>(
    {{U"索引号", &PageMeta::index_no},     {U"索引编号", &PageMeta::index_no},
     {U"发文机构", &PageMeta::issuer},     {U"发文机关", &PageMeta::issuer},
     {U"发文单位", &PageMeta::issuer},     {U"发布机构", &PageMeta::issuer},
     {U"发布单位", &PageMeta::issuer},     {U"制发机关", &PageMeta::issuer},
     {U"公开机构", &PageMeta::issuer},     {U"公开目录", &PageMeta::directory},
     {U"信息分类", &PageMeta::directory},  {U"主题分类", &PageMeta::subject},
     {U"主题词", &PageMeta::subject},      {U"体裁分类", &PageMeta::genre},
     {U"文种", &PageMeta::genre},          {U"文号", &PageMeta::doc_no},
     {U"发文字号", &PageMeta::doc_no},     {U"发文文号", &PageMeta::doc_no},
     {U"成文日期", &PageMeta::formed},     {U"生成日期", &PageMeta::formed},
     {U"发文日期", &PageMeta::issued},     {U"发布日期", &PageMeta::issued},
     {U"发布时间", &PageMeta::issued},     {U"公开日期", &PageMeta::issued},
     {U"生效日期", &PageMeta::effective},  {U"实施日期", &PageMeta::effective},
     {U"废止日期", &PageMeta::repealed},   {U"失效日期", &PageMeta::repealed},
     {U"有效性", &PageMeta::validity},     {U"时效性", &PageMeta::validity},
     {U"效力状态", &PageMeta::validity},   {U"统一登记号", &PageMeta::registration_no},
     {U"公开形式", &PageMeta::disclosure}, {U"公开属性", &PageMeta::disclosure},
     {U"公开方式", &PageMeta::disclosure}, {U"来源", &PageMeta::source},
     {U"信息来源", &PageMeta::source}});

const std::vector<std::u32string_view> kTitleLabels{U"标题", U"名称", U"信息名称", U"信息标题"};
// Fields of the page, not of the document.
const std::vector<std::u32string_view> kPageLabels{
    U"浏览", U"浏览量", U"浏览次数", U"点击量",   U"点击数", U"阅读", U"阅读量", U"访问量",
    U"字号", U"字体",   U"作者",     U"责任编辑", U"打印",   U"分享", U"分享到"};

std::u32string label_text(std::string_view label) {
    std::u32string text = without_spaces(fold(decode_utf8(label)));
    for (const std::u32string_view mark : {U"**", U"[", U"]", U"【", U"】"})
        for (auto at = text.find(mark); at != text.npos; at = text.find(mark))
            text.erase(at, mark.size());
    while (!text.empty() && text.back() == U':') text.pop_back();
    return text;
}

bool is_one_of(const std::vector<std::u32string_view>& words, const std::u32string& text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_label(std::string_view text) {
    PageMeta meta;
    const std::u32string label = label_text(text);
    return field_of(meta, text) != nullptr || is_one_of(kTitleLabels, label) ||
           is_one_of(kPageLabels, label);
}

struct Pair {
    std::string label;
    std::string value;
};

/// Parts of a line between two spaces or more, or tabs. "文      号：x" stays one part: a label may
/// be spread by spaces.
std::vector<std::string> parts_of(const std::string& line) {
    const std::u32string text = decode_utf8(line);
    std::vector<std::string> parts;
    std::u32string part;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t spaces = 0;
        while (i + spaces < text.size() && is_space(text[i + spaces])) ++spaces;
        const bool gap = spaces > 1 || (spaces == 1 && text[i] == U'\t');
        if (gap && contains_any(fold(part), {U":"})) {
            parts.push_back(encode_utf8(trim(std::u32string_view(part))));
            part.clear();
            i += spaces - 1;
        } else {
            part.push_back(text[i]);
        }
    }
    if (!trim(std::u32string_view(part)).empty())
        parts.push_back(encode_utf8(trim(std::u32string_view(part))));
    return parts;
}

std::optional<Pair> pair_of(const std::string& part) {
    const std::u32string text = decode_utf8(part);
    const auto colon = fold(text).find(U':');
    if (colon == text.npos) return std::nullopt;
    Pair pair{encode_utf8(std::u32string_view(text).substr(0, colon)),
              encode_utf8(trim(std::u32string_view(text).substr(colon + 1)))};
    return is_label(pair.label) ? std::optional(pair) : std::nullopt;
}

/// All of a line as `label：value` pairs, or nothing when any part of it is something else.
std::vector<Pair> pairs_of(const std::string& line) {
    std::vector<Pair> pairs;
    for (const std::string& part : parts_of(line)) {
        const auto pair = pair_of(part);
        if (!pair) return {};
        pairs.push_back(*pair);
    }
    return pairs;
}

/// Cells of a Markdown table row; empty when the line is none.
std::vector<std::string> cells_of(const std::string& line) {
    std::string text = trim(std::string_view(line));
    if (!text.starts_with('|') || !text.ends_with('|') || text.size() < 2) return {};
    text = text.substr(1, text.size() - 2);
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= text.size();) {
        const auto bar = std::min(text.find('|', at), text.size());
        cells.push_back(trim(std::string_view(text).substr(at, bar - at)));
        at = bar + 1;
    }
    return cells;
}

bool is_table_rule(const std::vector<std::string>& cells) {
    return !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return cell.find_first_not_of("-: ") == std::string::npos;
    });
}

/// Goes down the head of a page, then up its foot.
class TakingApart {
  public:
    TakingApart(std::string_view text, TitleKnown title_known) : title_known_(title_known) {
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            lines_.emplace_back(text.substr(at, end - at));
            at = end + 1;
        }
        end_ = lines_.size();
    }

    Page run() {
        read_head();
        leave_out_foot();
        page_.first_line = static_cast<int>(at_) + 1;
        page_.lines.assign(lines_.begin() + static_cast<std::ptrdiff_t>(at_),
                           lines_.begin() + static_cast<std::ptrdiff_t>(end_));
        return std::move(page_);
    }

  private:
    bool blank(std::size_t i) const { return trim(std::string_view(lines_[i])).empty(); }

    std::size_t next_text(std::size_t i) const {
        while (i < lines_.size() && blank(i)) ++i;
        return i;
    }

    void read_head() {
        for (at_ = next_text(0); at_ < lines_.size(); at_ = next_text(at_)) {
            if (take_label_line() || take_pairs() || take_table_row() || take_furniture() ||
                take_title())
                continue;
            return;
        }
    }

    // A label alone on its line; its value is the next line with text, unless that is a label.
    bool take_label_line() {
        const std::string line = trim(std::string_view(lines_[at_]));
        if (!is_label(line)) return false;
        const std::size_t next = next_text(at_ + 1);
        const bool has_value = next < lines_.size() &&
                               !is_label(trim(std::string_view(lines_[next]))) &&
                               pairs_of(lines_[next]).empty();
        keep(line, has_value ? trim(std::string_view(lines_[next])) : "");
        at_ = has_value ? next + 1 : at_ + 1;
        return true;
    }

    bool take_pairs() {
        const std::vector<Pair> pairs = pairs_of(lines_[at_]);
        for (const Pair& pair : pairs) keep(pair.label, pair.value);
        at_ += pairs.empty() ? 0 : 1;
        return !pairs.empty();
    }

    bool take_table_row() {
        const std::vector<std::string> cells = cells_of(lines_[at_]);
        const bool fields = cells.size() >= 2 && is_label(cells[0]);
        const bool frame =
            (page_.has_meta || in_table_) && (is_table_rule(cells) || is_empty_row(cells));
        const bool opening = !page_.has_meta && is_empty_row(cells) && opens_fields(at_);
        if (!fields && !frame && !opening) return false;
        in_table_ = in_table_ || opening;
        for (std::size_t i = 0; fields && i + 1 < cells.size(); i += 2)
            if (is_label(cells[i])) keep(cells[i], cells[i + 1]);
        ++at_;
        return true;
    }

    static bool is_empty_row(const std::vector<std::string>& cells) {
        static const std::vector<std::u32string_view> kHeads{U"", U"项目", U"字段", U"内容",
                                                             U"属性"};
        return !cells.empty() &&
               std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
                   return is_one_of(kHeads, without_spaces(decode_utf8(cell)));
               });
    }

    // A table whose heading row is empty and whose first row is a field.
    bool opens_fields(std::size_t i) const {
        if (i + 2 >= lines_.size()) return false;
        const auto first = cells_of(lines_[i + 2]);
        return is_table_rule(cells_of(lines_[i + 1])) && first.size() >= 2 && is_label(first[0]);
    }

    bool take_furniture() {
        if (!is_furniture(lines_[at_])) return false;
        page_.left_out.push_back(trim(std::string_view(lines_[at_])));
        ++at_;
        return true;
    }

    bool take_title() {
        if (title_known_ == TitleKnown::yes || !page_.title.empty()) return false;
        std::string line = trim(std::string_view(lines_[at_]));
        if (line.starts_with("# ")) line = trim(std::string_view(line).substr(2));
        page_.title = line;
        page_.title_line = static_cast<int>(at_) + 1;
        ++at_;
        return true;
    }

    void keep(const std::string& label, const std::string& value) {
        if (std::optional<std::string>* field = field_of(page_.meta, label)) {
            if (!*field || field->value().empty()) *field = value;
            page_.has_meta = true;
        } else if (is_one_of(kTitleLabels, label_text(label))) {
            if (title_known_ == TitleKnown::no && !value.empty()) page_.title = value;
            page_.has_meta = true;
        } else {
            page_.left_out.push_back(label + ":" + value);
        }
    }

    // Only whole lines at the end count: "扫一扫" in a sentence is the document's own.
    void leave_out_foot() {
        std::vector<std::string> foot;
        while (end_ > at_) {
            if (!blank(end_ - 1)) {
                if (!is_furniture(lines_[end_ - 1])) break;
                foot.insert(foot.begin(), trim(std::string_view(lines_[end_ - 1])));
            }
            --end_;
        }
        page_.left_out.insert(page_.left_out.end(), foot.begin(), foot.end());
    }

    TitleKnown title_known_;
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    bool in_table_ = false;
    Page page_;
};

}  // namespace

std::optional<std::string>* field_of(PageMeta& meta, std::string_view label) {
    const std::u32string text = label_text(label);
    for (const Label& row : kLabels)
        if (row.words == text) return &(meta.*row.field);
    return nullptr;
}

bool is_furniture(std::string_view line) {
    constexpr std::size_t kLongest = 120;
    const std::u32string text = without_spaces(fold(decode_utf8(line)));
    if (text.empty() || text.size() > kLongest) return false;
    if (contains_any(text, {U"ICP备", U"公网安备", U"网站标识码", U"版权所有", U"扫一扫在手机",
                            U"网站地图", U"手机打开当前页", U"【打印】", U"[打印]", U"分享到:"}))
        return true;
    const bool sentence = contains(text, U"。");
    const bool contact_line = text.starts_with(U"主办单位") || text.starts_with(U"承办单位") ||
                              text.starts_with(U"技术支持") || text.starts_with(U"服务电话") ||
                              text.starts_with(U"网站热线") || text.starts_with(U"上一篇") ||
                              text.starts_with(U"下一篇") || text.starts_with(U"责任编辑");
    const bool button = text == U"打印" || text == U"关闭" || text == U"返回顶部" ||
                        text == U"打印本页" || text == U"关闭窗口" || text == U"扫一扫";
    const bool crumbs = text.starts_with(U"当前位置") || text.starts_with(U"您所在的位置") ||
                        text.starts_with(U"您的位置");
    return !sentence && (contact_line || button || crumbs);
}

Page take_apart(std::string_view text, TitleKnown title_known) {
    return TakingApart(text, title_known).run();
}

}  // namespace villageboard::import_
