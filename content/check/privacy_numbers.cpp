#include <algorithm>
#include <array>

#include "content/check/digit_runs.h"
#include "content/check/identifiers.h"
#include "content/check/privacy_rules.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

Finding error(std::string rule, std::string place, std::string zh, std::string en) {
    return {std::move(rule), Severity::error, std::move(place), std::move(zh), std::move(en)};
}

Finding id_finding(std::string place) {
    return error("VE1", std::move(place), "这里有身份证号，公开前必须删掉整个号码。",
                 "There is a personal ID number here; remove the whole number.");
}

Finding card_finding(std::string place) {
    return error("VE1", std::move(place), "这里有银行卡号或账号，公开前必须删掉。",
                 "There is a bank card or account number here; remove it.");
}

Finding mobile_finding(std::string place) {
    return error("VE1", std::move(place),
                 "这里有手机号。个人手机号不能公开；值班手机请只写在联系电话一栏。",
                 "There is a mobile number here. A private one must not be published; put an "
                 "office's own only into the field for its telephone.");
}

Finding partial_finding(std::string place) {
    return error("VE2", std::move(place),
                 "这里露出了证件号、卡号或手机号的一部分，打星号也能推算出来，请整个删掉。",
                 "Part of an ID, card or mobile number is shown; it can be worked out in spite of "
                 "the asterisks, so remove all of it.");
}

/// One text, its runs of digits, and which groups already belong to a finding.
struct Scan {
    std::u32string_view text;
    const DigitRun& run;
    const PlaceOf& place;
    Findings findings;
    std::vector<bool> used;
};

bool ends_with_any(std::u32string_view text, const std::vector<std::u32string_view>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::u32string_view word) { return text.ends_with(word); });
}

std::u32string_view before_without_marks(std::u32string_view text, std::size_t at) {
    auto before = text.substr(0, at);
    while (!before.empty() && (before.back() == U' ' || before.back() == U':' ||
                               before.back() == U'(' || before.back() == U'.'))
        before.remove_suffix(1);
    return before;
}

bool has_code_label(std::u32string_view text, std::size_t at) {
    static const std::vector<std::u32string_view> kLabels{
        U"编号",   U"文号",   U"序号",   U"代码",   U"批号", U"单号", U"凭证号", U"发票号",
        U"票据号", U"索引号", U"标识码", U"合同号", U"备案", U"No",   U"NO"};
    return ends_with_any(before_without_marks(text, at), kLabels);
}

// Part of a hash or an identifier: letters on both sides, or digits before its letters.
bool inside_token(std::u32string_view text, const DigitGroup& group) {
    if (group.end < text.size() && is_ascii_letter(text[group.end])) return true;
    std::size_t at = group.begin;
    if (at == 0 || !is_ascii_letter(text[at - 1])) return false;
    while (at > 0 && is_ascii_letter(text[at - 1])) --at;
    return at > 0 && is_digit(text[at - 1]);
}

bool is_amount(std::u32string_view text, const DigitGroup& group) {
    constexpr std::u32string_view kUnits = U"元万亿%‰斤吨亩角";
    constexpr std::u32string_view kSigns = U"¥￥$€";
    const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : U'\0'; };
    const auto mark = [](char32_t c) { return c == U'.' || c == U','; };
    if (group.begin > 0 && kSigns.find(text[group.begin - 1]) != kSigns.npos) return true;
    if (group.begin > 1 && mark(text[group.begin - 1]) && is_digit(text[group.begin - 2]))
        return true;
    if (mark(at(group.end)) && is_digit(at(group.end + 1))) return true;
    std::size_t next = group.end;
    while (at(next) == U' ') ++next;
    return at(next) != 0 && kUnits.find(at(next)) != kUnits.npos;
}

std::string joined(const DigitRun& run, std::size_t first, std::size_t last) {
    std::string digits;
    for (std::size_t i = first; i <= last; ++i) digits += run[i].text;
    return digits;
}

std::vector<std::size_t> sizes(const DigitRun& run, std::size_t first, std::size_t last) {
    std::vector<std::size_t> lengths;
    for (std::size_t i = first; i <= last; ++i) lengths.push_back(run[i].text.size());
    return lengths;
}

void take(Scan& scan, std::size_t first, std::size_t last, Finding finding) {
    for (std::size_t i = first; i <= last; ++i) scan.used[i] = true;
    scan.findings.push_back(std::move(finding));
}

bool any_used(const Scan& scan, std::size_t first, std::size_t last) {
    return std::find(scan.used.begin() + static_cast<std::ptrdiff_t>(first),
                     scan.used.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                     true) != scan.used.begin() + static_cast<std::ptrdiff_t>(last) + 1;
}

