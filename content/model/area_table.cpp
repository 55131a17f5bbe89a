#include "content/model/area_table.h"

#include <algorithm>
#include <map>

#include "content/model/error.h"

namespace villageboard {
namespace {

[[noreturn]] void refuse(const std::string& message, std::size_t row, std::string_view member) {
    throw Error(ErrorKind::invalid, message,
                "/rows/" + std::to_string(row) + "/" + std::string(member));
}

bool valid_on(const AreaRow& row, Day day) {
    return row.valid_from <= day && (!row.valid_to || day <= *row.valid_to);
}

bool overlap(const AreaRow& a, const AreaRow& b) {
    const bool a_ends_first = a.valid_to && *a.valid_to < b.valid_from;
    const bool b_ends_first = b.valid_to && *b.valid_to < a.valid_from;
    return !a_ends_first && !b_ends_first;
}

}  // namespace

AreaTable::AreaTable(std::vector<AreaRow> rows) : rows_(std::move(rows)) {
    refuse_overlaps();
    refuse_bad_successors();
    refuse_shared_aliases();
}

void AreaTable::refuse_overlaps() const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].valid_to && *rows_[i].valid_to < rows_[i].valid_from)
            refuse("The area " + rows_[i].code.digits() + " ends before it begins.", i, "valid_to");
        for (std::size_t j = 0; j < i; ++j)
            if (rows_[i].code == rows_[j].code && overlap(rows_[i], rows_[j]))
                refuse("The area " + rows_[i].code.digits() + " has two rows for the same days.", i,
                       "valid_from");
    }
}

void AreaTable::refuse_bad_successors() const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].successor && !last_row(*rows_[i].successor))
            refuse("The successor " + rows_[i].successor->digits() + " isn't in the table.", i,
                   "successor");
        if (successors(rows_[i].code).size() > rows_.size())
            refuse("The successors of " + rows_[i].code.digits() + " run in a circle.", i,
                   "successor");
    }
}

void AreaTable::refuse_shared_aliases() const {
    std::map<std::string, AreaCode> meaning;
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (const std::string& alias : rows_[i].alias) {
            const auto code = AreaCode::parse(alias);
            if (!code) refuse("The alias \"" + alias + "\" isn't an area code.", i, "alias");
            const auto [known, added] = meaning.try_emplace(code->digits(), rows_[i].code);
            if (known->second != rows_[i].code || last_row(*code))
                refuse("The alias " + alias + " names two areas.", i, "alias");
        }
}

const AreaRow* AreaTable::last_row(const AreaCode& code) const {
    const AreaRow* last = nullptr;
    for (const AreaRow& row : rows_)
        if (row.code == code && (!last || last->valid_from < row.valid_from)) last = &row;
    return last;
}

std::optional<AreaCode> AreaTable::resolve(std::string_view text) const {
    const auto code = AreaCode::parse(text);
    if (!code) return std::nullopt;
    if (last_row(*code)) return code;
    for (const AreaRow& row : rows_)
        for (const std::string& alias : row.alias)
            if (AreaCode::parse(alias) == code) return row.code;
    return std::nullopt;
}

const AreaRow* AreaTable::find(const AreaCode& code, Day day) const {
    for (const AreaRow& row : rows_)
        if (row.code == code && valid_on(row, day)) return &row;
    return nullptr;
}

std::optional<std::string> AreaTable::name(const AreaCode& code, Day day) const {
    const AreaRow* row = find(code, day);
    return row ? std::optional(row->name) : std::nullopt;
}

std::vector<AreaCode> AreaTable::successors(const AreaCode& code) const {
    std::vector<AreaCode> chain;
    const AreaRow* row = last_row(code);
    // one step more than there are rows shows a circle
    while (row && row->successor && chain.size() <= rows_.size()) {
        chain.push_back(*row->successor);
        row = last_row(*row->successor);
    }
    return chain;
}

std::optional<AreaCode> AreaTable::current(const AreaCode& code, Day day) const {
    if (find(code, day)) return code;
    for (const AreaCode& successor : successors(code))
        if (find(successor, day)) return successor;
    return std::nullopt;
}

std::optional<AreaCode> AreaTable::by_name(std::string_view name, const AreaCode& parent,
                                           Day day) const {
    std::optional<AreaCode> found;
    for (const AreaRow& row : rows_) {
        if (row.name != name || !parent.contains(row.code) || !valid_on(row, day)) continue;
        if (found) return std::nullopt;
        found = row.code;
    }
    return found;
}

}  // namespace villageboard
