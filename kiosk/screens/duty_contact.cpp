#include "kiosk/screens/duty_contact.h"

#include <algorithm>

namespace villageboard::kiosk {
namespace {

bool holds(const ContactEntry& entry, const BoardTime& time) {
    if (!entry.phone || entry.phone->empty()) return false;
    if (!time.known) return true;
    const bool over = entry.valid_to && *entry.valid_to < time.today();
    const bool early = entry.valid_from && time.today() < *entry.valid_from;
    return !over && !early;
}

bool on_duty(const ContactEntry& entry, const std::string& word) {
    return entry.post.find(word) != std::string::npos ||
           entry.duty.value_or("").find(word) != std::string::npos;
}

std::optional<DutyContact> of_list(const std::string& item, const Contact& list,
                                   const std::string& word, const BoardTime& time) {
    const ContactEntry* chosen = nullptr;
    for (const ContactEntry& entry : list.entries) {
        if (!holds(entry, time)) continue;
        if (!chosen || (on_duty(entry, word) && !on_duty(*chosen, word))) chosen = &entry;
    }
    if (!chosen) return std::nullopt;
    return DutyContact{item, chosen->post, *chosen->phone};
}

}  // namespace

std::optional<DutyContact> duty_contact(const Strings& strings, const Board& board) {
    std::vector<cache::ItemRow> lists = board.items(std::vector<Kind>{Kind::contact});
    std::stable_sort(lists.begin(), lists.end(),
                     [](const auto& a, const auto& b) { return a.area.size() > b.area.size(); });
    for (const cache::ItemRow& item : lists) {
        const auto body = board.body(item);
        if (!body) continue;
        if (auto found =
                of_list(item.id, std::get<Contact>(*body), strings.say("duty.word"), board.time()))
            return found;
    }
    return std::nullopt;
}

const std::optional<DutyContact>& DutyLookup::get(const Strings& strings, const Board& board) {
    if (!known_) contact_ = duty_contact(strings, board);
    known_ = true;
    return contact_;
}

}  // namespace villageboard::kiosk
