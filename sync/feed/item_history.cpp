#include "sync/feed/item_history.h"

#include <algorithm>

namespace villageboard::feed {
namespace {

bool is_allowed(Operation operation, ItemPhase phase) {
    switch (phase) {
        case ItemPhase::live:
            return operation != Operation::publish;
        case ItemPhase::withdrawn:
            return operation == Operation::correct || operation == Operation::retire ||
                   operation == Operation::erase;
        case ItemPhase::retired:
            return operation == Operation::withdraw || operation == Operation::erase;
        case ItemPhase::erased:
            return false;
    }
    return false;
}

}  // namespace

Verdict check_operation(const Envelope& envelope, const std::optional<ItemState>& current) {
    if (envelope.operation == Operation::dictionary) return Verdict::verified;
    if (!current) {
        const bool first = envelope.operation == Operation::publish && envelope.revision == 1;
        return first ? Verdict::verified : Verdict::revision_gap;
    }
    if (envelope.revision != current->revision + 1) return Verdict::revision_gap;
    if (!is_allowed(envelope.operation, current->phase)) return Verdict::revision_gap;
    return envelope.kind == current->kind ? Verdict::verified : Verdict::bad_entry;
}

ItemState state_after(const Envelope& envelope, std::uint64_t index) {
    ItemState state{envelope.revision, ItemPhase::live, envelope.kind, index};
    if (envelope.operation == Operation::withdraw) state.phase = ItemPhase::withdrawn;
    if (envelope.operation == Operation::retire) state.phase = ItemPhase::retired;
    if (envelope.operation == Operation::erase) state.phase = ItemPhase::erased;
    return state;
}

Verdict ItemHistory::apply(const Envelope& envelope, std::uint64_t index) {
    if (envelope.operation == Operation::dictionary) {
        dictionaries_.push_back({index, *envelope.dictionary});
        return Verdict::verified;
    }
    const Verdict verdict = check_operation(envelope, find(envelope.id));
    if (verdict == Verdict::verified) items_[envelope.id] = state_after(envelope, index);
    return verdict;
}

std::optional<ItemState> ItemHistory::find(const std::string& id) const {
    const auto found = items_.find(id);
    if (found == items_.end()) return std::nullopt;
    return found->second;
}

std::optional<NamedDictionary> ItemHistory::dictionary(std::uint32_t id,
                                                       std::uint64_t index) const {
    for (auto named = dictionaries_.rbegin(); named != dictionaries_.rend(); ++named)
        if (named->ref.id == id && named->index < index) return *named;
    return std::nullopt;
}

bool ItemHistory::may_be_erased(const std::string& id, std::uint64_t index) const {
    const auto item = find(id);
    if (!item) return false;
    if (item->phase == ItemPhase::erased) return true;
    return std::any_of(dictionaries_.begin(), dictionaries_.end(),
                       [&](const NamedDictionary& named) {
                           return named.index > index && named.index < item->last_index;
                       });
}

}  // namespace villageboard::feed
