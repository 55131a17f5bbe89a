#include "content/check/finding.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace villageboard::check {

Waiver waiver_of(const Finding& finding) {
    if (finding.severity != Severity::error) return Waiver::anyone;
    return finding.rule.starts_with("VE") ? Waiver::no_one : Waiver::county;
}

std::string_view letter_of(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "E";
        case Severity::warning:
            return "W";
        case Severity::information:
            return "I";
    }
    return {};
}

bool blocks(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
}

nlohmann::ordered_json to_json(const Finding& finding, Language language) {
    return {{"rule", finding.rule},
            {"severity", letter_of(finding.severity)},
            {"place", finding.place},
            {"message", finding.message(language)}};
}

void tidy(Findings& findings) {
    Findings unique;
    for (Finding& finding : findings)
        if (std::find(unique.begin(), unique.end(), finding) == unique.end())
            unique.push_back(std::move(finding));
    std::stable_sort(unique.begin(), unique.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    findings = std::move(unique);
}

}  // namespace villageboard::check
