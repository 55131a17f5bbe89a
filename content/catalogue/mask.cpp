#include <algorithm>
#include <tuple>

#include "content/catalogue/groups.h"
#include "content/catalogue/person_columns.h"
#include "content/catalogue/rendition.h"

namespace villageboard {
namespace {

bool names_office_holders(Mask mask) {
    return mask == Mask::m1 || mask == Mask::m2 || mask == Mask::m3;
}

void mask_table(TableBlock& table) {
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        if (!is_name_heading(table.header[column])) continue;
        for (auto& row : table.rows) row[column] = mask_name(row[column]);
    }
}

void mask_blocks(std::vector<Block>& blocks, Mask mask) {
    if (mask == Mask::m1) return;
    if (mask == Mask::m4)
        std::erase_if(blocks, [](const Block& block) {
            const auto* table = std::get_if<TableBlock>(&block);
            return table && has_name_column(*table);
        });
    for (Block& block : blocks)
        if (auto* table = std::get_if<TableBlock>(&block)) mask_table(*table);
}

void mask_common(BodyCommon& body, Mask mask) {
    if (!names_office_holders(mask) && body.contact) body.contact->name.reset();
    mask_blocks(body.blocks, mask);
    for (auto& [tag, overlay] : body.languages) mask_blocks(overlay.blocks, mask);
}

void mask_party(std::string& party, bool is_person) {
    if (is_person) party = mask_name(party);
}

void mask_sheet_b(SheetB& sheet, Mask mask) {
    if (mask == Mask::m4) sheet.entries.clear();
    for (SheetBEntry& entry : sheet.entries) {
        if (entry.party) mask_party(*entry.party, entry.party_is_person);
        if (names_office_holders(mask)) continue;
        entry.handler.reset();
        entry.approver.reset();
    }
}

void mask_sheet_e(SheetE& sheet, Mask mask) {
    for (SheetEAsset& asset : sheet.assets) {
        if (mask == Mask::m4) asset.contract.reset();
        if (asset.contract) mask_party(asset.contract->lessee, asset.contract->lessee_is_person);
    }
}

void mask_sheet_f(SheetF& sheet, Mask mask) {
    for (auto* debts : {&sheet.owed_to_village, &sheet.owed_by_village}) {
        if (mask == Mask::m4) debts->clear();
        for (SheetFDebt& debt : *debts) mask_party(debt.party, debt.party_is_person);
    }
}

void mask_kind(Finance& body, Mask mask) {
    if (body.sheet_b) mask_sheet_b(*body.sheet_b, mask);
    if (body.sheet_e) mask_sheet_e(*body.sheet_e, mask);
    if (body.sheet_f) mask_sheet_f(*body.sheet_f, mask);
    if (names_office_holders(mask)) return;
    if (body.sheet_h) body.sheet_h->rows.clear();
    body.signed_.reset();
}

/// Everything that stays visible, so that the order tells nothing that the line doesn't.
auto shown_columns(const SubsidyLine& line) {
    return std::tuple(line.group.size(), line.group, line.name, -line.amount_fen.value,
                      line.quantity ? format_decimal(*line.quantity) : std::string(),
                      line.unit.value_or(""), line.standard_fen.value_or(Fen{}), line.pay_date,
                      line.pay_state);
}

auto shown_columns(const ReliefLine& line) {
    return std::tuple(line.group.size(), line.group, line.name, -line.amount_fen.value,
                      line.persons, line.class_.value_or(""));
}

void drop_hints(SubsidyLine& line) { line.note.reset(); }
void drop_hints(ReliefLine& line) { line.reason_class.reset(); }

template <typename Line>
void mask_lines(std::vector<Line>& lines) {
    for (Line& line : lines) {
        line.name = mask_name(line.name);
        line.id.reset();
        line.same_name.reset();
        drop_hints(line);
    }
    std::sort(lines.begin(), lines.end(),
              [](const Line& a, const Line& b) { return shown_columns(a) < shown_columns(b); });
    int seq = 0;
    for (Line& line : lines) line.seq = ++seq;
}

template <typename Roll>
void mask_roll(Roll& roll, Mask mask) {
    if (mask == Mask::m3) return mask_lines(roll.lines);
    roll.lines.clear();
    merge_small_groups(roll.groups);
}

void mask_kind(SubsidyRoll& body, Mask mask) { mask_roll(body, mask); }
void mask_kind(ReliefRoll& body, Mask mask) { mask_roll(body, mask); }

void mask_kind(Contact& body, Mask mask) {
    if (names_office_holders(mask)) return;
    for (ContactEntry& entry : body.entries) entry.name.reset();
}

void mask_kind(Meeting& body, Mask mask) {
    if (!names_office_holders(mask)) body.follow_up.clear();
}

template <typename T>
void mask_kind(T&, Mask) {}

}  // namespace

std::optional<Body> apply_mask(const Body& body, Mask mask) {
    if (mask == Mask::m5 || mask == Mask::none) return std::nullopt;
    Body shown = body;
    if (mask == Mask::m2 || is_reference(kind_of(body))) return shown;
    mask_common(common_of(shown), mask);
    std::visit([&](auto& value) { mask_kind(value, mask); }, shown);
    return shown;
}

}  // namespace villageboard
