#include "content/cache/search_text.h"

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

#include "content/catalogue/person_columns.h"

namespace villageboard::cache {
namespace {

constexpr std::size_t kShortestName = 4;  // bytes: two Hanzi have six, "Wu" is no name to cut out

/// Gathers lines and the names that must not stand in them.
class Gatherer {
  public:
    void line(const std::string& text) {
        if (!text.empty()) lines_.push_back(text);
    }
    void line(const std::optional<std::string>& text) {
        if (text) line(*text);
    }
    void lines(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) line(text);
    }
    void person(const std::string& name) {
        if (name.size() >= kShortestName) names_.push_back(name);
    }
    void person(const std::optional<std::string>& name) {
        if (name) person(*name);
    }

    /// Every occurrence of a name becomes a mark: what stands around it doesn't join.
    std::string without_names(std::string text) const {
        for (const std::string& name : names_)
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1))
                text.replace(at, name.size(), ",");
        return text;
    }
    std::string joined() {
        // the longest first: 和秀英 before 和秀
        std::sort(names_.begin(), names_.end(), [](const std::string& a, const std::string& b) {
            return a.size() != b.size() ? a.size() > b.size() : a < b;
        });
        std::string all;
        for (const std::string& each : lines_) all += (all.empty() ? "" : "\n") + each;
        return without_names(std::move(all));
    }

  private:
    std::vector<std::string> lines_;
    std::vector<std::string> names_;
};

// 联系人, 负责人, 经办人: a column of persons, whoever they are.
bool has_person_column(const TableBlock& table) {
    return std::any_of(table.header.begin(), table.header.end(),
                       [](const std::string& heading) { return heading.ends_with("人"); });
}

void gather(Gatherer& to, const TableBlock& table) {
    to.lines(table.header);
    if (has_name_column(table) || has_person_column(table)) return;
    for (const auto& row : table.rows) to.lines(row);
}
void gather(Gatherer& to, const ListBlock& list) { to.lines(list.items); }
void gather(Gatherer& to, const PictureBlock& picture) { to.line(picture.caption); }
template <typename TextBlock>
void gather(Gatherer& to, const TextBlock& block) {
    to.line(block.text);
}

void gather(Gatherer& to, const std::vector<Block>& blocks) {
    for (const Block& block : blocks)
        std::visit([&](const auto& each) { gather(to, each); }, block);
}

void gather_common(Gatherer& to, const BodyCommon& body) {
    to.line(body.title);
    to.line(body.plain_title);
    to.line(body.summary);
    gather(to, body.blocks);
    for (const Picture& picture : body.pictures) to.line(picture.caption);
    for (const auto& [tag, words] : body.languages) {
        to.line(words.title);
        to.line(words.plain_title);
        to.line(words.summary);
        gather(to, words.blocks);
    }
    to.line(body.office_name);
    if (body.contact) {
        to.line(body.contact->post);
        to.line(body.contact->place);
        to.person(body.contact->name);
    }
}

void gather_own(Gatherer& to, const Notice& notice) { to.line(notice.event_place); }

void gather_own(Gatherer& to, const Policy& policy) {
    to.line(policy.programme);
    to.lines(policy.benefits);
    to.line(policy.who);
    to.line(policy.how);
    to.line(policy.when);
    to.line(policy.where);
}

void gather_own(Gatherer& to, const Interpretation& text) {
    to.line(text.background);
    to.line(text.who_benefits);
    to.line(text.how);
    to.line(text.when);
    to.line(text.ask);
    for (const QuestionAnswer& each : text.qa) {
        to.line(each.q);
        to.line(each.a);
    }
}

void gather_sheet_b(Gatherer& to, const SheetB& sheet) {
    for (const SheetBEntry& entry : sheet.entries) {
        to.line(entry.summary);
        to.line(entry.label);
        to.line(entry.fund_source);
        if (entry.party_is_person) to.person(entry.party);
        to.person(entry.handler);
        to.person(entry.approver);
    }
}

void gather_sheets(Gatherer& to, const Finance& report) {
    if (report.sheet_a)
        for (const auto* lines : {&report.sheet_a->income, &report.sheet_a->expense})
            for (const SheetALine& line : *lines) to.line(line.label);
    if (report.sheet_b) gather_sheet_b(to, *report.sheet_b);
    if (report.sheet_e)
        for (const SheetEAsset& asset : report.sheet_e->assets) {
            to.line(asset.name);
            to.line(asset.type);
            if (asset.contract && asset.contract->lessee_is_person)
                to.person(asset.contract->lessee);
        }
    if (report.sheet_f)
        for (const auto* debts :
             {&report.sheet_f->owed_to_village, &report.sheet_f->owed_by_village})
            for (const SheetFDebt& debt : *debts) {
                to.line(debt.reason);
                if (debt.party_is_person) to.person(debt.party);
            }
    if (report.sheet_g)
        for (const SheetGProject& project : report.sheet_g->projects) {
            to.line(project.name);
            to.line(project.fund_source);
        }
    if (report.sheet_h)
        for (const SheetHRow& row : report.sheet_h->rows) to.person(row.name);
}

