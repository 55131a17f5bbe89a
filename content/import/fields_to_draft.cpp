#include "content/import/fields_to_draft.h"

#include <algorithm>
#include <array>

#include "content/check/written_date.h"
#include "content/import/encoding.h"
#include "content/model/error.h"
#include "content/model/wire_names.h"

namespace villageboard::import_ {
namespace {

[[noreturn]] void refuse(const std::string& what, std::string_view file_name, int line) {
    throw Error(ErrorKind::invalid, what, std::string(file_name) + ":" + std::to_string(line));
}

/// The front matter with its file's name, to read typed values from it.
class Values {
  public:
    Values(const FrontMatter& matter, std::string_view file_name)
        : matter_(matter), file_name_(file_name) {}

    const FrontValue* find(std::string_view key) const {
        const auto found = matter_.values.find(std::string(key));
        return found == matter_.values.end() || found->second.text.empty() ? nullptr
                                                                           : &found->second;
    }

    void text(std::string_view key, std::string& into) const {
        if (const FrontValue* value = find(key)) into = plain_line(value->text);
    }
    void text(std::string_view key, std::optional<std::string>& into) const {
        if (const FrontValue* value = find(key)) into = plain_line(value->text);
    }
    void list(std::string_view key, std::vector<std::string>& into) const {
        if (const FrontValue* value = find(key)) into = list_of(value->text);
    }

    std::optional<Day> day(std::string_view key) const {
        const FrontValue* value = find(key);
        if (value == nullptr) return std::nullopt;
        const auto written = check::parse_written_time(value->text);
        if (!written) wrong(key, *value, "a day such as 2026-11-20");
        return written->day;
    }

    /// A day alone means its first moment, or with `end` the moment when it is over.
    enum class DayAlone { start, end };
    std::optional<Instant> moment(std::string_view key, DayAlone alone) const {
        const FrontValue* value = find(key);
        if (value == nullptr) return std::nullopt;
        if (const auto instant = parse_instant(value->text)) return instant;
        const auto written = check::parse_written_time(value->text);
        if (!written) wrong(key, *value, "a moment such as 2026-11-20 09:00");
        if (!written->time && alone == DayAlone::end) return end_of(written->day);
        return check::moment_of(*written);
    }

    template <typename E>
    std::optional<E> named(std::string_view key) const {
        const FrontValue* value = find(key);
        if (value == nullptr) return std::nullopt;
        const auto found = from_wire_name<E>(value->text);
        if (found) return found;
        std::string names;
        for (const auto& row : wire_names<E>())
            names += (names.empty() ? "" : ", ") + std::string(row.name);
        wrong(key, *value, "one of " + names);
    }

    [[noreturn]] void wrong(std::string_view key, const FrontValue& value,
                            const std::string& wanted) const {
        refuse("The value of \"" + std::string(key) + "\" must be " + wanted + ", not \"" +
                   value.text + "\".",
               file_name_, value.line);
    }

