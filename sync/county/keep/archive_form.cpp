#include "sync/county/keep/archive_form.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "sync/county/site/parts.h"
#include "sync/county/site/words.h"
#include "sync/feed/tile.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kWhat = "villageboard archive";
constexpr int kVersion = 1;
constexpr std::array<const char*, 16> kColumns{
    "number", "day",    "area",  "area_name", "code", "title", "kind", "revision",
    "state",  "period", "index", "item",      "page", "sha",   "body", "signer"};
constexpr std::size_t kDigestDigits = 64;

bool is_inside(std::string_view path) {
    return !path.empty() && path.front() != '/' && path.find('\\') == std::string_view::npos &&
           ("/" + std::string(path) + "/").find("/../") == std::string::npos;
}

std::string word_of(const std::map<std::string, std::string>& words, std::string_view code) {
    const auto found = words.find(std::string(code));
    return found == words.end() ? std::string(code) : found->second;
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
    return all;
}

}  // namespace

std::string archive_page_path(const AreaCode& area, std::uint64_t index) {
    return area.digits() + "/" + std::to_string(index) + ".html";
}

std::string archive_body_path(const feed::Hash& digest) {
    return "bodies/" + digest.hex() + ".json";
}

std::string archive_file_path(const feed::Hash& digest, std::string_view mime) {
    const std::string_view extension = site::extension_of(mime);
    return "files/" + digest.hex() + std::string(extension.empty() ? ".bin" : extension);
}

std::string archive_proof_path(const std::string& path) { return "proof/" + path; }

ArchiveFacts facts_in_words() {
    ArchiveFacts facts;
    for (const char* column : kColumns)
        facts.columns.push_back(site::say("archive.column." + std::string(column)));
    for (int kind = 0; kind <= static_cast<int>(Kind::answers); ++kind) {
        const std::string code(to_string(static_cast<Kind>(kind)));
        facts.kinds[code] = site::say("archive.kind." + code);
    }
    for (std::size_t state = 0; state < kLineStates; ++state) {
        const std::string code(to_string(static_cast<LineState>(state)));
        facts.states[code] = site::say("archive.state." + code);
    }
    return facts;
}

std::string format_facts(const ArchiveFacts& facts) {
    Json areas = Json::array();
    for (const ArchivedArea& one : facts.areas)
        areas.push_back({{"area", one.area.digits()},
                         {"name", one.name},
                         {"size", one.size},
                         {"lines", one.lines}});
    return Json{{"what", kWhat},
                {"version", kVersion},
                {"origin", facts.origin},
                {"year", facts.year},
                {"made", format_instant(facts.made)},
                {"areas", std::move(areas)},
                {"columns", facts.columns},
                {"kinds", facts.kinds},
                {"states", facts.states},
                {"periods", facts.periods}}
               .dump(1) +
           "\n";
}

std::optional<ArchiveFacts> parse_facts(std::string_view bytes) {
    const Json json = Json::parse(bytes, nullptr, false);
    try {
        if (json.at("what") != kWhat || json.at("version") != kVersion) return std::nullopt;
        ArchiveFacts facts;
        facts.origin = json.at("origin");
        facts.year = json.at("year");
        const auto made = parse_instant(json.at("made").get<std::string>());
        if (!made) return std::nullopt;
        facts.made = *made;
        for (const Json& one : json.at("areas")) {
            const auto area = AreaCode::parse(one.at("area").get<std::string>());
            if (!area) return std::nullopt;
            facts.areas.push_back({*area, one.at("name"), one.at("size"), one.at("lines")});
        }
        facts.columns = json.at("columns").get<std::vector<std::string>>();
        facts.kinds = json.at("kinds").get<std::map<std::string, std::string>>();
        facts.states = json.at("states").get<std::map<std::string, std::string>>();
        facts.periods = json.at("periods").get<std::map<std::string, std::string>>();
        return facts;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::vector<std::string> list_row(const ArchiveFacts& facts, const ArchivedArea& area,
                                  const ArchiveLine& line, const std::string& title,
                                  const std::string& page_sha256) {
    const feed::Envelope& envelope = line.envelope;
    const bool words = has_words(line.state);
    const feed::BodyRef* body = public_body_of(envelope);
    return {line.number,
            format_day(shanghai_day(public_since(envelope))),
            area.area.digits(),
            area.name,
            envelope.catalogue,
            title,
            word_of(facts.kinds, to_string(envelope.kind)),
            std::to_string(envelope.revision),
            word_of(facts.states, to_string(line.state)),
            facts.periods.contains(envelope.catalogue) ? facts.periods.at(envelope.catalogue) : "",
            std::to_string(line.index),
            envelope.id,
            words ? archive_page_path(area.area, line.index) : "",
            page_sha256,
            words && body != nullptr ? archive_body_path(body->sha256) : "",
            joined(line.signers)};
}

std::string title_in(std::string_view body) {
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object()) return {};
    for (const char* member : {"title", "reason"})
        if (json.contains(member) && json[member].is_string())
            return json[member].get<std::string>();
    return {};
}

std::string format_sums(const Sums& sums) {
    std::string text;
    for (const auto& [path, digest] : sums) text += digest + "  " + path + "\n";
    return text;
}

std::optional<Sums> parse_sums(std::string_view text) {
    Sums sums;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.size() < kDigestDigits + 3 || line.substr(kDigestDigits, 2) != "  ")
            return std::nullopt;
        const std::string digest(line.substr(0, kDigestDigits));
        const std::string path(line.substr(kDigestDigits + 2));
        if (!feed::Hash::from_hex(digest) || !is_inside(path)) return std::nullopt;
        if (!sums.emplace(path, digest).second) return std::nullopt;
    }
    return sums;
}

std::string sums_statement(int year, std::string_view sums) {
    return std::string(kWhat) + " " + std::to_string(year) + " " + feed::sha256(sums).hex() + "\n";
}

}  // namespace villageboard::county
