#include "sync/county/inbox/case_words.h"

#include <algorithm>
#include <array>

#include "content/check/privacy.h"
#include "content/model/json_text.h"
#include "sync/county/inbox/routing.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostName = 60;
constexpr std::size_t kMostTitle = 150;
constexpr std::size_t kVerbatim = 12;

/// What villagers ask and object to. The console names them in the reader's language.
constexpr std::array kTopics = {
    "subsidy", "relief", "finance", "project",  "land",    "water", "road",
    "power",   "health", "school",  "election", "conduct", "board", kRequestTopic.data(),
    "other"};

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        characters.push_back(text.substr(at, end - at));
        at = end;
    }
    return characters;
}

bool holds_stretch(const std::string& text, std::string_view original) {
    const auto characters = characters_of(original);
    if (characters.size() < kVerbatim) return false;
    for (std::size_t first = 0; first + kVerbatim <= characters.size(); ++first) {
        const std::string_view last = characters[first + kVerbatim - 1];
        const auto length =
            static_cast<std::size_t>(last.data() + last.size() - characters[first].data());
        const std::string_view stretch = original.substr(
            static_cast<std::size_t>(characters[first].data() - original.data()), length);
        if (stretch.find('\n') == std::string_view::npos && text.find(stretch) != text.npos)
            return true;
    }
    return false;
}

}  // namespace

void check_lines(const std::string& text, std::size_t most, const std::string& place) {
    if (text.size() > most)
        throw Refusal(RefusalKind::invalid, "long",
                      "This has more than " + std::to_string(most) + " bytes.", place);
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        const std::string fault = text_fault(std::string_view(text).substr(from, to - from));
        if (!fault.empty())
            throw Refusal(RefusalKind::invalid, "text", "The text " + fault + ".", place);
        from = to + 1;
    }
}

void require_own_words(const CaseFile& file, const std::string& text, const std::string& place) {
    const bool contact = !file.contact.empty() && text.find(file.contact) != text.npos;
    if (contact || holds_stretch(text, file.text))
        throw Refusal(RefusalKind::invalid, "verbatim",
                      "This repeats the villager's own words or contact, by which they would be "
                      "known; say it in yours.",
                      place);
    if (check::blocks(check::check_text_privacy(text)))
        throw Refusal(RefusalKind::invalid, "privacy", "A personal number stands in the text.",
                      place);
}

void CaseWords::require_desk(const Actor& actor, const AreaCode& area) const {
    const bool town = area.level() == AreaLevel::town;
    const bool county = area == tools_.settings.area;
    if ((town && may_handle(actor, {"town", area.digits()}, tools_.settings.area)) ||
        (county && may_handle(actor, {"county", area.digits()}, tools_.settings.area)))
        return;
    throw Refusal(RefusalKind::forbidden, "not_yours", "Only this desk changes its own words.");
}

std::vector<TopicRow> CaseWords::topics_at(const AreaCode& area) {
    std::vector<TopicRow> topics;
    for (const char* code : kTopics) topics.push_back({"", code, ""});
    for (const AreaCode& one : area.path())
        std::ranges::move(CaseRows(tools_.repository).topics(one.digits()),
                          std::back_inserter(topics));
    return topics;
}

TopicRow CaseWords::add_topic(const Actor& actor, const AreaCode& area, const std::string& name) {
    require_desk(actor, area);
    check_lines(name, kMostName, "/name");
    if (name.empty() || name.find('\n') != name.npos)
        throw Refusal(RefusalKind::invalid, "name", "A topic has a name of one line.", "/name");
    const TopicRow row{area.digits(), "own-" + random_name(tools_.random), name};
    Transaction transaction(tools_.repository);
    CaseRows(tools_.repository).add_topic(transaction, row);
    Audit(tools_).record(
        transaction, actor.id,
        {.act = "topic.add", .area = row.area, .subject = row.code, .detail = "{}"});
    transaction.commit();
    return row;
}

std::vector<TemplateRow> CaseWords::templates_at(const AreaCode& area, const std::string& after,
                                                 std::size_t limit) {
    std::vector<TemplateRow> all;
    for (const AreaCode& one : area.path())
        std::ranges::move(CaseRows(tools_.repository).templates(one.digits(), after, limit),
                          std::back_inserter(all));
    std::ranges::sort(all, {}, &TemplateRow::id);
    if (all.size() > limit) all.resize(limit);
    return all;
}

TemplateRow CaseWords::put_template(const Actor& actor, const AreaCode& area, const std::string& id,
                                    const std::string& title, const std::string& text) {
    require_desk(actor, area);
    check_lines(title, kMostTitle, "/title");
    check_lines(text, kMostCaseWords, "/text");
    CaseRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    // one desk at a time: two new versions of one template would get the same number
    tools_.repository.lock_feed(transaction, tools_.settings.area.digits());
    TemplateRow row{id, 1, area.digits(), title, text};
    if (id.empty()) {
        row.id = random_name(tools_.random);
    } else {
        const auto newest = rows.newest_template(id);
        if (!newest || newest->area != row.area)
            throw Refusal(RefusalKind::unknown, "template", "This desk has no such template.");
        row.version = newest->version + 1;
    }
    rows.add_template(transaction, row);
    Audit(tools_).record(
        transaction, actor.id,
        {.act = "template.put", .area = row.area, .subject = row.id, .detail = "{}"});
    transaction.commit();
    return row;
}

}  // namespace villageboard::county
