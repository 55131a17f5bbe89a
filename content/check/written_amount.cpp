#include "content/check/written_amount.h"

#include "content/check/text.h"

namespace villageboard::check {
namespace {

std::size_t end_of_number(std::u32string_view text, std::size_t at) {
    bool point = false;
    while (at < text.size()) {
        const bool digit_next = at + 1 < text.size() && is_digit(text[at + 1]);
        if (text[at] == U'.' && !point && digit_next)
            point = true;
        else if (!(text[at] == U',' && !point && digit_next) && !is_digit(text[at]))
            break;
        ++at;
    }
    return at;
}

}  // namespace

std::vector<FoundNumber> find_numbers(std::u32string_view folded) {
    std::vector<FoundNumber> numbers;
    for (std::size_t at = 0; at < folded.size();) {
        if (!is_digit(folded[at])) {
            ++at;
            continue;
        }
        const std::size_t end = end_of_number(folded, at);
        const bool in_token = at > 0 && is_ascii_letter(folded[at - 1]);
        if (!in_token)
            if (const auto number = Number::parse(encode_utf8(folded.substr(at, end - at))))
                numbers.push_back({at, end, *number});
        at = end;
    }
    return numbers;
}

std::u32string_view after(std::u32string_view folded, const FoundNumber& number) {
    auto rest = folded.substr(number.end);
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    return rest;
}

std::u32string_view before(std::u32string_view folded, const FoundNumber& number) {
    auto rest = folded.substr(0, number.begin);
    while (!rest.empty() && is_space(rest.back())) rest.remove_suffix(1);
    return rest;
}

std::optional<Number> number_in_cell(std::u32string_view cell) {
    return Number::parse(encode_utf8(without_spaces(cell)));
}

}  // namespace villageboard::check