bool is_whole_id(const std::string& text) {
    return looks_like_id18(text) && id18_check_holds(text);
}

// A longer number may hold one: "533301199001011234" run together with a telephone.
bool holds_id(const std::string& digits) {
    for (std::size_t i = 0; i + 18 <= digits.size(); ++i)
        if (is_whole_id(digits.substr(i, 18))) return true;
    return false;
}

bool is_credit_code(const Scan& scan, const DigitGroup& group) {
    return credit_code_holds(group.text) &&
           (!is_whole_id(group.text) || has_code_label(scan.text, group.begin));
}

bool is_id_in_one(const Scan& scan, const DigitGroup& group, TextUse use) {
    if (group.text.size() > 18) return holds_id(group.text);
    if (group.text.size() == 18) {
        if (is_credit_code(scan, group)) return false;
        if (use == TextUse::code || has_code_label(scan.text, group.begin))
            return is_whole_id(group.text);
        return looks_like_id18(group.text) && !is_amount(scan.text, group);
    }
    return looks_like_id15(group.text) && use == TextUse::running &&
           !has_code_label(scan.text, group.begin) && !inside_token(scan.text, group) &&
           !is_amount(scan.text, group);
}

// As people write it when they break it up.
bool is_id_grouping(const std::vector<std::size_t>& lengths) {
    using Lengths = std::vector<std::size_t>;
    return lengths == Lengths{6, 8, 4} || lengths == Lengths{6, 4, 4, 4} ||
           lengths == Lengths{3, 3, 4, 4, 4} || lengths == Lengths{14, 4};
}

void find_ids(Scan& scan, TextUse use) {
    const DigitRun& run = scan.run;
    for (std::size_t first = 0; first < run.size(); ++first) {
        if (is_id_in_one(scan, run[first], use)) {
            take(scan, first, first, id_finding(scan.place(run[first].begin)));
            continue;
        }
        std::size_t length = run[first].text.size();
        for (std::size_t last = first + 1; last < run.size() && length < 18; ++last) {
            length += run[last].text.size();
            const std::string text = joined(run, first, last);
            const auto lengths = sizes(run, first, last);
            const bool id18 = length == 18 && looks_like_id18(text) &&
                              (id18_check_holds(text) || is_id_grouping(lengths));
            const bool id15 = lengths == std::vector<std::size_t>{6, 6, 3} && looks_like_id15(text);
            if (id18 || id15) {
                take(scan, first, last, id_finding(scan.place(run[first].begin)));
                break;
            }
        }
    }
}

// Groups of four as embossed on the card, the last one shorter; or the issuer's six and the rest.
bool is_card_grouping(const std::vector<std::size_t>& lengths) {
    if (lengths.size() == 1) return true;
    if (lengths.size() == 2 && lengths[0] == 6) return true;
    return std::all_of(lengths.begin(), lengths.end() - 1,
                       [](std::size_t length) { return length == 4; }) &&
           lengths.back() <= 4;
}

void find_cards(Scan& scan) {
    const DigitRun& run = scan.run;
    for (std::size_t first = 0; first < run.size(); ++first)
        for (std::size_t last = first; last < run.size() && last < first + 6; ++last) {
            const std::string digits = joined(run, first, last);
            if (!looks_like_card(digits) || any_used(scan, first, last) ||
                !is_card_grouping(sizes(run, first, last)))
                continue;
            if (inside_token(scan.text, run[first]) || is_amount(scan.text, run[last]) ||
                has_code_label(scan.text, run[first].begin))
                continue;
            take(scan, first, last, card_finding(scan.place(run[first].begin)));
        }
}

std::string without_country(std::string digits) {
    if (digits.starts_with("0086")) digits.erase(0, 4);
    if (digits.size() == 13 && digits.starts_with("86")) digits.erase(0, 2);
    return digits;
}

bool is_mobile_grouping(std::vector<std::size_t> lengths) {
    if (lengths.size() > 1 && (lengths[0] == 2 || lengths[0] == 4)) lengths.erase(lengths.begin());
    return lengths.size() == 1 || lengths == std::vector<std::size_t>{3, 4, 4} ||
           lengths == std::vector<std::size_t>{3, 8} || lengths == std::vector<std::size_t>{7, 4};
}

