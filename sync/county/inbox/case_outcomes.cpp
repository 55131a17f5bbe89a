#include "sync/county/inbox/case_outcomes.h"

#include "sync/county/inbox/case_box.h"
#include "sync/county/inbox/case_file.h"
#include "sync/county/store/figure_rows.h"

namespace villageboard::county {
namespace {

bool is_corrected(const Tools& tools, const CaseFile& file) {
    const auto village = AreaCode::parse(file.area);
    if (!file.about || !village) return false;
    for (const AreaCode& area : village->path())
        if (const auto item = tools.repository.item(area.digits(), file.about->item))
            return item->revision > file.about->revision;
    return false;
}

CaseOutcome outcome_of(const Tools& tools, const CaseRow& row, const CaseFile& file) {
    CaseOutcome outcome{row.id, {row.route, row.desk}, file.kind, row.received, row.due, {}};
    for (const CaseEvent& event : file.events) {
        if (outcome.ended && event.act == "take") outcome.taken_up_again = true;
        if (!outcome.ended && (event.act == "answer" || event.act == "close"))
            outcome.ended = event.day;
    }
    outcome.corrected = is_corrected(tools, file);
    return outcome;
}

}  // namespace

std::vector<CaseOutcome> case_outcomes(const Tools& tools, const AreaCode& area, Day from, Day to) {
    const CaseBox box(tools.keys.cases(), tools.random);
    std::vector<CaseOutcome> all;
    for (const char* route : {"county", "town"})
        for (const CaseRow& row :
             FigureRows(tools.repository).messages({route, area.digits()}, from, to))
            all.push_back(outcome_of(tools, row, parse_case(box.open(row.box, row.id))));
    return all;
}

}  // namespace villageboard::county
