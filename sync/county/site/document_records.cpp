#include "content/model/wire_names.h"
#include "sync/county/site/document_writer.h"

namespace villageboard::county::site {
namespace {

constexpr Alignment kRight = Alignment::right;

std::string slot_state(const ProjectSlot& slot) {
    return say("project." + std::string(wire_name(slot.state)));
}

Cell day_cell(const std::optional<Day>& day) {
    return day ? Cell{say_day(*day), format_day(*day)} : Cell{};
}

}  // namespace

void write_kind(DocumentWriter& out, const Project& body) {
    out.document().phone = body.phone;
    out.fact(say("project.place"), body.place);
    out.fact(say("project.what"), body.what);
    if (body.bid_price_fen) out.fact(say("project.bid"), yuan(*body.bid_price_fen));
    if (body.settled_price_fen) out.fact(say("project.settled"), yuan(*body.settled_price_fen));
    out.fact(say("project.builder"), body.builder);
    out.fact(say("project.start"), body.start);
    out.fact(say("project.finish"), body.finish);
    out.fact(say("project.phone"), body.phone);
    std::vector<std::vector<Cell>> funding;
    for (const Funding& one : body.funding)
        funding.push_back({cell(one.source), money(one.amount_fen)});
    out.table(say("project.money"), {{say("sheet.source")}, {say("sheet.amount"), kRight}},
              std::move(funding));
    std::vector<std::vector<Cell>> progress;
    for (const ProgressEntry& one : body.progress)
        progress.push_back({day_cell(one.date), cell(one.text)});
    out.table(say("project.progress"), {{say("site.day")}, {say("site.state")}},
              std::move(progress));
    std::vector<std::vector<Cell>> slots;
    for (const ProjectSlot& one : body.slots)
        slots.push_back({cell(say("slot." + std::string(wire_name(one.slot)))),
                         cell(slot_state(one)),
                         cell(one.document ? *one.document : one.reason.value_or("")),
                         day_cell(one.date), cell(one.unit.value_or(""))});
    out.table(say("project.slots"),
              {{say("sheet.item")},
               {say("site.state")},
               {say("site.document")},
               {say("site.day")},
               {say("site.unit")}},
              std::move(slots));
}

void write_kind(DocumentWriter& out, const Consultation& body, Day today) {
    const bool open = body.open_from <= today && today <= body.open_to;
    if (today > body.open_to) out.document().states.push_back(say("consultation.closed"));
    out.fact(say("consultation.period"),
             say("event.span", {{"from", say_day(body.open_from)}, {"to", say_day(body.open_to)}}));
    if (body.results.empty()) out.fact(say("site.due_day"), body.result_due);
    out.text(body.background);
    if (!body.channels.empty()) {
        out.heading(say("consultation.channels"));
        out.list(body.channels);
    }
    if (!body.questions.empty()) out.heading(say("consultation.questions"));
    for (const Question& one : body.questions) {
        out.text(one.text, open ? TextPart::Look::strong : TextPart::Look::plain);
        out.list(one.options);
    }
    std::vector<std::vector<Cell>> responses;
    for (const ChannelCount& one : body.responses)
        responses.push_back({cell(one.channel), number(one.count)});
    out.table(say("consultation.responses"), {{say("sheet.item")}, {say("sheet.quantity"), kRight}},
              std::move(responses));
    std::vector<std::vector<Cell>> results;
    for (const OpinionResult& one : body.results)
        results.push_back({number(one.seq), cell(one.from), cell(one.opinion),
                           cell(say("consultation." + std::string(wire_name(one.adopted)))),
                           cell(one.reason)});
    out.table(say("consultation.results"),
              {{say("site.seq"), kRight},
               {say("site.from")},
               {say("site.opinion")},
               {say("site.result")},
               {say("consultation.reason")}},
              std::move(results));
    out.fact(say("consultation.final"), body.final_document);
    out.fact(say("consultation.final_date"), body.final_date);
}

void write_kind(DocumentWriter& out, const Statistics& body) {
    out.text(body.finding, TextPart::Look::strong);
    if (body.preliminary) out.text(say("statistics.preliminary"));
    out.fact(say("statistics.unit"), body.unit);
    out.fact(say("statistics.source"), body.source);
    out.fact(say("statistics.method"), body.method_note);
    const bool before = !body.last_year.empty();
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < body.points.size(); ++i) {
        rows.push_back({cell(body.points[i].period), decimal(body.points[i].value)});
        if (before)
            rows.back().push_back(i < body.last_year.size() ? decimal(body.last_year[i].value)
                                                            : Cell{});
    }
    std::vector<Column> columns{{say("site.period")}, {say("site.value"), kRight}};
    if (before) columns.push_back({say("site.last_year"), kRight});
    out.table(body.indicator, columns, std::move(rows));
}

void write_kind(DocumentWriter& out, const Meeting& body) {
    out.fact(say("meeting.type"), say("meeting." + std::string(wire_name(body.meeting))));
    out.fact(say("meeting.held"), say_day(body.held));
    out.fact(say("meeting.people"),
             say("meeting.people_value",
                 {{"due", std::to_string(body.due)}, {"present", std::to_string(body.present)}}));
    if (!body.agenda.empty()) {
        out.heading(say("meeting.agenda"));
        out.list(body.agenda, true);
    }
    std::vector<std::vector<Cell>> decisions;
    for (const Decision& one : body.decisions)
        decisions.push_back({cell(one.text), number(one.for_), number(one.against),
                             number(one.abstain),
                             cell(say(one.passed ? "site.passed" : "site.not_passed"))});
    out.table(say("meeting.decisions"),
              {{say("site.decision")},
               {say("site.for"), kRight},
               {say("site.against"), kRight},
               {say("site.abstain"), kRight},
               {say("site.result")}},
              std::move(decisions));
    std::vector<std::vector<Cell>> tasks;
    for (const FollowUp& one : body.follow_up)
        tasks.push_back({cell(one.text), cell(one.who), day_cell(one.due),
                         one.done ? day_cell(one.done) : cell(say("site.open"))});
    out.table(say("village.promises"),
              {{say("site.task")}, {say("site.who")}, {say("site.due")}, {say("site.done")}},
              std::move(tasks));
}

}  // namespace villageboard::county::site
