#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "content/catalogue/groups.h"
#include "content/catalogue/person_columns.h"
#include "content/catalogue/rendition.h"
#include "content/model/error.h"

namespace villageboard {
namespace {

struct NamedPlace {
    std::string name;
    std::string pointer;
};

std::string indexed(const std::string& list, std::size_t i, const std::string& member) {
    return list + "/" + std::to_string(i) + member;
}

void add_tables(const std::vector<Block>& blocks, const std::string& list,
                std::vector<NamedPlace>& names) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto* table = std::get_if<TableBlock>(&blocks[i]);
        if (!table) continue;
        for (std::size_t column = 0; column < table->header.size(); ++column) {
            if (!is_name_heading(table->header[column])) continue;
            for (std::size_t row = 0; row < table->rows.size(); ++row)
                names.push_back({table->rows[row][column], indexed(indexed(list, i, "/rows"), row,
                                                                   "/" + std::to_string(column))});
        }
    }
}

template <typename Lines>
void add_lines(const Lines& lines, std::vector<NamedPlace>& names) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        names.push_back({lines[i].name, indexed("/lines", i, "/name")});
}

void add_debts(const std::vector<SheetFDebt>& debts, const std::string& list,
               std::vector<NamedPlace>& names) {
    for (std::size_t i = 0; i < debts.size(); ++i)
        if (debts[i].party_is_person) names.push_back({debts[i].party, indexed(list, i, "/party")});
}

void add_kind(const Finance& body, std::vector<NamedPlace>& names) {
    if (body.sheet_b)
        for (std::size_t i = 0; i < body.sheet_b->entries.size(); ++i) {
            const SheetBEntry& entry = body.sheet_b->entries[i];
            if (entry.party && entry.party_is_person)
                names.push_back({*entry.party, indexed("/sheet_b/entries", i, "/party")});
        }
    if (body.sheet_e)
        for (std::size_t i = 0; i < body.sheet_e->assets.size(); ++i) {
            const auto& contract = body.sheet_e->assets[i].contract;
            if (contract && contract->lessee_is_person)
                names.push_back(
                    {contract->lessee, indexed("/sheet_e/assets", i, "/contract/lessee")});
        }
    if (!body.sheet_f) return;
    add_debts(body.sheet_f->owed_to_village, "/sheet_f/owed_to_village", names);
    add_debts(body.sheet_f->owed_by_village, "/sheet_f/owed_by_village", names);
}
void add_kind(const SubsidyRoll& body, std::vector<NamedPlace>& names) {
    add_lines(body.lines, names);
}
void add_kind(const ReliefRoll& body, std::vector<NamedPlace>& names) {
    add_lines(body.lines, names);
}
template <typename T>
void add_kind(const T&, std::vector<NamedPlace>&) {}

/// The private persons whom a body names in the columns that are there for names.
std::vector<NamedPlace> persons(const Body& body) {
    std::vector<NamedPlace> names;
    const BodyCommon& common = common_of(body);
    add_tables(common.blocks, "/blocks", names);
    for (const auto& [tag, overlay] : common.languages)
        add_tables(overlay.blocks, "/languages/" + tag + "/blocks", names);
    std::visit([&](const auto& value) { add_kind(value, names); }, body);
    return names;
}

/// A single character is found in any text: it can't be looked for.
bool can_be_looked_for(const std::string& name) {
    std::size_t points = 0;
    for (const char c : name) points += (c & 0xC0) != 0x80 ? 1 : 0;
    return points >= 2;
}

std::vector<NamedPlace> hidden_persons(const Body& full, const Body& shown) {
    std::set<std::string> visible;
    for (const NamedPlace& person : persons(shown)) visible.insert(person.name);
    std::vector<NamedPlace> hidden;
    std::set<std::string> seen;
    for (NamedPlace& person : persons(full))
        if (can_be_looked_for(person.name) && !visible.contains(person.name) &&
            seen.insert(person.name).second)
            hidden.push_back(std::move(person));
    return hidden;
}

