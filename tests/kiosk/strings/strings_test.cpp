#include "kiosk/strings/strings.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> sources() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(VILLAGEBOARD_SOURCE_DIR) / "kiosk"))
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h")
            files.push_back(entry.path());
    return files;
}

std::set<std::string> parts_of(const std::string& words) {
    static const std::regex part(R"(\{([a-z]+)\})");
    std::set<std::string> names;
    for (auto at = std::sregex_iterator(words.begin(), words.end(), part);
         at != std::sregex_iterator(); ++at)
        names.insert((*at)[1]);
    return names;
}

bool has_han(const std::string& text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(text[i + 1]);
        if (lead >= 0xE4 && lead <= 0xE9 && next >= 0x80 && next <= 0xBF) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("every key has words in every language that ships") {
    const Strings chinese("zh-CN");
    for (const std::string& tag : Strings::languages()) {
        const Strings other(tag);
        for (const std::string& key : chinese.keys()) {
            CAPTURE(tag);
            CAPTURE(key);
            CHECK(other.has(key));
            CHECK_FALSE(other.say(key).empty());
        }
        for (const std::string& key : other.keys()) {
            CAPTURE(key);
            CHECK(chinese.has(key.substr(0, key.find('['))));
        }
    }
}

TEST_CASE("a sentence has the same parts to fill in in every language, but for date order") {
    const Strings chinese("zh-CN");
    const Strings english("en");
    for (const std::string& key : chinese.keys()) {
        if (key.starts_with("date.") || key.starts_with("period.")) continue;
        CAPTURE(key);
        CHECK(parts_of(chinese.say(key)) == parts_of(english.say(key)));
    }
}

TEST_CASE("every key that the code says is in the table") {
    const Strings chinese("zh-CN");
    const std::regex literal(R"re("([a-z][a-z_]*(?:\.[a-z_]+)+)")re");
    const std::regex said(R"re((?:say|count)\(\s*"([^"]+)")re");
    std::size_t checked = 0;
    for (const auto& path : sources()) {
        const std::string text = read(path);
        for (auto at = std::sregex_iterator(text.begin(), text.end(), said);
             at != std::sregex_iterator(); ++at) {
            const std::string key = (*at)[1];
            if (key.ends_with('.')) continue;
            CAPTURE(path.string());
            CAPTURE(key);
            CHECK(chinese.has(key));
            ++checked;
        }
        if (path.parent_path().filename() != "screens") continue;
        for (auto at = std::sregex_iterator(text.begin(), text.end(), literal);
             at != std::sregex_iterator(); ++at) {
            const std::string key = (*at)[1];
            CAPTURE(path.string());
            CAPTURE(key);
            CHECK(chinese.has(key));
        }
    }
    CHECK(checked > 100);
}

TEST_CASE("words for people stand in the string table only") {
    const std::regex literal(R"re("(?:[^"\\\n]|\\.)*")re");
    for (const auto& path : sources()) {
        const auto folder = path.parent_path().filename();
        // How a figure or a sign is said in Chinese is the voice's own matter, in any interface.
        if (folder == "strings" || folder == "speech") continue;
        const std::string text = read(path);
        for (auto at = std::sregex_iterator(text.begin(), text.end(), literal);
             at != std::sregex_iterator(); ++at) {
            CAPTURE(path.string());
            CAPTURE(at->str());
            CHECK_FALSE(has_han(at->str()));
        }
    }
}

TEST_CASE("a missing key shows itself instead of stopping a terminal") {
    CHECK(Strings("zh-CN").say("no.such_key") == "no.such_key");
}

TEST_CASE("an unknown language falls back to its base language, then to the board's own") {
    CHECK(Strings("en-GB").language() == "en");
    CHECK(Strings("zh-Hant").language() == "zh-CN");
    CHECK(Strings("lis").language() == "zh-CN");
    CHECK(Strings("").language() == "zh-CN");
}

TEST_CASE("a count of one takes the form for one where the language has it") {
    CHECK(Strings("en").count("notice.open", 1) == "Open, 1 day left");
    CHECK(Strings("en").count("notice.open", 5) == "Open, 5 days left");
    CHECK(Strings("zh-CN").count("notice.open", 1) == "公示中，还剩 1 天");
}

TEST_CASE("days are told as people say them") {
    const Strings chinese("zh-CN");
    const Day today = *parse_day("2026-01-01");
    CHECK(near_day(chinese, today, today) == "今天");
    CHECK(near_day(chinese, *parse_day("2025-12-31"), today) == "昨天");
    CHECK(near_day(chinese, *parse_day("2025-12-30"), today) == "前天");
    CHECK(near_day(chinese, *parse_day("2025-12-29"), today) == "2025年12月29日");
    CHECK(near_day(chinese, *parse_day("2026-11-20"), *parse_day("2026-11-23")) == "11月20日");
    CHECK(day_and_weekday(chinese, *parse_day("2026-11-23")) == "11月23日 星期一");
    CHECK(day_and_weekday(Strings("en"), *parse_day("2026-11-23")) == "Mon 23 Nov");
}

TEST_CASE("a period that has just ended needs no year, an old one or one of an unsure day does") {
    FinancePeriod quarter;
    quarter.type = PeriodType::quarter;
    quarter.from = *parse_day("2026-07-01");
    quarter.to = *parse_day("2026-09-30");
    quarter.label = "2026年第三季度";
    const Strings chinese("zh-CN");
    CHECK(recent_period(chinese, quarter, parse_day("2026-11-23")) == "第三季度");
    CHECK(recent_period(Strings("en"), quarter, parse_day("2026-11-23")) == "Q3");
    CHECK(recent_period(chinese, quarter, parse_day("2027-04-02")) == "2026年第三季度");
    CHECK(recent_period(chinese, quarter, std::nullopt) == "2026年第三季度");
    quarter.type = PeriodType::month;
    CHECK(recent_period(chinese, quarter, parse_day("2026-11-23")) == "7月");
}

TEST_CASE("the last day of a notice period still counts, the day after is over") {
    const Day last = *parse_day("2026-11-23");
    CHECK(days_left(last, *parse_day("2026-11-23")) == 1);
    CHECK(days_left(last, *parse_day("2026-11-24")) == 0);
    CHECK(days_left(last, *parse_day("2026-11-17")) == 7);
}

TEST_CASE("a moment is written in the time of the hall, whatever the clock's zone") {
    CHECK(full_time(Strings("zh-CN"), *parse_instant("2026-11-22T16:05:00Z")) ==
          "2026年11月23日 00:05");
}

}  // namespace villageboard::kiosk
