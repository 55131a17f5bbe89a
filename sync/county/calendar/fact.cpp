#include "sync/county/calendar/fact.h"

#include <algorithm>
#include <set>
#include <utility>

namespace villageboard::county {
namespace {

constexpr std::string_view kOther = "其他";
constexpr std::uint32_t kPlanBit = 256;

std::int64_t number(bool yes) { return yes ? 1 : 0; }
std::int64_t number(Day day) { return day.time_since_epoch().count(); }
template <typename List>
std::int64_t number_of(const List& list) {
    return static_cast<std::int64_t>(list.size());
}

std::string joined(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// What a body adds to the row of its item.
class Reading {
  public:
    explicit Reading(PublishedRow& row) : row_(row), measures_(row.measures) {}

    void operator()(const Finance& report) {
        row_.period_from = report.period.from;
        row_.period_to = report.period.to;
        const std::pair<const char*, bool> sheets[] = {
            {"A", report.sheet_a.has_value()}, {"B", report.sheet_b.has_value()},
            {"C", report.sheet_c.has_value()}, {"D", report.sheet_d.has_value()},
            {"E", report.sheet_e.has_value()}, {"F", report.sheet_f.has_value()},
            {"G", report.sheet_g.has_value()}, {"H", report.sheet_h.has_value()},
            {"plan", report.plan.has_value()}};
        for (const auto& [sheet, there] : sheets)
            if (there) row_.sheets |= sheet_bit(sheet);
        if (report.sheet_a) villagers_sheet(*report.sheet_a);
        if (report.sheet_b) entries(*report.sheet_b);
    }

    void operator()(const SubsidyRoll& roll) {
        constexpr const char* kStages[] = {"notice", "confirmed", "paid"};
        row_.stage = kStages[static_cast<std::size_t>(roll.stage)];
        measures_["lines"] = roll.totals.lines;
        measures_["households"] = roll.totals.households;
        measures_["amount"] = roll.totals.amount_fen.value;
        measures_["paid"] = roll.totals.paid_fen.value;
        measures_["returned"] = roll.totals.returned_fen.value;
        measures_["pending"] = roll.totals.pending_fen.value;
        notice(!roll.objection_phone.empty());
    }

    void operator()(const ReliefRoll& roll) {
        constexpr const char* kStages[] = {"notice", "confirmed", "changed", "ended"};
        row_.stage = kStages[static_cast<std::size_t>(roll.stage)];
        measures_["lines"] = roll.totals.lines;
        measures_["persons"] = roll.totals.persons;
        measures_["amount"] = roll.totals.amount_fen.value;
        notice(!roll.objection_phone.empty());
    }

    void operator()(const Interpretation& text) { row_.refers = text.policy_id; }

    void operator()(const Project& project) {
        measures_["slots_known"] = std::ranges::count_if(
            project.slots, [](const auto& slot) { return slot.state != SlotState::missing; });
    }

    void operator()(const Consultation& consultation) {
        std::int64_t responses = 0;
        for (const auto& channel : consultation.responses) responses += channel.count;
        const auto those = [&](Adopted adopted) {
            return std::ranges::count(consultation.results, adopted, &OpinionResult::adopted);
        };
        measures_["responses"] = responses;
        measures_["adopted"] = those(Adopted::yes);
        measures_["partly"] = those(Adopted::partly);
        measures_["refused"] = those(Adopted::no);
        measures_["unexplained"] =
            std::ranges::count_if(consultation.results, [](const OpinionResult& one) {
                return one.adopted != Adopted::yes && one.reason.empty();
            });
        if (consultation.final_date) measures_["final_day"] = number(*consultation.final_date);
        if (!consultation.results.empty() && !measures_.contains("result_day"))
            measures_["result_day"] = number(shanghai_day(row_.changed));
    }

    void operator()(const Meeting& meeting) {
        measures_["due"] = meeting.due;
        measures_["present"] = meeting.present;
        measures_["promised"] = number_of(meeting.follow_up);
        measures_["kept"] = std::ranges::count_if(
            meeting.follow_up, [](const FollowUp& one) { return one.done.has_value(); });
    }

    template <typename Other>
    void operator()(const Other&) {}

  private:
    void villagers_sheet(const SheetA& sheet) {
        measures_["a_opening"] = sheet.opening_fen.value;
        measures_["a_income"] = sheet.income_total_fen.value;
        measures_["a_expense"] = sheet.expense_total_fen.value;
        measures_["a_closing"] = sheet.closing_fen.value;
        measures_["a_turnover"] = (sheet.income_total_fen + sheet.expense_total_fen).value;
        Fen income;
        Fen expense;
        Fen other;
        for (const auto& [lines, sum] :
             {std::pair(&sheet.income, &income), std::pair(&sheet.expense, &expense)})
            for (const SheetALine& line : *lines) {
                *sum += line.amount_fen;
                if (line.label.starts_with(kOther)) other += line.amount_fen;
            }
        measures_["a_other"] = other.value;
        const bool closes = sheet.opening_fen + sheet.income_total_fen - sheet.expense_total_fen ==
                                sheet.closing_fen &&
                            income == sheet.income_total_fen && expense == sheet.expense_total_fen;
        measures_["balanced"] = number(closes);
        measures_.try_emplace("balanced_first", number(closes));
    }

    void entries(const SheetB& sheet) {
        Fen turnover;
        for (const SheetBEntry& entry : sheet.entries)
            turnover += entry.income_fen + entry.expense_fen;
        measures_["b_turnover"] = turnover.value;
        measures_["b_lines"] = number_of(sheet.entries);
        measures_["b_vouchers"] = std::ranges::count_if(
            sheet.entries, [](const SheetBEntry& entry) { return !entry.vouchers.empty(); });
    }

    void notice(bool phone) {
        measures_["phone"] = number(phone);
        if (row_.notice_from && row_.notice_to)
            measures_["notice_days"] = (*row_.notice_to - *row_.notice_from).count() + 1;
    }

    PublishedRow& row_;
    Measures& measures_;
};

/// What must outlive a new reading of the body: facts about the first revision.
Measures lasting(const Measures& measures) {
    Measures kept;
    for (const char* name : {"balanced_first", "result_day"})
        if (const auto found = measures.find(name); found != measures.end()) kept.insert(*found);
    return kept;
}

void take_envelope(PublishedRow& row, const feed::Envelope& envelope) {
    row.kind = to_string(envelope.kind);
    row.catalogue = envelope.catalogue;
    row.formed = envelope.formed;
    row.made = envelope.formed.value_or(shanghai_day(row.first_published));
    row.notice_from = envelope.notice_from;
    row.notice_to = envelope.notice_to;
    row.expires = envelope.expires;
    row.keep_until = envelope.bodies.empty() ? std::nullopt : envelope.bodies.front().keep_until;
    row.office = envelope.office;
    row.attachments = static_cast<std::uint32_t>(envelope.attachments.size());
    std::set<std::string> recordings;
    for (const feed::AttachmentRef& one : envelope.attachments)
        if (one.role == "audio") recordings.insert(one.language.empty() ? "zh" : one.language);
    row.recordings = joined(recordings);
}

void take_body(PublishedRow& row, const Body& body) {
    const BodyCommon& common = common_of(body);
    row.basis = joined({common.basis.begin(), common.basis.end()});
    std::set<std::string> languages;
    for (const auto& [tag, words] : common.languages) languages.insert(tag);
    row.languages = joined(languages);
    row.period_from.reset();
    row.period_to.reset();
    row.sheets = 0;
    row.measures = lasting(row.measures);
    std::visit(Reading(row), body);
}

PublishedRow erased(const PublishedRow& row) {
    PublishedRow left;
    left.area = row.area;
    left.item = row.item;
    left.revision = row.revision;
    left.phase = "erased";
    left.changed = row.changed;
    return left;
}

}  // namespace

std::uint32_t sheet_bit(std::string_view sheet) {
    if (sheet == "plan") return kPlanBit;
    if (sheet.size() != 1 || sheet.front() < 'A' || sheet.front() > 'H') return 0;
    return 1U << static_cast<unsigned>(sheet.front() - 'A');
}

PublishedRow fact_after(const std::optional<PublishedRow>& before, const feed::Envelope& envelope,
                        const Body* body, Instant received) {
    PublishedRow row = before.value_or(PublishedRow{});
    row.area = envelope.area ? envelope.area->digits() : row.area;
    row.item = envelope.id;
    row.revision = envelope.revision;
    row.changed = received;
    switch (envelope.operation) {
        case Operation::withdraw:
            row.phase = "withdrawn";
            return row;
        case Operation::retire:
            row.phase = "retired";
            return row;
        case Operation::erase:
            return erased(row);
        default:
            break;
    }
    row.phase = "live";
    if (envelope.operation == Operation::correct) ++row.corrections;
    if (!before) {
        row.first_published = envelope.published;
        row.received = received;
    }
    take_envelope(row, envelope);
    if (body) take_body(row, *body);
    return row;
}

}  // namespace villageboard::county