  private:
    const FrontMatter& matter_;
    std::string_view file_name_;
};

void fill_period(ItemDraft& draft, const Values& values) {
    const auto from = values.day("notice_from");
    const auto to = values.day("notice_to");
    if (from && to) draft.notice_period = NoticePeriod{*from, *to};
    if (from.has_value() == to.has_value()) return;
    const FrontValue* one = from ? values.find("notice_from") : values.find("notice_to");
    values.wrong(from ? "notice_from" : "notice_to", *one, "given together with its other end");
}

void fill_area(const ItemDraft& draft, const Values& values) {
    const FrontValue* value = values.find("area");
    if (value == nullptr) return;
    const auto area = AreaCode::parse(value->text);
    if (!area) values.wrong("area", *value, "an area code of 6, 9 or 12 digits");
    if (*area != draft.area)
        values.wrong("area", *value, "the area that it is imported for, " + draft.area.digits());
}

}  // namespace

std::optional<Kind> kind_in(const FrontMatter& matter, std::string_view file_name) {
    const Values values(matter, file_name);
    const FrontValue* value = values.find("kind");
    if (value == nullptr) return std::nullopt;
    const auto kind = parse_kind(value->text);
    if (kind != Kind::notice && kind != Kind::policy)
        values.wrong("kind", *value, "notice or policy (other kinds are written as JSON)");
    return kind;
}

void fill_draft(ItemDraft& draft, const FrontMatter& matter, std::string_view file_name) {
    const Values values(matter, file_name);
    fill_area(draft, values);
    values.text("item", draft.catalogue);
    values.text("office", draft.office);
    values.text("group", draft.group);
    values.text("id", draft.id);
    values.list("reviewers", draft.reviewers);
    if (const FrontValue* value = values.find("priority")) {
        const auto priority = parse_priority(value->text);
        if (!priority) values.wrong("priority", *value, "one of alert, high, normal, low");
        draft.priority = *priority;
    }
    if (const FrontValue* value = values.find("operation")) {
        const auto operation = parse_operation(value->text);
        if (operation != Operation::publish && operation != Operation::correct)
            values.wrong("operation", *value, "publish or correct");
        draft.operation = *operation;
    }
    if (const auto formed = values.day("formed")) draft.formed = formed;
    if (const auto at = values.moment("published", Values::DayAlone::start)) draft.published = at;
    draft.embargo = values.moment("embargo", Values::DayAlone::start);
    draft.expires = values.moment("expires", Values::DayAlone::end);
    fill_period(draft, values);
}

void fill_common(BodyCommon& body, const FrontMatter& matter) {
    const Values values(matter, {});
    values.text("title", body.title);
    values.text("plain_title", body.plain_title);
    values.text("summary", body.summary);
    values.text("office_name", body.office_name);
    values.list("basis", body.basis);
    if (values.find("contact_phone") != nullptr || values.find("contact_post") != nullptr) {
        ContactCard card;
        values.text("contact_post", card.post);
        values.text("contact_name", card.name);
        values.text("contact_phone", card.phone);
        values.text("contact_hours", card.hours);
        values.text("contact_place", card.place);
        body.contact = card;
    }
    if (values.find("change_what") != nullptr) {
        ChangeNote note;
        values.text("change_what", note.what);
        values.text("change_why", note.why);
        values.text("change_who", note.who);
        body.change_note = note;
    }
    PageMeta meta = body.meta.value_or(PageMeta{});
    const std::array<std::pair<std::string_view, std::optional<std::string> PageMeta::*>, 14>
        fields{{{"index_no", &PageMeta::index_no},
                {"issuer", &PageMeta::issuer},
                {"directory", &PageMeta::directory},
                {"subject", &PageMeta::subject},
                {"genre", &PageMeta::genre},
                {"doc_no", &PageMeta::doc_no},
                {"meta_formed", &PageMeta::formed},
                {"issued", &PageMeta::issued},
                {"effective", &PageMeta::effective},
                {"repealed", &PageMeta::repealed},
                {"meta_validity", &PageMeta::validity},
                {"registration_no", &PageMeta::registration_no},
                {"disclosure", &PageMeta::disclosure},
                {"source", &PageMeta::source}}};
    for (const auto& [key, field] : fields)
        if (const auto found = matter.values.find(std::string(key)); found != matter.values.end())
            meta.*field = plain_line(found->second.text);
    if (meta != PageMeta{}) body.meta = meta;
}

void fill_notice(Notice& notice, const FrontMatter& matter, std::string_view file_name) {
    const Values values(matter, file_name);
    notice.event_at = values.moment("event_at", Values::DayAlone::start);
    notice.event_until = values.moment("event_until", Values::DayAlone::end);
    values.text("event_place", notice.event_place);
    values.list("audience_groups", notice.audience_groups);
}

void fill_policy(Policy& policy, const FrontMatter& matter, std::string_view file_name) {
    const Values values(matter, file_name);
    policy.validity = values.named<Validity>("validity");
    policy.audience = values.named<PolicyAudience>("audience");
    values.list("benefits", policy.benefits);
    values.text("who", policy.who);
    values.text("how", policy.how);
    values.text("when", policy.when);
    values.text("where", policy.where);
    values.text("phone", policy.phone);
    values.text("programme", policy.programme);
    policy.repealed_on = values.day("repealed_on");
    const FrontValue* amount = values.find("standard_amount");
    if (amount == nullptr) return;
    const auto fen = parse_yuan(amount->text);
    if (!fen) values.wrong("standard_amount", *amount, "an amount in yuan such as 105.50");
    policy.standard = Standard{*fen, "元", ""};
    values.text("standard_unit", policy.standard->unit);
    values.text("standard_per", policy.standard->per);
}

void refuse_foreign_keys(Kind kind, const FrontMatter& matter, std::string_view file_name) {
    constexpr std::array<std::string_view, 4> kNoticeOnly{"event_at", "event_until", "event_place",
                                                          "audience_groups"};
    constexpr std::array<std::string_view, 13> kPolicyOnly{
        "validity",    "audience",    "benefits",        "who",
        "how",         "when",        "where",           "phone",
        "programme",   "repealed_on", "standard_amount", "standard_unit",
        "standard_per"};
    const auto refuse_each = [&](const auto& keys) {
        for (const std::string_view key : keys)
            if (const auto found = matter.values.find(std::string(key));
                found != matter.values.end())
                refuse("The key \"" + std::string(key) + "\" has no place in a " +
                           std::string(to_string(kind)) + ".",
                       file_name, found->second.line);
    };
    if (kind == Kind::policy) refuse_each(kNoticeOnly);
    if (kind == Kind::notice) refuse_each(kPolicyOnly);
}

}  // namespace villageboard::import_
