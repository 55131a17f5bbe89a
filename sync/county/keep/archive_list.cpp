#include "sync/county/keep/archive_list.h"

#include <algorithm>

#include "content/model/body.h"

namespace villageboard::county {
namespace {

constexpr std::array<std::string_view, kLineStates> kStates{
    "current", "corrected", "expired", "off_the_board", "ended",          "withdrawn", "withdrawal",
    "ending",  "erasure",   "erased",  "village_only",  "not_yet_public", "reference"};
constexpr std::size_t kNumberDigits = 4;

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

bool has_own_words(Operation operation) {
    return operation == Operation::publish || operation == Operation::correct;
}

std::string number_of(const AreaCode& area, int year, std::size_t count) {
    std::string digits = std::to_string(count);
    if (digits.size() < kNumberDigits) digits.insert(0, kNumberDigits - digits.size(), '0');
    return area.digits() + "-" + std::to_string(year) + "-" + digits;
}

}  // namespace

std::string_view to_string(LineState state) { return kStates[static_cast<std::size_t>(state)]; }

bool has_words(LineState state) { return state < LineState::ending; }

const feed::BodyRef* public_body_of(const feed::Envelope& envelope) {
    const auto found = std::ranges::find_if(envelope.bodies, [](const feed::BodyRef& body) {
        return body.audience == Audience::public_;
    });
    return found == envelope.bodies.end() ? nullptr : &*found;
}

Instant public_since(const feed::Envelope& envelope) {
    return std::max(envelope.published, envelope.embargo.value_or(envelope.published));
}

YearList::YearList(AreaCode area, int year, Instant made)
    : area_(std::move(area)), year_(year), made_(made) {}

bool YearList::embargoed(const feed::Envelope& envelope) const {
    return envelope.embargo && *envelope.embargo > made_;
}

void YearList::add(std::uint64_t index, const feed::OpenedEntry& entry) {
    const feed::Envelope& envelope = entry.envelope;
    if (envelope.operation == Operation::dictionary) return;
    Standing& item = items_[envelope.id];
    if (envelope.operation == Operation::erase) item.erased = true;
    if (envelope.operation == Operation::withdraw) item.withdrawn = true;
    if (envelope.operation == Operation::retire) item.ended = true;
    if (has_own_words(envelope.operation) && !embargoed(envelope)) {
        item.shown = envelope.revision;
        item.withdrawn = false;
    }
    if (year_of(shanghai_day(public_since(envelope))) != year_) return;
    lines_.push_back({.index = index,
                      .envelope = envelope,
                      .signers = entry.publishers,
                      .number = number_of(area_, year_, lines_.size() + 1)});
}

LineState YearList::state_of(const feed::Envelope& envelope) const {
    const Standing& item = items_.at(envelope.id);
    if (envelope.operation == Operation::erase) return LineState::erasure;
    if (envelope.operation == Operation::retire) return LineState::ending;
    if (item.erased) return LineState::erased;
    if (is_reference(envelope.kind)) return LineState::reference;
    const feed::BodyRef* body = public_body_of(envelope);
    if (body == nullptr) return LineState::village_only;
    if (embargoed(envelope)) return LineState::not_yet_public;
    if (envelope.operation == Operation::withdraw) return LineState::withdrawal;
    if (item.shown > envelope.revision) return LineState::corrected;
    if (item.withdrawn) return LineState::withdrawn;
    if (item.ended) return LineState::ended;
    if (body->keep_until && *body->keep_until <= made_) return LineState::off_the_board;
    return envelope.expires && *envelope.expires <= made_ ? LineState::expired : LineState::current;
}

std::vector<ArchiveLine> YearList::lines() const {
    std::vector<ArchiveLine> lines = lines_;
    for (ArchiveLine& line : lines) line.state = state_of(line.envelope);
    return lines;
}

}  // namespace villageboard::county
