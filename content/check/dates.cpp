#include <algorithm>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"
#include "content/check/written_date.h"
#include "content/model/calendar.h"

namespace villageboard::check {
namespace {

constexpr int kDisclosureDays = 20;  // Regulations on Open Government Information, article 26

Day published_day(const ItemDraft& draft, const CheckContext& context) {
    return draft.published ? shanghai_day(*draft.published) : context.today;
}

// VD1.
void check_order(const ItemDraft& draft, const CheckContext& context, Findings& findings) {
    const Day published = published_day(draft, context);
    if (draft.formed && published < *draft.formed)
        findings.push_back(make_error("VD1", "/published",
                                      "发布日期（" + format_day(published) + "）早于成文日期（" +
                                          format_day(*draft.formed) + "），请核对。",
                                      "It is published before it was formed."));
    const auto& meta = common_of(*draft.body).meta;
    if (!meta || !meta->formed || !meta->issued) return;
    const auto formed = parse_written_time(*meta->formed);
    const auto issued = parse_written_time(*meta->issued);
    if (formed && issued && issued->day < formed->day)
        findings.push_back(make_error("VD1", "/body/meta/issued",
                                      "页面上的发布日期早于成文日期，请核对。",
                                      "By its page it was issued before it was formed."));
}

// VD2: twenty working days, or as many as the catalogue gives.
void check_delay(const ItemDraft& draft, const CatalogueItem* item, const CheckContext& context,
                 Findings& findings) {
    if (!draft.formed || context.calendar == nullptr) return;
    const int limit =
        item != nullptr && item->limit.working_days ? *item->limit.working_days : kDisclosureDays;
    const Day published = published_day(draft, context);
    const CountedDay due = context.calendar->add_working_days(*draft.formed, limit);
    if (published <= due.day) return;
    const int taken = context.calendar->working_days_between(*draft.formed, published).count;
    const bool settled = due.certainty == Certainty::settled;
    findings.push_back(make_warning(
        "VD2", "/published",
        "从成文到发布过了 " + std::to_string(taken) + " 个工作日，期限是 " + std::to_string(limit) +
            " 个工作日（应在 " + format_day(due.day) + " 以前" +
            (settled ? "" : "，假日安排未公布，暂按周末推算") + "）。",
        "It took " + std::to_string(taken) + " working days from formation to publication; the " +
            "limit is " + std::to_string(limit) + ", until " + format_day(due.day) +
            (settled ? "." : " (provisional).")));
}

std::optional<Day> compact_day(std::u32string_view digits) {
    const auto written = parse_written_time(encode_utf8(digits.substr(0, 8)));
    return digits.size() >= 8 && written ? std::optional(written->day) : std::nullopt;
}

/// The date in an index number: eight digits of a day, else the year between two marks.
struct IndexDate {
    std::optional<Day> day;
    std::optional<int> year;
};

IndexDate date_in_index(const std::string& index_no) {
    const std::u32string folded = fold(decode_utf8(index_no));
    IndexDate date;
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && is_digit(folded[end])) ++end;
        const auto digits = std::u32string_view(folded).substr(at, end - at);
        const bool marked = at > 0 && (folded[at - 1] == U'/' || folded[at - 1] == U'-');
        if (marked && digits.starts_with(U"20")) {
            if (const auto day = compact_day(digits); day && digits.size() == 8) date.day = day;
            if (digits.size() == 4) date.year = std::stoi(encode_utf8(digits));
        }
        at = std::max(end, at + 1);
    }
    return date;
}

// VD3.
void check_index_date(const ItemDraft& draft, const CheckContext& context, Findings& findings) {
    const auto& meta = common_of(*draft.body).meta;
    if (!meta || !meta->index_no) return;
    const auto issued = meta->issued ? parse_written_time(*meta->issued) : std::nullopt;
    const Day day = issued ? issued->day : published_day(draft, context);
    const IndexDate inside = date_in_index(*meta->index_no);
    const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
    const bool other_day = inside.day && *inside.day != day;
    const bool other_year = !inside.day && inside.year && *inside.year != year;
    if (other_day || other_year)
        findings.push_back(make_information(
            "VD3", "/body/meta/index_no",
            "索引号里的日期（" +
                (inside.day ? format_day(*inside.day) : std::to_string(*inside.year) + " 年") +
                "）和发布日期（" + format_day(day) + "）不一样。",
            "The date inside the index number isn't the date of publication."));
}

// VD5: days to come, where only the past makes sense.
void check_future(const ItemDraft& draft, const CheckContext& context, Findings& findings) {
    const auto warn = [&](Day day, const std::string& place) {
        if (day > context.today)
            findings.push_back(make_warning("VD5", place,
                                            "这个日期（" + format_day(day) + "）还没到，请核对。",
                                            "This day is still to come."));
    };
    if (draft.formed) warn(*draft.formed, "/formed");
    if (const auto* meeting = std::get_if<Meeting>(&*draft.body)) warn(meeting->held, "/body/held");
    if (const auto* project = std::get_if<Project>(&*draft.body))
        for (std::size_t i = 0; i < project->progress.size(); ++i)
            warn(project->progress[i].date, "/body/progress/" + std::to_string(i) + "/date");
    if (const auto* roll = std::get_if<SubsidyRoll>(&*draft.body))
        for (std::size_t i = 0; i < roll->lines.size(); ++i)
            if (roll->lines[i].pay_date && roll->lines[i].pay_state == PayState::paid)
                warn(*roll->lines[i].pay_date, "/body/lines/" + std::to_string(i) + "/pay_date");
}

