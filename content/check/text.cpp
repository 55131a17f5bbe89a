#include "content/check/text.h"

#include <algorithm>

namespace villageboard::check {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Step {
    char32_t code;
    std::size_t length;
    bool valid;
};

// RFC 3629 section 4: the second byte's range depends on the first.
Step step_utf8(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) return {first, 1, true};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {kReplacement, 1, false};
    const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (byte(at + 1) < low || byte(at + 1) > high) return {kReplacement, 1, false};
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {kReplacement, 1, false};
        code = (code << 6U) | (byte(at + i) & 0x3FU);
    }
    return {code, length, true};
}

bool is_dash(char32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D ||
           c == 0x2500 || c == 0x30FC;
}

char32_t fold_one(char32_t c) {
    if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
    if (is_space(c)) return ' ';
    if (is_dash(c)) return '-';
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c;
}

int numeral(char32_t c) {
    constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
    if (c == U'〇') return 0;
    if (c == U'两') return 2;
    const auto at = kDigits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

int numeral_unit(char32_t c) {
    switch (c) {
        case U'十':
            return 10;
        case U'百':
            return 100;
        case U'千':
            return 1000;
        default:
            return 0;
    }
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
    std::u32string codes;
    codes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Step step = step_utf8(text, at);
        codes.push_back(step.code);
        at += step.length;
    }
    return codes;
}

std::string encode_utf8(std::u32string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 3);
    const auto put = [&](char32_t value) { bytes.push_back(static_cast<char>(value)); };
    for (const char32_t c : text) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0U | (c >> 6U)), put(0x80U | (c & 0x3FU));
        } else if (c < 0x10000) {
            put(0xE0U | (c >> 12U)), put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
        } else {
            put(0xF0U | (c >> 18U)), put(0x80U | ((c >> 12U) & 0x3FU));
            put(0x80U | ((c >> 6U) & 0x3FU)), put(0x80U | (c & 0x3FU));
        }
    }
    return bytes;
}

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Step step = step_utf8(text, at);
        if (!step.valid) return at;
        at += step.length;
    }
    return std::string_view::npos;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x3000 || c == 0xFEFF;
}

std::u32string fold(std::u32string_view text) {
    std::u32string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), fold_one);
    return folded;
}

std::u32string trim(std::u32string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return std::u32string(text);
}

std::string trim(std::string_view text) {
    return encode_utf8(trim(std::u32string_view(decode_utf8(text))));
}

std::u32string without_spaces(std::u32string_view text) {
    std::u32string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](char32_t c) { return !is_space(c); });
    return kept;
}

bool contains(std::u32string_view text, std::u32string_view part) {
    return text.find(part) != std::u32string_view::npos;
}

bool contains_any(std::u32string_view text, const std::vector<std::u32string_view>& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::u32string_view part) { return contains(text, part); });
}

std::size_t count_of(std::u32string_view text, std::u32string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

std::string place_in_text(std::u32string_view text, std::size_t position) {
    const auto before = text.substr(0, std::min(position, text.size()));
    const auto line = std::count(before.begin(), before.end(), U'\n') + 1;
    const auto last_break = before.rfind(U'\n');
    const auto column = before.size() - (last_break == before.npos ? 0 : last_break + 1) + 1;
    return std::to_string(line) + ":" + std::to_string(column);
}

int chinese_number(std::u32string_view text) {
    int total = 0;
    int section = 0;
    int digit = -1;
    for (const char32_t c : text) {
        if (numeral(c) >= 0) {
            digit = numeral(c);
        } else if (const int unit = numeral_unit(c); unit > 0) {
            section += (digit < 0 ? 1 : digit) * unit;
            digit = -1;
        } else if (c == U'万' && total == 0) {
            total = (section + std::max(digit, 0)) * 10000;
            section = 0;
            digit = -1;
        } else {
            return 0;
        }
    }
    return total + section + std::max(digit, 0);
}

}  // namespace villageboard::check
