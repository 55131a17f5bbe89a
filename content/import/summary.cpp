#include "content/import/summary.h"

#include <string_view>

#include "content/check/text.h"

namespace villageboard::import_ {
namespace {

using check::decode_utf8;
using check::encode_utf8;

std::u32string without_marks(std::u32string_view title) {
    if (title.starts_with(U"《") && title.ends_with(U"》")) {
        title.remove_prefix(1);
        title.remove_suffix(1);
    }
    return std::u32string(title);
}

std::u32string from_title(std::u32string_view title) {
    constexpr std::u32string_view kPrinted = U"关于印发";
    constexpr std::u32string_view kAbout = U"关于";
    const auto last = title.rfind(U"的");
    const auto printed = title.find(kPrinted);
    if (printed != title.npos && printed > 0 && last != title.npos && last > printed) {
        const auto begin = printed + kPrinted.size();
        return std::u32string(title.substr(0, printed)) + U"印发了《" +
               without_marks(title.substr(begin, last - begin)) + U"》。";
    }
    const auto about = title.find(kAbout);
    if (about == title.npos || about == 0 || last == title.npos || last < about) return {};
    const std::u32string kind(title.substr(last + 1));
    if (kind != U"通知" && kind != U"公告" && kind != U"通告" && kind != U"公示") return {};
    return std::u32string(title.substr(0, about)) + U"发了" + std::u32string(title.substr(about)) +
           U"。";
}

std::u32string first_sentence(const std::vector<Block>& blocks) {
    constexpr std::size_t kLongest = 60;
    for (const Block& block : blocks)
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            const std::u32string text = decode_utf8(paragraph->text);
            const auto stop = text.find(U'。');
            return stop != text.npos && stop <= kLongest ? text.substr(0, stop + 1)
                                                         : std::u32string{};
        }
    return {};
}

}  // namespace

std::string made_summary(const std::string& title, const std::vector<Block>& blocks) {
    const std::u32string text = decode_utf8(title);
    std::u32string summary = from_title(text);
    if (summary.empty()) summary = first_sentence(blocks);
    if (summary.empty()) summary = text.ends_with(U"。") ? text : text + U"。";
    return encode_utf8(summary);
}

}  // namespace villageboard::import_
