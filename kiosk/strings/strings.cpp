#include "kiosk/strings/strings.h"

#include <algorithm>

#include "kiosk/strings/tables.h"

namespace villageboard::kiosk {
namespace {

const StringTable& table_for(std::string_view language) {
    const auto& tables = string_tables();
    const auto exact = std::find_if(tables.begin(), tables.end(),
                                    [&](const auto& table) { return table.language == language; });
    if (exact != tables.end()) return *exact;
    const std::string_view base = language.substr(0, language.find('-'));
    const auto related = std::find_if(tables.begin(), tables.end(), [&](const auto& table) {
        return table.language.substr(0, table.language.find('-')) == base;
    });
    return related != tables.end() ? *related : tables.front();
}

void replace_all(std::string& text, std::string_view name, std::string_view value) {
    const std::string mark = "{" + std::string(name) + "}";
    for (auto at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
}

}  // namespace

Strings::Strings(std::string_view language) {
    const StringTable& table = table_for(language);
    language_ = table.language;
    std::string_view rest = table.text;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        const auto equals = line.find(" = ");
        if (line.starts_with('#') || equals == std::string_view::npos) continue;
        table_[line.substr(0, equals)] = line.substr(equals + 3);
    }
}

Strings::Strings(std::string_view language, std::shared_ptr<const Phrases> pack)
    : Strings(language) {
    language_ = language;
    pack_ = std::move(pack);
    for (const auto& [key, words] : *pack_) table_[key] = words;
}

const std::vector<std::string>& Strings::languages() {
    static const std::vector<std::string> tags = [] {
        std::vector<std::string> all;
        for (const StringTable& table : string_tables()) all.emplace_back(table.language);
        return all;
    }();
    return tags;
}

bool Strings::has(std::string_view key) const { return table_.contains(key); }

std::vector<std::string> Strings::keys() const {
    std::vector<std::string> all;
    for (const auto& [key, words] : table_) all.emplace_back(key);
    std::sort(all.begin(), all.end());
    return all;
}

std::string_view Strings::raw(std::string_view key) const {
    const auto found = table_.find(key);
    return found == table_.end() ? key : found->second;
}

std::string Strings::say(std::string_view key) const { return std::string(raw(key)); }

std::string Strings::say(std::string_view key, std::initializer_list<Fill> parts) const {
    std::string text(raw(key));
    for (const Fill& part : parts) replace_all(text, part.name, part.value);
    return text;
}

std::string Strings::count(std::string_view key, long long count,
                           std::initializer_list<Fill> parts) const {
    const std::string one = std::string(key) + "[one]";
    std::string text(count == 1 && has(one) ? raw(one) : raw(key));
    replace_all(text, "n", std::to_string(count));
    for (const Fill& part : parts) replace_all(text, part.name, part.value);
    return text;
}

}  // namespace villageboard::kiosk