void gather_own(Gatherer& to, const Finance& report) {
    to.line(report.period.label);
    gather_sheets(to, report);
    if (report.signed_) {
        to.person(report.signed_->head);
        to.person(report.signed_->supervision);
        to.person(report.signed_->accountant);
    }
    if (!report.plan) return;
    for (const auto* lines : {&report.plan->income, &report.plan->expense})
        for (const PlanLine& line : *lines) to.line(line.label);
}

void gather_own(Gatherer& to, const SubsidyRoll& roll) {
    to.line(roll.programme);
    to.line(roll.programme_name);
    to.line(roll.rule);
    to.line(roll.batch.office);
    to.line(roll.batch.fund_source);
    to.line(roll.place_posted);
    for (const SubsidyLine& line : roll.lines) to.person(line.name);
}

void gather_own(Gatherer& to, const ReliefRoll& roll) {
    to.line(roll.relief_name);
    to.line(roll.result);
    to.line(roll.place_posted);
    for (const ReliefLine& line : roll.lines) to.person(line.name);
}

void gather_own(Gatherer& to, const Project& project) {
    to.line(project.place);
    to.line(project.what);
    for (const Funding& funding : project.funding) to.line(funding.source);
    for (const ProgressEntry& entry : project.progress) to.line(entry.text);
    for (const ProjectSlot& slot : project.slots) to.line(slot.document);
}

void gather_own(Gatherer& to, const Alert& alert) {
    to.line(alert.event);
    to.line(alert.headline);
    to.line(alert.description);
    to.line(alert.instruction);
    to.line(alert.area_text);
    to.line(alert.where);
}

void gather_own(Gatherer& to, const Consultation& consultation) {
    to.line(consultation.background);
    for (const Question& question : consultation.questions) {
        to.line(question.text);
        to.lines(question.options);
    }
    for (const OpinionResult& result : consultation.results) {
        to.line(result.opinion);
        to.line(result.reason);
    }
}

void gather_own(Gatherer& to, const Statistics& statistics) {
    to.line(statistics.indicator);
    to.line(statistics.source);
    to.line(statistics.method_note);
    to.line(statistics.finding);
}

void gather_own(Gatherer& to, const Guide& guide) {
    to.line(guide.matter);
    to.line(guide.who);
    to.lines(guide.conditions);
    to.line(guide.standard);
    for (const GuideMaterial& material : guide.materials) {
        to.line(material.name);
        to.line(material.note);
    }
    to.lines(guide.steps);
    to.line(guide.time_limit);
    to.line(guide.place);
    to.line(guide.fee);
}

void gather_own(Gatherer& to, const Contact& contact) {
    for (const ContactEntry& entry : contact.entries) {
        to.line(entry.post);
        to.line(entry.place);
        to.person(entry.name);
    }
}

void gather_own(Gatherer& to, const Meeting& meeting) {
    to.lines(meeting.agenda);
    for (const Decision& decision : meeting.decisions) to.line(decision.text);
    for (const FollowUp& follow_up : meeting.follow_up) to.line(follow_up.text);
}

// Reference data is not looked for.
void gather_own(Gatherer&, const BodyCommon&) {}

std::string programmes_of(const Body& body) {
    if (const auto* roll = std::get_if<SubsidyRoll>(&body))
        return roll->programme + "\n" + roll->programme_name;
    if (const auto* roll = std::get_if<ReliefRoll>(&body)) return roll->relief_name;
    if (const auto* policy = std::get_if<Policy>(&body)) return policy->programme.value_or("");
    return {};
}

}  // namespace

SearchText search_text(const Body& body) {
    const BodyCommon& common = common_of(body);
    Gatherer gatherer;
    gather_common(gatherer, common);
    std::visit([&](const auto& own) { gather_own(gatherer, own); }, body);
    SearchText text;
    text.body = gatherer.joined();
    text.title = gatherer.without_names(common.title);
    text.plain_title = gatherer.without_names(common.plain_title.value_or(""));
    text.programme = programmes_of(body);
    return text;
}

}  // namespace villageboard::cache