void find_mobiles(Scan& scan) {
    const DigitRun& run = scan.run;
    for (std::size_t first = 0; first < run.size(); ++first)
        for (std::size_t last = first; last < run.size() && last < first + 4; ++last) {
            if (!looks_like_mobile(without_country(joined(run, first, last))) ||
                any_used(scan, first, last) || !is_mobile_grouping(sizes(run, first, last)))
                continue;
            if (inside_token(scan.text, run[first]) || is_amount(scan.text, run[last]) ||
                is_amount(scan.text, run[first]) || has_code_label(scan.text, run[first].begin))
                continue;
            take(scan, first, last, mobile_finding(scan.place(run[first].begin)));
        }
}

bool has_account_label(std::u32string_view text, std::size_t at) {
    static const std::vector<std::u32string_view> kLabels{U"账号",     U"帐号",  U"卡号", U"存折号",
                                                          U"存折",     U"账户",  U"帐户", U"银行卡",
                                                          U"一卡通号", U"社保卡"};
    return ends_with_any(before_without_marks(text, at), kLabels);
}

bool names_organisation(std::u32string_view text) {
    const auto holder = text.find(U"户名");
    const auto named = holder == text.npos ? text.find(U"开户单位") : holder;
    if (named == text.npos) return false;
    return contains_any(text.substr(named, 40),
                        {U"合作社", U"合作联社", U"委员会", U"财政", U"公司", U"中心", U"政府"});
}

void find_accounts(Scan& scan) {
    constexpr std::size_t kShortestAccount = 9;
    const DigitRun& run = scan.run;
    if (any_used(scan, 0, run.size() - 1) || !has_account_label(scan.text, run[0].begin) ||
        joined(run, 0, run.size() - 1).size() < kShortestAccount)
        return;
    const std::string place = scan.place(run[0].begin);
    if (!names_organisation(scan.text)) return take(scan, 0, run.size() - 1, card_finding(place));
    take(scan, 0, run.size() - 1,
         {"VE1", Severity::warning, place, "这里有单位的银行账号，请确认它确实要公开。",
          "There is an organisation's account number here; confirm that it is to be published."});
}

bool is_partial(const HiddenNumber& number) {
    constexpr std::size_t kFewestShown = 4;
    const std::size_t length = number.end - number.begin;
    if (number.digits < kFewestShown) return false;
    if (length == 11) return number.first_digit == '1';
    if (length >= 14 && length <= 20) return true;
    return number.leading_digits == 6 && number.trailing_digits >= 3 && number.trailing_digits <= 4;
}

bool is_number_of_part(char32_t c) {
    constexpr std::u32string_view kWords = U"号号码件后前末尾四六八位数字为是:(第";
    return c == U' ' || kWords.find(c) != kWords.npos;
}

// "身份证后四位1234"
Findings find_labelled_parts(std::u32string_view folded, const PlaceOf& place) {
    Findings findings;
    for (const std::u32string_view label : {U"身份证", U"公民身份", U"证件号", U"居民身份"})
        for (auto at = folded.find(label); at != folded.npos; at = folded.find(label, at + 1)) {
            std::size_t digit = at + label.size();
            while (digit < folded.size() && is_number_of_part(folded[digit])) ++digit;
            std::size_t end = digit;
            while (end < folded.size() && is_digit(folded[end])) ++end;
            const bool year = end < folded.size() && (folded[end] == U'年' || folded[end] == U'-');
            if (end - digit >= 4 && end - digit < 15 && !year)
                findings.push_back(partial_finding(place(digit)));
        }
    return findings;
}

void append(Findings& all, Findings more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

}  // namespace

Findings find_personal_numbers(std::u32string_view folded, TextUse use, const PlaceOf& place) {
    Findings findings;
    for (const DigitRun& run : find_digit_runs(folded)) {
        Scan scan{folded, run, place, {}, std::vector<bool>(run.size(), false)};
        find_ids(scan, use);
        find_cards(scan);
        if (use == TextUse::running) {
            find_mobiles(scan);
            find_accounts(scan);
        }
        append(findings, std::move(scan.findings));
    }
    if (use == TextUse::code) return findings;
    for (const HiddenNumber& number : find_hidden_numbers(folded))
        if (is_partial(number)) findings.push_back(partial_finding(place(number.begin)));
    append(findings, find_labelled_parts(folded, place));
    return findings;
}

Findings find_split_numbers(std::u32string_view folded, const PlaceOf& place) {
    Findings findings;
    for (const DigitRun& run : find_digit_runs(folded)) {
        for (std::size_t first = 0; first < run.size(); ++first)
            for (std::size_t last = first + 1; last < run.size() && last < first + 6; ++last)
                if (is_whole_id(joined(run, first, last)))
                    findings.push_back(id_finding(place(run[first].begin)));
    }
    return findings;
}

}  // namespace villageboard::check
