#include "sync/county/push/cap_document.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostCodes = 5000;

[[noreturn]] void refuse(const std::string& sentence) {
    throw Refusal(RefusalKind::invalid, "alert", sentence);
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The first child of this name, whatever its namespace's prefix.
pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& one : parent.children())
        if (local_name(one) == name) return one;
    return {};
}

std::string text(const pugi::xml_node& parent, std::string_view name) {
    return as_one_line(child(parent, name).text().get());
}

std::string required(const pugi::xml_node& parent, std::string_view name) {
    std::string found = text(parent, name);
    if (found.empty()) refuse("The warning lacks <" + std::string(name) + ">.");
    return found;
}

std::optional<Instant> time(const pugi::xml_node& parent, std::string_view name) {
    const std::string found = text(parent, name);
    if (found.empty()) return std::nullopt;
    const auto at = parse_cap_time(found);
    if (!at) refuse("The time in <" + std::string(name) + "> of the warning can't be read.");
    return at;
}

/// What one of some words means; nothing for another word.
template <typename Value, std::size_t count>
std::optional<Value> meaning(const std::array<std::pair<std::string_view, Value>, count>& words,
                             std::string_view word) {
    const auto found = std::ranges::find(words, word, &std::pair<std::string_view, Value>::first);
    if (found == words.end()) return std::nullopt;
    return found->second;
}

constexpr std::array<std::pair<std::string_view, AlertStatus>, 4> kStatus = {
    {{"Actual", AlertStatus::actual},
     {"Exercise", AlertStatus::exercise},
     {"Test", AlertStatus::test},
     {"Draft", AlertStatus::test}}};
constexpr std::array<std::pair<std::string_view, AlertType>, 3> kType = {
    {{"Alert", AlertType::alert}, {"Update", AlertType::update}, {"Cancel", AlertType::cancel}}};
constexpr std::array<std::pair<std::string_view, Severity>, 4> kColour = {
    {{"Red", Severity::red},
     {"Orange", Severity::orange},
     {"Yellow", Severity::yellow},
     {"Blue", Severity::blue}}};
constexpr std::array<std::pair<std::string_view, Severity>, 4> kColourInHeadline = {
    {{"红色", Severity::red},
     {"橙色", Severity::orange},
     {"黄色", Severity::yellow},
     {"蓝色", Severity::blue}}};
constexpr std::array<std::pair<std::string_view, Severity>, 5> kOasis = {
    {{"Extreme", Severity::red},
     {"Severe", Severity::orange},
     {"Moderate", Severity::yellow},
     {"Minor", Severity::blue},
     {"Unknown", Severity::blue}}};

/// The profile's colour, else the one in the headline, else what OASIS' word comes to.
Severity severity_of(const std::string& word, const std::string& headline) {
    if (const auto colour = meaning(kColour, word)) return *colour;
    for (const auto& [name, severity] : kColourInHeadline)
        if (headline.find(name) != std::string::npos) return severity;
    if (const auto level = meaning(kOasis, word)) return *level;
    refuse("The warning's <severity> is no known word.");
}

/// The part in Chinese, or the first.
pugi::xml_node info_of(const pugi::xml_node& root) {
    pugi::xml_node first;
    for (const pugi::xml_node& one : root.children()) {
        if (local_name(one) != "info") continue;
        if (!first) first = one;
        if (text(one, "language").starts_with("zh")) return one;
    }
    if (!first) refuse("The warning lacks <info>.");
    return first;
}

/// "sender,identifier,sent sender,identifier,sent" or the identifier alone: that of the first.
std::string first_reference(const std::string& references) {
    const auto comma = references.find(',');
    if (comma == std::string::npos) return references.substr(0, references.find(' '));
    const auto from = comma + 1;
    return references.substr(from, std::min(references.find(',', from), references.size()) - from);
}

void add_codes(const std::string& list, std::vector<std::string>& codes) {
    std::size_t from = 0;
    while (from < list.size()) {
        const auto to = std::min(list.find_first_of(",; \t\r\n", from), list.size());
        if (to > from) codes.push_back(list.substr(from, to - from));
        from = to + 1;
    }
    if (codes.size() > kMostCodes) refuse("The warning names too many areas.");
}

void read_areas(const pugi::xml_node& info, IncomingAlert& alert) {
    for (const pugi::xml_node& area : info.children()) {
        if (local_name(area) != "area") continue;
        const std::string words = text(area, "areaDesc");
        if (!words.empty()) alert.area_text += (alert.area_text.empty() ? "" : "、") + words;
        for (const pugi::xml_node& one : area.children()) {
            if (local_name(one) != "geocode") continue;
            const std::string value = text(one, "value");
            add_codes(value.empty() ? as_one_line(one.text().get()) : value, alert.codes);
        }
    }
}

}  // namespace

IncomingAlert read_cap_document(std::string_view bytes) {
    if (bytes.size() > kMaxAlertBytes) refuse("A warning has at most 256 KiB.");
    if (bytes.find("<!DOCTYPE") != std::string_view::npos ||
        bytes.find("<!ENTITY") != std::string_view::npos)
        refuse("A warning with a document type declaration is not read.");
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    if (!parsed || local_name(root) != "alert") refuse("This is no warning in the CAP format.");
    IncomingAlert alert;
    alert.identifier = required(root, "identifier");
    const auto status = meaning(kStatus, required(root, "status"));
    const auto type = meaning(kType, required(root, "msgType"));
    if (!status) refuse("The warning's <status> is no known word.");
    if (!type) refuse("The message is no warning, update or cancellation.");
    const std::string scope = text(root, "scope");
    if (!scope.empty() && scope != "Public") refuse("The warning is not for the public.");
    alert.status = *status;
    alert.type = *type;
    const auto sent = time(root, "sendTime");
    alert.sent = sent ? *sent : time(root, "sent").value_or(Instant{});
    if (alert.sent == Instant{}) refuse("The warning lacks <sent>.");
    alert.references = first_reference(text(root, "references"));
    alert.note = text(root, "note");
    alert.sender_code = text(root, "senderCode");

    const pugi::xml_node info = info_of(root);
    alert.sender = text(info, "senderName");
    if (alert.sender.empty()) alert.sender = required(root, "sender");
    alert.event = text(info, "event");
    alert.event_type = text(info, "eventType");
    alert.headline = required(info, "headline");
    if (alert.event.empty()) alert.event = alert.headline;
    alert.severity = severity_of(required(info, "severity"), alert.headline);
    alert.effective = time(info, "effective");
    alert.onset = time(info, "onset");
    alert.expires = time(info, "expires");
    alert.description = required(info, "description");
    alert.instruction = text(info, "instruction");
    alert.phone = text(info, "contact");
    read_areas(info, alert);
    return alert;
}

}  // namespace villageboard::county
