#include "content/check/findings_builder.h"

#include <iterator>

#include "content/check/explain.h"

namespace villageboard::check {

Finding make_error(std::string rule, std::string place, std::string zh, std::string en) {
    return {std::move(rule), Severity::error, std::move(place), std::move(zh), std::move(en)};
}

Finding make_warning(std::string rule, std::string place, std::string zh, std::string en) {
    return {std::move(rule), Severity::warning, std::move(place), std::move(zh), std::move(en)};
}

Finding make_information(std::string rule, std::string place, std::string zh, std::string en) {
    return {std::move(rule), Severity::information, std::move(place), std::move(zh), std::move(en)};
}

std::string yuan(Fen amount) { return format_yuan(amount) + " 元"; }

void expect_sum(Findings& findings, const std::string& rule, const std::string& place,
                const std::vector<Fen>& parts, Fen printed, const std::string& zh,
                const std::string& en) {
    Fen sum;
    std::vector<Number> numbers;
    for (const Fen part : parts) {
        sum += part;
        numbers.emplace_back(part);
    }
    if (sum == printed) return;
    const Explanation explanation = explain_difference(numbers, Number(printed));
    findings.push_back(make_error(rule, place,
                                  zh + "写的是 " + yuan(printed) + "，逐项加起来是 " + yuan(sum) +
                                      "，差 " + yuan(printed - sum) + explanation.zh + "。",
                                  "The " + en + " says " + format_yuan(printed) +
                                      ", its lines add up to " + format_yuan(sum) +
                                      ", a difference of " + format_yuan(printed - sum) +
                                      explanation.en + "."));
}

void expect_equal(Findings& findings, const std::string& rule, const std::string& place,
                  Fen expected, Fen found, const std::string& zh, const std::string& en) {
    if (expected == found) return;
    findings.push_back(make_error(rule, place,
                                  zh + "写的是 " + yuan(found) + "，按账应当是 " + yuan(expected) +
                                      "，差 " + yuan(found - expected) + "。",
                                  "The " + en + " says " + format_yuan(found) +
                                      ", by the books it is " + format_yuan(expected) +
                                      ", a difference of " + format_yuan(found - expected) + "."));
}

void append(Findings& all, Findings more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

}  // namespace villageboard::check
