#include "kiosk/print/spooler.h"

#include <algorithm>
#include <string_view>

namespace villageboard::print {
namespace {

constexpr int kCanceled = 7;
constexpr int kAborted = 8;
constexpr int kCompleted = 9;
constexpr std::chrono::seconds kMayPass{5};
constexpr std::chrono::seconds kPatience{90};

// "media-empty-error", "marker-supply-empty-warning": a keyword with a severity behind it.
bool names(const std::vector<std::string>& reasons, std::initializer_list<std::string_view> words) {
    return std::any_of(reasons.begin(), reasons.end(), [&](const std::string& reason) {
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return reason.starts_with(word); });
    });
}

class NoPrinter : public Spooler {
  public:
    Spooled send(const Pdf&, const std::string&, Paper, const std::atomic<bool>&) override {
        return Spooled::no_printer;
    }
};

}  // namespace

std::unique_ptr<Spooler> no_printer() { return std::make_unique<NoPrinter>(); }

Outlook judge_job(const JobLook& look) {
    if (look.job_state == kCompleted) return Outlook::printed;
    if (look.job_state == kCanceled || look.job_state == kAborted) return Outlook::unreachable;
    if (look.waited < kMayPass) return Outlook::wait;
    if (names(look.reasons, {"media-empty", "media-needed", "media-jam", "cover-open", "door-open",
                             "marker-supply-empty", "toner-empty", "input-tray-missing"}))
        return Outlook::no_paper;
    if (names(look.reasons, {"offline", "shutdown", "paused", "stopped", "timed-out"}))
        return Outlook::unreachable;
    return look.waited < kPatience ? Outlook::wait : Outlook::unreachable;
}

}  // namespace villageboard::print
