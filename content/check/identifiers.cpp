#include "content/check/identifiers.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace villageboard::check {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// GB/T 2260 provinces; 83 (residents of Taiwan) and 91 (abroad) stand on some cards.
bool is_province(int code) {
    constexpr std::array<std::array<int, 2>, 9> kRanges{
        {{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}, {71, 71}, {81, 83}, {91, 91}}};
    return std::any_of(kRanges.begin(), kRanges.end(),
                       [&](const auto& range) { return code >= range[0] && code <= range[1]; });
}

bool is_date(int year, int month, int day) {
    return std::chrono::year_month_day{std::chrono::year{year},
                                       std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

bool has_length(std::string_view digits, std::size_t least, std::size_t most) {
    return all_digits(digits) && digits.size() >= least && digits.size() <= most;
}

}  // namespace

bool looks_like_id18(std::string_view text) {
    if (text.size() != 18 || !all_digits(text.substr(0, 17))) return false;
    const char last = text[17];
    if (last != 'X' && last != 'x' && (last < '0' || last > '9')) return false;
    const int year = number(text.substr(6, 4));
    return is_province(number(text.substr(0, 2))) && year >= 1880 && year <= 2099 &&
           is_date(year, number(text.substr(10, 2)), number(text.substr(12, 2)));
}

bool id18_check_holds(std::string_view text) {
    constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kMap = "10X98765432";
    if (text.size() != 18 || !all_digits(text.substr(0, 17))) return false;
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (text[i] - '0') * kWeights[i];
    const char last = text[17] == 'x' ? 'X' : text[17];
    return kMap[static_cast<std::size_t>(sum % 11)] == last;
}

bool looks_like_id15(std::string_view text) {
    return text.size() == 15 && all_digits(text) && is_province(number(text.substr(0, 2))) &&
           is_date(1900 + number(text.substr(6, 2)), number(text.substr(8, 2)),
                   number(text.substr(10, 2)));
}

bool luhn_holds(std::string_view digits) {
    if (!all_digits(digits)) return false;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int value = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) value = value > 4 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

bool looks_like_card(std::string_view digits) {
    constexpr std::string_view kIssuers = "34569";
    return has_length(digits, 16, 19) && kIssuers.find(digits[0]) != kIssuers.npos &&
           luhn_holds(digits);
}

bool looks_like_mobile(std::string_view digits) {
    return has_length(digits, 11, 11) && digits[0] == '1' && digits[1] >= '3' &&
           digits.substr(2) != std::string(9, digits[2]);
}

bool looks_like_office_phone(std::string_view text) {
    const auto extension = text.find_first_of("xX*#");
    if (extension != text.npos) {
        if (!has_length(text.substr(extension + 1), 1, 6)) return false;
        text = text.substr(0, extension);
    }
    if (text.starts_with("400") || text.starts_with("800")) {
        std::string digits(text);
        std::erase(digits, '-');
        return has_length(digits, 10, 10);
    }
    if (text.starts_with("0")) {
        const auto dash = text.find('-');
        if (dash == text.npos) return has_length(text, 10, 12);
        return has_length(text.substr(0, dash), 3, 4) &&
               (has_length(text.substr(dash + 1), 7, 8) || text.substr(dash + 1) == "12345");
    }
    if (has_length(text, 3, 6)) return text[0] == '1' || text[0] == '9';
    return has_length(text, 7, 8);
}

bool organisation_code_holds(std::string_view text) {
    constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
    std::string code(text);
    if (code.size() == 10 && code[8] == '-') code.erase(8, 1);
    if (code.size() != 9) return false;
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        const char c = code[i];
        if (c >= '0' && c <= '9')
            sum += (c - '0') * kWeights[i];
        else if (c >= 'A' && c <= 'Z')
            sum += (c - 'A' + 10) * kWeights[i];
        else
            return false;
    }
    const int check = (11 - sum % 11) % 11;
    return code[8] == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

bool credit_code_holds(std::string_view text) {
    constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (text.size() != 18) return false;
    int sum = 0;
    int weight = 1;
    for (std::size_t i = 0; i < 17; ++i) {
        const auto value = kAlphabet.find(text[i]);
        if (value == kAlphabet.npos) return false;
        sum += static_cast<int>(value) * weight;
        weight = weight * 3 % 31;
    }
    return kAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == text[17];
}

}  // namespace villageboard::check
