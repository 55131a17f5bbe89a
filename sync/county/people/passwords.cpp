#include "sync/county/people/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_set>
#include <vector>

#include "content/model/error.h"
#include "content/model/time.h"
#include "sync/county/people/common_passwords.h"

namespace villageboard::county {
namespace {

constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = std::size_t{64} << 20;
constexpr std::size_t kFewestOfTheirOwn = 4;
constexpr std::size_t kShortestWord = 4;
/// A hash of these parameters that no password opens in practice: what unknown users are held
/// against.
constexpr const char* kNobody =
    "$argon2id$v=19$m=65536,t=3,p=1$"
    "AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string lower(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

struct CommonPasswords {
    std::unordered_set<std::string_view> whole;
    std::unordered_set<std::string_view> words;
    std::vector<std::string_view> endings;
};

const CommonPasswords& common_passwords() {
    static const CommonPasswords all = [] {
        CommonPasswords read;
        for (std::string_view rest = common_password_lines(); !rest.empty();) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.empty() || line.starts_with("# ")) continue;
            if (line.starts_with('+'))
                read.endings.push_back(line.substr(1));
            else if (line.ends_with('+'))
                read.words.insert(line.substr(0, line.size() - 1));
            else
                read.whole.insert(line);
        }
        return read;
    }();
    return all;
}

bool is_common(std::string_view password) {
    const CommonPasswords& common = common_passwords();
    const std::size_t half = password.size() / 2;
    if (common.whole.contains(password) || common.words.contains(password) ||
        (password.substr(0, half) == password.substr(half) &&
         common.words.contains(password.substr(0, half))))
        return true;
    return std::ranges::any_of(common.endings, [&](std::string_view ending) {
        const std::size_t rest = password.size() - std::min(ending.size(), password.size());
        return (password.ends_with(ending) && common.words.contains(password.substr(0, rest))) ||
               (password.starts_with(ending) &&
                common.words.contains(password.substr(ending.size())));
    });
}

/// "aaaaaaaa", "12345678", "hgfedcba", "abcabcabc".
bool is_run(std::string_view text) {
    for (const int step : {1, -1})
        if (std::ranges::adjacent_find(text, [step](char a, char b) { return b - a != step; }) ==
            text.end())
            return true;
    for (std::size_t length = 1; length <= text.size() / 2; ++length) {
        bool repeats = true;
        for (std::size_t i = length; i < text.size() && repeats; ++i)
            repeats = text[i] == text[i - length];
        if (repeats && length <= 4) return true;
    }
    return false;
}

/// A birthday: eight digits that are a day, in the order of year, month, day or the reverse.
bool is_date(std::string_view text) {
    if (text.size() != 8) return false;
    const std::string digits(text);
    const auto day = [](const std::string& year, const std::string& month,
                        const std::string& day_of_month) {
        return year >= "1900" && year <= "2099" &&
               parse_day(year + "-" + month + "-" + day_of_month).has_value();
    };
    return day(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2)) ||
           day(digits.substr(4, 4), digits.substr(2, 2), digits.substr(0, 2)) ||
           day(digits.substr(4, 4), digits.substr(0, 2), digits.substr(2, 2));
}

std::vector<std::string> site_words(std::string_view sign_in, const Settings& settings) {
    std::vector<std::string> words = {lower(sign_in), "villageboard", "password", "mima"};
    std::string origin = lower(settings.origin);
    std::ranges::replace(origin, '.', ' ');
    std::istringstream labels(origin);
    for (std::string label; labels >> label;) words.push_back(label);
    words.push_back(settings.area.digits());
    std::erase_if(words, [](const std::string& word) { return word.size() < kShortestWord; });
    return words;
}

/// What is left of a password without the words that anybody would try here.
std::string without_words(std::string text, const std::vector<std::string>& words) {
    for (const std::string& word : words)
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
            text.erase(at, word.size());
    return text;
}

}  // namespace

std::string password_fault(std::string_view password, std::string_view sign_in,
                           const Settings& settings) {
    if (characters(password) < kFewestCharacters)
        return "A password has at least 8 characters; four or five words make a good one.";
    if (password.size() > kMostPasswordBytes)
        return "A password has at most 128 bytes, which are 42 Hanzi or 128 letters.";
    const std::string low = lower(password);
    if (is_common(low) || is_run(low) || is_date(low))
        return "This password is one of those that are guessed first; take another.";
    if (characters(without_words(low, site_words(sign_in, settings))) < kFewestOfTheirOwn)
        return "This password is little more than the sign-in name or a word of this site; take "
               "another.";
    return {};
}

std::string hash_password(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), kPasses, kMemory) != 0)
        throw Error(ErrorKind::retry, "There is no memory for hashing a password (64 MiB).");
    return hash.data();
}

bool verify_password(std::string_view password, const std::string& hash) {
    const std::string& kept = hash.empty() ? std::string(kNobody) : hash;
    const bool same = crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

}  // namespace villageboard::county
