#include "sync/county/site/words.h"

#include <map>

#include "sync/county/publish/interface_words.h"

namespace villageboard::county::site {
namespace {

constexpr std::uint64_t kKilobyte = 1000;
constexpr std::uint64_t kMegabyte = 1000 * kKilobyte;

const std::map<std::string, std::string>& page_words() {
    static const std::map<std::string, std::string> words = parse_words(page_table());
    return words;
}

const std::string* find(std::string_view key) {
    const std::string name(key);
    for (const auto* words : {&page_words(), &interface_words()})
        if (const auto found = words->find(name); found != words->end()) return &found->second;
    return nullptr;
}

std::string two_digits(long long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

bool has_words(std::string_view key) { return find(key) != nullptr; }

std::string say(std::string_view key, const Values& values) {
    const std::string* pattern = find(key);
    if (pattern == nullptr) return std::string(key);
    std::string out;
    for (std::size_t at = 0; at < pattern->size();) {
        const auto open = pattern->find('{', at);
        const auto close = open == std::string::npos ? open : pattern->find('}', open);
        if (close == std::string::npos) return out + pattern->substr(at);
        out.append(*pattern, at, open - at);
        const std::string_view name(pattern->data() + open + 1, close - open - 1);
        for (const auto& [given, value] : values)
            if (given == name) out += value;
        at = close + 1;
    }
    return out;
}

std::string say_day(Day day) {
    const std::chrono::year_month_day date(day);
    return say("date.full", {{"y", std::to_string(static_cast<int>(date.year()))},
                             {"m", std::to_string(static_cast<unsigned>(date.month()))},
                             {"d", std::to_string(static_cast<unsigned>(date.day()))}});
}

std::string say_instant(Instant at) {
    const Day day = shanghai_day(at);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(at - start_of(day)).count();
    return say_day(day) + " " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

std::string say_bytes(std::uint64_t bytes) {
    if (bytes < kMegabyte)
        return std::to_string(std::max<std::uint64_t>(1, bytes / kKilobyte)) + " KB";
    return std::to_string(bytes / kMegabyte) + "." +
           std::to_string(bytes % kMegabyte / (kMegabyte / 10)) + " MB";
}

std::string clipped(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t characters = 0; at < text.size(); ++characters) {
        if (characters == most) return std::string(text.substr(0, at)) + say("site.cut");
        do ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    }
    return std::string(text);
}

}  // namespace villageboard::county::site
