#include "content/catalogue/legal_bases.h"

#include <algorithm>

#include "content/model/error.h"

namespace villageboard {
namespace {

constexpr std::string_view kRenumberedLaw = "中华人民共和国村民委员会组织法";
// amended on 2025-10-28, in force and renumbered from this day on
constexpr Day kRenumberedFrom{std::chrono::year{2026} / 1 / 1};

bool in_force(const LegalBasisRow& row, Day day) {
    return row.valid_from <= day && (!row.valid_to || day <= *row.valid_to);
}

bool overlap(const LegalBasisRow& a, const LegalBasisRow& b) {
    const bool a_ends_first = a.valid_to && *a.valid_to < b.valid_from;
    const bool b_ends_first = b.valid_to && *b.valid_to < a.valid_from;
    return !a_ends_first && !b_ends_first;
}

/// A row whose number may be the old one: shown on a day on which the new numbers hold, and without
/// the text that would prove it. A row that began under the old numbers holds the old text.
bool has_doubtful_number(const LegalBasisRow& row, Day day) {
    if (row.title != kRenumberedLaw || day < kRenumberedFrom) return false;
    return !row.text || row.text->empty() || row.valid_from < kRenumberedFrom;
}

[[noreturn]] void refuse(const std::string& message, std::size_t row) {
    throw Error(ErrorKind::invalid, message, "/rows/" + std::to_string(row));
}

}  // namespace

LegalBases::LegalBases(std::vector<LegalBasisRow> rows) : rows_(std::move(rows)) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const LegalBasisRow& row = rows_[i];
        if (row.id.empty() || row.title.empty()) refuse("A legal basis has no id or no title.", i);
        if (row.valid_to && *row.valid_to < row.valid_from)
            refuse("The legal basis \"" + row.id + "\" ends before it begins.", i);
        for (std::size_t j = 0; j < i; ++j)
            if (rows_[j].id == row.id && overlap(rows_[j], row))
                refuse("The legal basis \"" + row.id + "\" has two rows for the same days.", i);
    }
}

bool LegalBases::knows(std::string_view id) const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const LegalBasisRow& row) { return row.id == id; });
}

const LegalBasisRow* LegalBases::find(std::string_view id, Day day) const {
    for (const LegalBasisRow& row : rows_)
        if (row.id == id && in_force(row, day)) return &row;
    return nullptr;
}

std::optional<std::string> LegalBases::format(std::string_view id, Day day) const {
    const LegalBasisRow* row = find(id, day);
    if (!row) return std::nullopt;
    std::string words = "《" + row->title + "》";
    if (row->article && !has_doubtful_number(*row, day)) words += *row->article;
    return words;
}

}  // namespace villageboard
