#include "sync/agent/messages.h"

namespace villageboard::agent {

using feed::Verdict;

namespace {

std::string_view reason(Verdict verdict) {
    switch (verdict) {
        case Verdict::rollback:
            return "it offers an older state than was verified before, signed later";
        case Verdict::fork:
            return "it contradicts what was verified before; both notes are kept as evidence";
        case Verdict::stale:
            return "it is older than what this terminal holds";
        case Verdict::bad_signature:
            return "it is not signed by a key of the county";
        case Verdict::foreign_origin:
            return "it belongs to another county or area";
        case Verdict::time_in_future:
            return "its time lies more than a day ahead of this terminal's clock";
        case Verdict::oversize:
            return "a file is longer than allowed";
        case Verdict::truncated:
            return "a file ends before it should";
        case Verdict::publisher_out_of_scope:
            return "an entry is signed by someone who may not publish it";
        case Verdict::revision_gap:
            return "an entry does not follow from the one before it";
        case Verdict::body_mismatch:
            return "a text is not the one that was signed";
        case Verdict::erased_without_reason:
            return "a text is missing although nobody signed its erasure";
        case Verdict::missing_file:
            return "a file is missing there";
        case Verdict::missing_key:
            return "the keys are not for this terminal";
        case Verdict::bad_threshold:
            return "a new root is not signed by enough keys";
        case Verdict::version_gap:
            return "a new root is not the next version";
        default:
            return "what it offers is damaged";
    }
}

}  // namespace

std::string describe(Verdict verdict, std::string_view source, std::string_view area) {
    return std::string(source) + " was not used for " + std::string(area) + ": " +
           std::string(reason(verdict)) + " (" + std::string(feed::to_string(verdict)) + ").";
}

bool is_alarm(Verdict verdict) { return verdict == Verdict::rollback || verdict == Verdict::fork; }

std::string one_line(std::string_view text) {
    constexpr std::size_t kMost = 300;
    std::string line(text.substr(0, kMost));
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return line;
}

}  // namespace villageboard::agent
