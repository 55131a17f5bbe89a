#include <algorithm>

#include "content/catalogue/rendition.h"

namespace villageboard {
namespace {

using std::chrono::days;

void later(std::optional<Day>& at, std::optional<Day> other) {
    if (other && (!at || *at < *other)) at = other;
}

std::optional<Day> term_end_of(const Body& body) {
    std::optional<Day> end;
    if (const auto* finance = std::get_if<Finance>(&body); finance && finance->sheet_e)
        for (const SheetEAsset& asset : finance->sheet_e->assets)
            if (asset.contract) later(end, asset.contract->to);
    if (const auto* project = std::get_if<Project>(&body)) later(end, project->finish);
    if (const auto* contact = std::get_if<Contact>(&body))
        for (const ContactEntry& entry : contact->entries) later(end, entry.valid_to);
    return end;
}

std::optional<Instant> event_end_of(const Body& body) {
    if (const auto* notice = std::get_if<Notice>(&body))
        return notice->event_until ? notice->event_until : notice->event_at;
    if (const auto* alert = std::get_if<Alert>(&body)) return alert->expires;
    if (const auto* consultation = std::get_if<Consultation>(&body))
        return end_of(consultation->open_to);
    return std::nullopt;
}

std::optional<Instant> anchor_of(KeepAnchor after, const ItemDates& dates) {
    switch (after) {
        case KeepAnchor::notice_end:
            if (dates.notice_end) return end_of(*dates.notice_end);
            break;
        case KeepAnchor::term_end:
            if (dates.term_end) return end_of(*dates.term_end);
            break;
        case KeepAnchor::event_end:
            return dates.event_end;
        case KeepAnchor::published:
        case KeepAnchor::superseded:
            return dates.published;
    }
    return std::nullopt;
}

}  // namespace

ItemDates item_dates(const Body& body, Instant published, std::optional<Day> notice_end,
                     std::optional<Instant> expires) {
    ItemDates dates{published, notice_end, term_end_of(body), event_end_of(body)};
    if (!dates.event_end) dates.event_end = expires;
    if (!dates.term_end && expires) dates.term_end = shanghai_day(*expires);
    return dates;
}

std::optional<Instant> keep_until(const KeepRule& rule, const ItemDates& dates) {
    if (!rule.days) return std::nullopt;
    const auto anchor = anchor_of(rule.after, dates);
    if (anchor) return *anchor + days{*rule.days};
    return dates.published + days{rule.without_days.value_or(*rule.days)};
}

}  // namespace villageboard
