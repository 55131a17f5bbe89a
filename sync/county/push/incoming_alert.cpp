#include "sync/county/push/incoming_alert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "content/model/json_text.h"
#include "sync/county/people/refusal.h"
#include "sync/county/push/cap_document.h"
#include "sync/feed/body.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostFeedItems = 100;

struct Colour {
    const char* word;
    const char* level;
    Severity severity;
};
constexpr std::array<Colour, 4> kColours = {{{"红色", "/I/", Severity::red},
                                             {"橙色", "/II/", Severity::orange},
                                             {"黄色", "/III/", Severity::yellow},
                                             {"蓝色", "/IV/", Severity::blue}}};

[[noreturn]] void refuse(const std::string& sentence) {
    throw Refusal(RefusalKind::invalid, "alert", sentence);
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Seconds east of UTC of "Z", "+08:00", "+0800" or nothing.
std::optional<int> offset_of(std::string_view text) {
    if (text.empty()) return 8 * 3600;
    if (text == "Z") return 0;
    const int sign = text.front() == '-' ? -1 : 1;
    if (text.front() != '+' && text.front() != '-') return std::nullopt;
    std::string digits(text.substr(1));
    std::erase(digits, ':');
    if (digits.size() != 4) return std::nullopt;
    const auto hours = number(digits.substr(0, 2));
    const auto minutes = number(digits.substr(2));
    if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    return sign * (*hours * 3600 + *minutes * 60);
}

std::string text_of(const Json& json, const char* name) {
    if (!json.contains(name) || !json.at(name).is_string())
        refuse(std::string("An item of the feed lacks '") + name + "'.");
    return as_one_line(json.at(name).get<std::string>());
}

/// "发布" ... colour: what stands between names the event.
std::string event_in(const std::string& headline) {
    for (const char* verb : {"发布", "解除", "变更为", "变更"}) {
        const auto from = headline.find(verb);
        if (from == std::string::npos) continue;
        const std::string rest = headline.substr(from + std::string_view(verb).size());
        for (const Colour& colour : kColours)
            if (const auto to = rest.find(colour.word); to != std::string::npos && to > 0)
                return rest.substr(0, to);
    }
    return {};
}

IncomingAlert read_feed_item(const Json& json) {
    if (!json.is_object()) refuse("An item of the feed is no object.");
    IncomingAlert alert;
    const std::string line = text_of(json, "headline");
    alert.headline = line.substr(0, line.find('/'));
    alert.identifier = text_of(json, "identifier");
    alert.description = text_of(json, "description");
    const auto sent = parse_cap_time(text_of(json, "sendTime"));
    if (!sent) refuse("The item " + alert.identifier + " has no readable 'sendTime'.");
    alert.sent = *sent;
    alert.sender_code = alert.identifier.substr(0, alert.identifier.find('_'));
    alert.codes = {alert.sender_code.substr(0, 6)};
    const auto verb = std::min(alert.headline.find("发布"), alert.headline.find("解除"));
    alert.sender = verb == std::string::npos ? alert.headline : alert.headline.substr(0, verb);
    alert.event = event_in(alert.headline);
    if (alert.event.empty()) refuse("The headline of " + alert.identifier + " names no event.");
    if (alert.headline.find("解除") != std::string::npos) alert.type = AlertType::cancel;
    bool coloured = false;
    for (const Colour& colour : kColours)
        if (alert.headline.find(colour.word) != std::string::npos ||
            line.find(colour.level) != std::string::npos) {
            alert.severity = colour.severity;
            coloured = true;
            break;
        }
    if (!coloured) refuse("The headline of " + alert.identifier + " names no level.");
    return alert;
}

std::vector<IncomingAlert> read_feed(std::string_view bytes) {
    // parse_json would refuse the line breaks that descriptions have
    if (!feed::is_bounded_json(bytes)) refuse("This is no readable JSON.");
    const Json json = Json::parse(bytes);
    const Json list = json.is_array() ? json : Json::array({json});
    if (list.empty() || list.size() > kMostFeedItems)
        refuse("A feed has 1 to 100 items in one call.");
    std::vector<IncomingAlert> alerts;
    for (const Json& one : list) alerts.push_back(read_feed_item(one));
    return alerts;
}

/// "533300000000" and "533300" -> "5333"; a code of a county or below stays.
std::string significant(std::string code) {
    if (code.size() == 12 && code.ends_with("000000")) code.resize(6);
    if (code.size() != 6) return code;
    while (code.size() > 2 && code.ends_with("00")) code.resize(code.size() - 2);
    return code;
}

/// Nothing that a terminal would refuse later.
void check_texts(const IncomingAlert& alert) {
    for (const std::string* text :
         {&alert.identifier, &alert.sender, &alert.sender_code, &alert.references, &alert.event,
          &alert.event_type, &alert.headline, &alert.description, &alert.instruction, &alert.note,
          &alert.area_text, &alert.phone})
        if (const std::string fault = text_fault(*text); !fault.empty())
            refuse("A text of the warning " + fault + ".");
    if (alert.identifier.empty() || alert.identifier.size() > 100)
        refuse("The warning's identifier is empty or too long.");
}

}  // namespace

std::string as_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool gap = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!gap)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

std::optional<Instant> parse_cap_time(std::string_view text) {
    // "YYYY-MM-DD?hh:mm:ss"
    if (text.size() < 19 || (text[10] != ' ' && text[10] != 'T') || text[13] != ':' ||
        text[16] != ':')
        return std::nullopt;
    const auto day = parse_day(text.substr(0, 10));
    const auto hours = number(text.substr(11, 2));
    const auto minutes = number(text.substr(14, 2));
    const auto seconds = number(text.substr(17, 2));
    const auto offset = offset_of(text.substr(19));
    if (!day || !hours || !minutes || !seconds || !offset || *hours < 0 || *minutes < 0 ||
        *seconds < 0 || *hours > 23 || *minutes > 59 || *seconds > 60)
        return std::nullopt;
    return *day + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
           std::chrono::seconds(*seconds - *offset);
}

std::vector<AreaCode> named_areas(const std::vector<std::string>& codes, const AreaCode& county) {
    std::vector<AreaCode> areas;
    for (const std::string& code : codes) {
        const std::string prefix = significant(code);
        const bool digits = prefix.size() >= 2 && std::ranges::all_of(prefix, [](char c) {
                                return c >= '0' && c <= '9';
                            });
        if (!digits) continue;
        if (prefix.size() < 6 ? county.digits().starts_with(prefix) : prefix == county.digits())
            return {county};
        const auto area = AreaCode::parse(code);
        if (area && county.contains(*area)) areas.push_back(*area);
    }
    std::ranges::sort(areas);
    areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
    std::vector<AreaCode> outermost;
    for (const AreaCode& area : areas) {
        const bool inside = std::ranges::any_of(
            areas, [&](const AreaCode& other) { return other != area && other.contains(area); });
        if (!inside) outermost.push_back(area);
    }
    return outermost;
}

std::vector<IncomingAlert> read_alerts(std::string_view bytes) {
    if (bytes.size() > kMaxAlertBytes) refuse("A warning has at most 256 KiB.");
    const auto first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) refuse("There is no warning in this.");
    const bool json = bytes[first] == '{' || bytes[first] == '[';
    std::vector<IncomingAlert> alerts;
    if (json)
        alerts = read_feed(bytes.substr(first));
    else
        alerts.push_back(read_cap_document(bytes));
    std::ranges::for_each(alerts, check_texts);
    return alerts;
}

}  // namespace villageboard::county
