#include "content/catalogue/discretion.h"
#include "content/model/wire_names.h"
#include "sync/county/site/document_writer.h"

namespace villageboard::county::site {
namespace {

constexpr Alignment kRight = Alignment::right;

std::string stage_words(std::string_view name, std::string_view relief_name) {
    return say("stage." + std::string(relief_name.empty() ? name : relief_name));
}

std::string numbered_group(const std::string& group) { return say("group.number", {{"n", group}}); }

std::string shown_name(const std::string& name, const std::optional<int>& same_name) {
    if (!same_name) return name;
    const std::string circled = "circled." + std::to_string(*same_name);
    return name + say("roll.same_name",
                      {{"n", has_words(circled) ? say(circled) : std::to_string(*same_name)}});
}

std::string lines_words(int lines) { return say("roll.lines", {{"n", std::to_string(lines)}}); }

}  // namespace

void write_kind(DocumentWriter& out, const SubsidyRoll& body, const std::string& catalogue) {
    out.document().phone = body.objection_phone;
    out.fact(say("roll.stage"), stage_words(wire_name(body.stage), {}));
    out.fact(say("roll.programme"), body.programme_name);
    out.fact(say("roll.passbook"), body.programme);
    out.fact(say("roll.rule"), body.rule);
    out.fact(say("roll.office"), body.batch.office);
    out.fact(say("sheet.source"), body.batch.fund_source);
    out.fact(say("roll.amount"), yuan(body.totals.amount_fen));
    out.fact(say("roll.totals"),
             lines_words(body.totals.lines) + say("list.comma") +
                 say("roll.households", {{"n", std::to_string(body.totals.households)}}));
    if (body.totals.quantity)
        out.fact(say("roll.quantity"),
                 format_decimal(*body.totals.quantity) + " " + body.totals.unit.value_or(""));
    if (body.stage == SubsidyStage::paid) {
        out.fact(say("roll.paid"), yuan(body.totals.paid_fen));
        out.fact(say("roll.returned"), yuan(body.totals.returned_fen));
        out.fact(say("roll.pending"), yuan(body.totals.pending_fen));
    }
    if (body.last_totals) out.fact(body.last_totals->label, yuan(body.last_totals->amount_fen));
    out.fact(say("roll.objection"), body.objection_phone);
    out.fact(say("roll.posted"), body.place_posted);
    std::vector<std::vector<Cell>> groups;
    for (const SubsidyGroup& one : body.groups)
        groups.push_back({cell(one.name.empty() ? numbered_group(one.group) : one.name),
                          number(one.lines), money(one.amount_fen)});
    out.table(say("roll.group_totals"),
              {{say("roll.group")}, {say("sheet.quantity"), kRight}, {say("roll.money"), kRight}},
              std::move(groups));
    if (body.lines.empty() || concerns_minors(catalogue, body.programme_name)) return;
    std::vector<std::vector<Cell>> lines;
    for (const SubsidyLine& one : body.lines)
        lines.push_back(
            {number(one.seq), cell(shown_name(one.name, one.same_name)), cell(one.group),
             one.quantity ? Cell{format_decimal(*one.quantity) + " " + one.unit.value_or(""),
                                 format_decimal(*one.quantity)}
                          : Cell{},
             one.standard_fen ? money(*one.standard_fen) : Cell{}, money(one.amount_fen),
             cell(say("roll." + std::string(wire_name(one.pay_state))))});
    out.table_of_persons(say("roll.names"),
                         {{say("site.seq"), kRight},
                          {say("roll.name")},
                          {say("roll.group")},
                          {say("site.quantity"), kRight},
                          {say("site.standard"), kRight},
                          {say("roll.money"), kRight},
                          {say("site.pay_state")}},
                         std::move(lines));
}

void write_kind(DocumentWriter& out, const ReliefRoll& body) {
    out.document().phone = body.objection_phone;
    out.fact(say("roll.stage"),
             stage_words(wire_name(body.stage),
                         body.stage == ReliefStage::confirmed ? "relief_confirmed" : ""));
    out.fact(say("roll.effective"), body.effective_month);
    out.fact(say("roll.result"), body.result);
    out.fact(say("roll.amount"), yuan(body.totals.amount_fen));
    out.fact(say("roll.totals"),
             lines_words(body.totals.lines) + say("list.comma") +
                 say("roll.persons", {{"n", std::to_string(body.totals.persons)}}));
    if (body.last_totals) out.fact(body.last_totals->label, yuan(body.last_totals->amount_fen));
    out.fact(say("roll.objection"), body.objection_phone);
    out.fact(say("roll.posted"), body.place_posted);
    std::vector<std::vector<Cell>> groups;
    for (const ReliefGroup& one : body.groups)
        groups.push_back({cell(one.name.empty() ? numbered_group(one.group) : one.name),
                          number(one.lines), number(one.persons), money(one.amount_fen)});
    out.table(say("roll.group_totals"),
              {{say("roll.group")},
               {say("sheet.quantity"), kRight},
               {say("roll.household_size"), kRight},
               {say("roll.money"), kRight}},
              std::move(groups));
    std::vector<std::vector<Cell>> lines;
    for (const ReliefLine& one : body.lines)
        lines.push_back({number(one.seq), cell(shown_name(one.name, one.same_name)),
                         cell(one.group), number(one.persons), money(one.amount_fen)});
    out.table_of_persons(say("roll.names"),
                         {{say("site.seq"), kRight},
                          {say("roll.name")},
                          {say("roll.group")},
                          {say("roll.household_size"), kRight},
                          {say("roll.money"), kRight}},
                         std::move(lines));
}

}  // namespace villageboard::county::site