/// Columns in which an office holder stands who may also be on the roll.
bool names_office_holder(std::string_view pointer) {
    return pointer == "/contact/name" || pointer.starts_with("/signed/") ||
           pointer.starts_with("/sheet_h/") || pointer.ends_with("/handler") ||
           pointer.ends_with("/approver");
}

void collect_texts(const nlohmann::json& json, const std::string& pointer,
                   std::vector<NamedPlace>& texts) {
    if (json.is_string() && !names_office_holder(pointer))
        texts.push_back({json.get<std::string>(), pointer});
    if (json.is_object())
        for (const auto& [key, value] : json.items())
            collect_texts(value, pointer + "/" + key, texts);
    if (json.is_array())
        for (std::size_t i = 0; i < json.size(); ++i)
            collect_texts(json[i], pointer + "/" + std::to_string(i), texts);
}

[[noreturn]] void refuse(const std::string& message, const std::string& pointer) {
    throw Error(ErrorKind::invalid, message, pointer);
}

void refuse_names_in_text(const Body& full, const Body& shown) {
    const auto hidden = hidden_persons(full, shown);
    if (hidden.empty()) return;
    std::vector<NamedPlace> texts;
    collect_texts(nlohmann::json(to_json(shown)), {}, texts);
    for (const NamedPlace& text : texts)
        for (const NamedPlace& person : hidden)
            if (text.name.find(person.name) != std::string::npos)
                refuse("The name that is hidden in " + person.pointer + " can be read in " +
                           text.pointer + ": take it out there.",
                       text.pointer);
}

template <typename Roll>
void refuse_linked_lines(const Roll& full, const Roll& shown) {
    if (shown.lines.empty() || shown.lines == full.lines) return;
    for (std::size_t i = 0; i < shown.lines.size(); ++i) {
        if (shown.lines[i].id)
            refuse("The line ids in " + indexed("/lines", i, "/id") +
                       " link the masked names to the full ones in /lines/*/name.",
                   indexed("/lines", i, "/id"));
        if (shown.lines[i].seq != static_cast<int>(i) + 1)
            refuse("The numbers in " + indexed("/lines", i, "/seq") +
                       " link the masked names to the full ones in /lines/*/name.",
                   indexed("/lines", i, "/seq"));
    }
}

template <typename Roll>
void refuse_same_order(const Roll& full, const Roll& shown) {
    const auto masked = std::get<Roll>(*apply_mask(Body(full), Mask::m3));
    if (!shown.lines.empty() && shown.lines != full.lines && shown.lines != masked.lines)
        refuse("The order of /lines links the masked names to the full ones in /lines/*/name.",
               "/lines");
}

/// Only where lines are hidden altogether.
template <typename Roll>
void refuse_small_groups(const Roll& full, const Roll& shown) {
    if (full.lines.empty() || !shown.lines.empty() || shown.groups.empty()) return;
    int counted = 0;
    for (std::size_t i = 0; i < shown.groups.size(); ++i) {
        counted += shown.groups[i].lines;
        if (shown.groups[i].lines < kFewestLines)
            refuse("The total in " + indexed("/groups", i, "/amount_fen") +
                       " gives away /lines/*/amount_fen: the group has fewer than five lines.",
                   indexed("/groups", i, "/amount_fen"));
    }
    const int rest = shown.totals.lines - counted;
    if (rest != 0 && rest < kFewestLines)
        refuse(
            "/totals/amount_fen less /groups/*/amount_fen gives away /lines/*/amount_fen: the "
            "groups leave out fewer than five lines, or count more than there are.",
            "/totals/amount_fen");
}

template <typename Roll>
void refuse_roll(const Body& full, const Body& shown) {
    const Roll* all = std::get_if<Roll>(&full);
    const Roll* some = std::get_if<Roll>(&shown);
    if (!all || !some) return;
    refuse_linked_lines(*all, *some);
    refuse_same_order(*all, *some);
    refuse_small_groups(*all, *some);
}

}  // namespace

void refuse_inference(const Body& full, const Body& shown) {
    refuse_names_in_text(full, shown);
    refuse_roll<SubsidyRoll>(full, shown);
    refuse_roll<ReliefRoll>(full, shown);
}

}  // namespace villageboard
