#include "content/catalogue/groups.h"

#include <algorithm>

namespace villageboard {
namespace {

void add_persons(SubsidyGroup&, const SubsidyGroup&) {}
void add_persons(ReliefGroup& into, const ReliefGroup& from) { into.persons += from.persons; }

template <typename Group>
void join(Group& into, const Group& from) {
    into.group += "+" + from.group;
    into.name += "、" + from.name;
    into.lines += from.lines;
    into.amount_fen += from.amount_fen;
    add_persons(into, from);
}

template <typename Group>
auto smallest(std::vector<Group>& groups) {
    return std::min_element(groups.begin(), groups.end(),
                            [](const Group& a, const Group& b) { return a.lines < b.lines; });
}

template <typename Group>
void merge(std::vector<Group>& groups) {
    while (groups.size() > 1 && smallest(groups)->lines < kFewestLines) {
        const auto least = smallest(groups);
        const Group small = *least;
        groups.erase(least);
        join(*smallest(groups), small);
    }
    if (groups.size() == 1) groups.clear();
}

}  // namespace

void merge_small_groups(std::vector<SubsidyGroup>& groups) { merge(groups); }
void merge_small_groups(std::vector<ReliefGroup>& groups) { merge(groups); }

}  // namespace villageboard