bool has_lunar_words(std::u32string_view text) {
    if (contains_any(text, {U"农历", U"阴历", U"冬月", U"腊月"})) return true;
    for (auto at = text.find(U"月初"); at != text.npos; at = text.find(U"月初", at + 1))
        if (contains(U"一二三四五六七八九十", text.substr(at + 2, 1)) && at + 2 < text.size())
            return true;
    return contains(text, U"正月十") || contains(text, U"正月廿") || contains(text, U"月廿");
}

// VD5: a day by the lunar calendar can't be counted with.
void check_lunar(const ItemDraft& draft, Findings& findings) {
    const BodyCommon& body = common_of(*draft.body);
    const auto warn = [&](const std::string& text, const std::string& place) {
        if (has_lunar_words(fold(decode_utf8(text))))
            findings.push_back(make_warning("VD5", place, "这里写的是农历日子，请补上公历日期。",
                                            "A day of the lunar calendar stands here; give the "
                                            "solar date as well."));
    };
    warn(body.title, "/body/title");
    warn(body.summary, "/body/summary");
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        if (const auto* paragraph = std::get_if<Paragraph>(&body.blocks[i]))
            warn(paragraph->text, "/body/blocks/" + std::to_string(i) + "/text");
}

// VD7.
void check_event(const ItemDraft& draft, const CheckContext& context, Findings& findings) {
    const auto* notice = std::get_if<Notice>(&*draft.body);
    if (notice == nullptr) return;
    const auto& last = notice->event_until ? notice->event_until : notice->event_at;
    if (last && shanghai_day(*last) < context.today)
        findings.push_back(
            make_information("VD7", notice->event_until ? "/body/event_until" : "/body/event_at",
                             "这件事已经过去了，屏幕上会自动收起。",
                             "The event is over; terminals hide the notice."));
}

/// A roll's part in its public-notice period.
struct NoticeStage {
    bool in_notice = false;  ///< shown as 公示中
    bool confirmed = false;
    std::optional<int> days;
    DayUnit unit = DayUnit::days;
};

NoticeStage notice_of(const Body& body) {
    if (const auto* roll = std::get_if<SubsidyRoll>(&body))
        return {roll->stage == SubsidyStage::notice, roll->stage != SubsidyStage::notice,
                roll->notice_days, DayUnit::days};
    if (const auto* roll = std::get_if<ReliefRoll>(&body))
        return {roll->stage == ReliefStage::first_review, roll->stage == ReliefStage::confirmed,
                roll->notice_days, roll->notice_unit.value_or(DayUnit::days)};
    return {};
}

/// The longest of what the roll and its catalogue row ask for.
std::optional<Day> earliest_end(const ItemDraft& draft, const CatalogueItem* item,
                                const CheckContext& context, const NoticeStage& notice) {
    std::optional<Day> end;
    const Day from = draft.notice_period->from - std::chrono::days{1};
    const auto ask = [&](int days, DayUnit unit) {
        if (unit == DayUnit::working_days && context.calendar == nullptr) return;
        const Day day = unit == DayUnit::days ? from + std::chrono::days{days}
                                              : context.calendar->add_working_days(from, days).day;
        end = end ? std::max(*end, day) : day;
    };
    if (notice.days) ask(*notice.days, notice.unit);
    if (item != nullptr && item->limit.notice_days && (notice.in_notice || notice.confirmed))
        ask(*item->limit.notice_days, item->limit.notice_unit.value_or(DayUnit::days));
    return end;
}

// VD4.
void check_notice_period(const ItemDraft& draft, const CatalogueItem* item,
                         const CheckContext& context, Findings& findings) {
    const NoticeStage notice = notice_of(*draft.body);
    const auto& period = draft.notice_period;
    const auto add = [&](const char* place, std::string zh, std::string en) {
        findings.push_back(make_error("VD4", place, std::move(zh), std::move(en)));
    };
    if (!period) {
        if (notice.in_notice)
            add("/notice_period", "正在公示的名单没有写公示从哪天到哪天。",
                "A roll in its notice period has no first and last day of it.");
        return;
    }
    if (period->to < period->from)
        return add("/notice_period/to", "公示结束的日子早于开始的日子。",
                   "The notice period ends before it begins.");
    const auto end = earliest_end(draft, item, context, notice);
    if (end && period->to < *end)
        add("/notice_period/to",
            "公示时间太短，至少要到 " + format_day(*end) + "，写的是 " + format_day(period->to) +
                "。",
            "The notice period is too short; it must last until " + format_day(*end) + ".");
    const Day shown = published_day(draft, context);
    if (notice.in_notice && period->to < shown)
        add("/notice_period/to", "公示期已经过了，名单却还写着公示中。",
            "The notice period is over, yet the roll is still marked as in notice.");
    if (notice.confirmed && shown <= period->to)
        add("/body/stage", "公示期还没结束，不能写成已经确认。",
            "The roll is marked as confirmed before its notice period is over.");
}

}  // namespace

Findings check_item_dates(const ItemDraft& draft, const CatalogueItem* item,
                          const CheckContext& context) {
    Findings findings;
    check_order(draft, context, findings);
    check_delay(draft, item, context, findings);
    check_index_date(draft, context, findings);
    check_notice_period(draft, item, context, findings);
    check_future(draft, context, findings);
    check_lunar(draft, findings);
    check_event(draft, context, findings);
    return findings;
}

}  // namespace villageboard::check
