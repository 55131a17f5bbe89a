#include "content/speech/zhuyin.h"

#include <array>
#include <utility>

namespace villageboard::speech {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array kInitials{
    Pair{"zh", "ㄓ"}, Pair{"ch", "ㄔ"}, Pair{"sh", "ㄕ"}, Pair{"b", "ㄅ"}, Pair{"p", "ㄆ"},
    Pair{"m", "ㄇ"},  Pair{"f", "ㄈ"},  Pair{"d", "ㄉ"},  Pair{"t", "ㄊ"}, Pair{"n", "ㄋ"},
    Pair{"l", "ㄌ"},  Pair{"g", "ㄍ"},  Pair{"k", "ㄎ"},  Pair{"h", "ㄏ"}, Pair{"j", "ㄐ"},
    Pair{"q", "ㄑ"},  Pair{"x", "ㄒ"},  Pair{"r", "ㄖ"},  Pair{"z", "ㄗ"}, Pair{"c", "ㄘ"},
    Pair{"s", "ㄙ"}};
constexpr std::array kFinals{
    Pair{"a", "ㄚ"},      Pair{"o", "ㄛ"},      Pair{"e", "ㄜ"},     Pair{"ai", "ㄞ"},
    Pair{"ei", "ㄟ"},     Pair{"ao", "ㄠ"},     Pair{"ou", "ㄡ"},    Pair{"an", "ㄢ"},
    Pair{"en", "ㄣ"},     Pair{"ang", "ㄤ"},    Pair{"eng", "ㄥ"},   Pair{"er", "ㄦ"},
    Pair{"i", "ㄧ"},      Pair{"ia", "ㄧㄚ"},   Pair{"io", "ㄧㄛ"},  Pair{"ie", "ㄧㄝ"},
    Pair{"iao", "ㄧㄠ"},  Pair{"iu", "ㄧㄡ"},   Pair{"ian", "ㄧㄢ"}, Pair{"in", "ㄧㄣ"},
    Pair{"iang", "ㄧㄤ"}, Pair{"ing", "ㄧㄥ"},  Pair{"u", "ㄨ"},     Pair{"ua", "ㄨㄚ"},
    Pair{"uo", "ㄨㄛ"},   Pair{"uai", "ㄨㄞ"},  Pair{"ui", "ㄨㄟ"},  Pair{"uan", "ㄨㄢ"},
    Pair{"un", "ㄨㄣ"},   Pair{"uang", "ㄨㄤ"}, Pair{"ong", "ㄨㄥ"}, Pair{"v", "ㄩ"},
    Pair{"ve", "ㄩㄝ"},   Pair{"van", "ㄩㄢ"},  Pair{"vn", "ㄩㄣ"},  Pair{"iong", "ㄩㄥ"}};
// Syllables without an initial are spelled otherwise.
constexpr std::array kWhole{
    Pair{"yi", "i"},      Pair{"ya", "ia"},     Pair{"yo", "io"},    Pair{"ye", "ie"},
    Pair{"yao", "iao"},   Pair{"you", "iu"},    Pair{"yan", "ian"},  Pair{"yin", "in"},
    Pair{"yang", "iang"}, Pair{"ying", "ing"},  Pair{"wu", "u"},     Pair{"wa", "ua"},
    Pair{"wo", "uo"},     Pair{"wai", "uai"},   Pair{"wei", "ui"},   Pair{"wan", "uan"},
    Pair{"wen", "un"},    Pair{"wang", "uang"}, Pair{"weng", "ong"}, Pair{"yu", "v"},
    Pair{"yue", "ve"},    Pair{"yuan", "van"},  Pair{"yun", "vn"},   Pair{"yong", "iong"}};

template <typename Table>
std::string_view look_up(const Table& table, std::string_view key) {
    for (const Pair& pair : table)
        if (pair.first == key) return pair.second;
    return {};
}

bool is_palatal(std::string_view initial) {
    return initial == "ㄐ" || initial == "ㄑ" || initial == "ㄒ";
}

// zi, zhi and the like: the final is no sound of its own.
bool has_no_final(std::string_view initial) {
    constexpr std::array buzzing{"ㄓ", "ㄔ", "ㄕ", "ㄖ", "ㄗ", "ㄘ", "ㄙ"};
    for (const char* one : buzzing)
        if (initial == one) return true;
    return false;
}

}  // namespace

std::string zhuyin_of(std::string_view base) {
    if (const auto final_part = look_up(kWhole, base); !final_part.empty())
        return std::string(look_up(kFinals, final_part));
    for (const auto& [spelled, letter] : kInitials) {
        if (!base.starts_with(spelled)) continue;
        std::string rest(base.substr(spelled.size()));
        if (rest == "i" && has_no_final(letter)) return std::string(letter);
        if (is_palatal(letter) && rest.starts_with('u')) rest[0] = 'v';
        if (rest == "ue") rest = "ve";
        const std::string_view final_part = look_up(kFinals, rest);
        return final_part.empty() ? std::string{} : std::string(letter) + std::string(final_part);
    }
    return std::string(look_up(kFinals, base));
}

}  // namespace villageboard::speech
