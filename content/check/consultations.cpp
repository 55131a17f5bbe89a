#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <string_view>

#include "content/check/consultations.h"
#include "content/check/findings_builder.h"

namespace villageboard::check {
namespace {

using std::chrono::days;

/// Decisions of weight for everybody: land that is taken, the village's own rules.
constexpr std::array<std::string_view, 2> kWeighty = {"L03", "G01"};

// VG1.
void check_open_days(const ItemDraft& draft, const Consultation& asked, const CheckContext& context,
                     Findings& findings) {
    const auto add = [&](std::string zh, std::string en) {
        findings.push_back(make_error("VG1", "/body/open_to", std::move(zh), std::move(en)));
    };
    if (asked.open_to < asked.open_from)
        return add("征集意见结束的日子早于开始的日子。",
                   "The consultation closes before it opens.");
    const bool is_new = draft.operation == Operation::publish && asked.results.empty();
    const Day published = draft.published ? shanghai_day(*draft.published) : context.today;
    if (is_new && asked.open_to < published)
        return add("征集意见结束的日子已经过了，没有人能提意见。",
                   "The consultation closed before it is published.");
    if (std::ranges::find(kWeighty, draft.catalogue) == kWeighty.end()) return;
    const Day first = is_new ? std::max(asked.open_from, published) : asked.open_from;
    const Day least = first + days{kWeightyOpenDays - 1};
    if (asked.open_to < least)
        add("重大事项征集意见不少于" + std::to_string(kWeightyOpenDays) + "天，至少要到 " +
                format_day(least) + "，写的是 " + format_day(asked.open_to) + "。",
            "A matter of weight is open for at least " + std::to_string(kWeightyOpenDays) +
                " days, here until " + format_day(least) + ".");
}

// VG2.
void check_count(const Consultation& asked, Findings& findings) {
    const int received =
        std::accumulate(asked.responses.begin(), asked.responses.end(), 0,
                        [](int sum, const ChannelCount& one) { return sum + one.count; });
    const auto answered = static_cast<int>(asked.results.size());
    if (received == answered) return;
    const auto those = [&](Adopted adopted) {
        return std::to_string(std::ranges::count(asked.results, adopted, &OpinionResult::adopted));
    };
    findings.push_back(make_error(
        "VG2", "/body/results",
        "收到 " + std::to_string(received) + " 条意见，采纳 " + those(Adopted::yes) +
            " 条、部分采纳 " + those(Adopted::partly) + " 条、未采纳 " + those(Adopted::no) +
            " 条，对不上。",
        std::to_string(received) + " opinions were received, but " + std::to_string(answered) +
            " are answered: adopted " + those(Adopted::yes) + ", partly " + those(Adopted::partly) +
            ", not adopted " + those(Adopted::no) + "."));
}

// VG3.
void check_reasons(const Consultation& asked, Findings& findings) {
    for (std::size_t i = 0; i < asked.results.size(); ++i) {
        const OpinionResult& one = asked.results[i];
        if (one.adopted == Adopted::yes || !one.reason.empty()) continue;
        findings.push_back(make_error(
            "VG3", "/body/results/" + std::to_string(i) + "/reason",
            "第 " + std::to_string(one.seq) + " 条意见没有采纳或只采纳了一部分，要写明理由。",
            "Opinion " + std::to_string(one.seq) +
                " is not adopted, or only partly; it needs its reason."));
    }
}

// VG4.
void check_time_of_result(const ItemDraft& draft, const Consultation& asked,
                          const CheckContext& context, Findings& findings) {
    const Day published = draft.published ? shanghai_day(*draft.published) : context.today;
    if (published <= asked.open_to)
        findings.push_back(make_error("VG4", "/body/results", "征集意见还没有结束，不能公布结果。",
                                      "The consultation is still open; it has no result yet."));
}

}  // namespace

Findings check_consultation(const ItemDraft& draft, const Consultation& asked,
                            const CheckContext& context) {
    Findings findings;
    check_open_days(draft, asked, context, findings);
    if (asked.results.empty()) return findings;
    check_count(asked, findings);
    check_reasons(asked, findings);
    check_time_of_result(draft, asked, context, findings);
    return findings;
}

}  // namespace villageboard::check
