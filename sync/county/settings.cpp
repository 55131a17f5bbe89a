#include "sync/county/settings.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "content/model/error.h"

namespace villageboard::county {
namespace {

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::map<std::string, std::string> read_pairs(const std::string& text, const std::string& file) {
    std::map<std::string, std::string> pairs;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        line = trimmed(line);
        if (line.empty() || line.front() == '#') continue;
        const auto equals = line.find('=');
        if (equals == std::string::npos)
            throw Error(ErrorKind::invalid, file + ", line " + std::to_string(number) +
                                                ": a setting is written 'name = value'.");
        pairs[trimmed(line.substr(0, equals))] = trimmed(line.substr(equals + 1));
    }
    return pairs;
}

int read_version(const std::string& text, const std::string& file) {
    int version = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, version);
    if (error != std::errc() || stop != end || version < 1)
        throw Error(ErrorKind::invalid, file + ": 'version' must be a whole number from 1.");
    if (version > kDataVersion)
        throw Error(ErrorKind::invalid, file + ": this data folder has version " + text +
                                            ", but this program knows only versions up to " +
                                            std::to_string(kDataVersion) +
                                            "; install the newer villageboard-county.");
    return version;
}

}  // namespace

bool is_origin(const std::string& text) {
    return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, [](unsigned char c) {
        return c < 128 && (std::isalnum(c) != 0 || c == '.' || c == '-');
    });
}

Settings parse_settings(const std::string& text, const std::filesystem::path& path) {
    const std::string file = path.string();
    auto pairs = read_pairs(text, file);
    const int version = read_version(pairs["version"], file);
    const auto area = AreaCode::parse(pairs["area"]);
    if (!area || area->level() != AreaLevel::county)
        throw Error(ErrorKind::invalid, file + ": 'area' must be the 6-digit code of the county.");
    if (!is_origin(pairs["origin"]))
        throw Error(ErrorKind::invalid,
                    file + ": 'origin' must be a name of letters, digits, '.' and '-'.");
    if (pairs["database"].empty()) pairs["database"] = "sqlite";
    return Settings{version, pairs["origin"], *area, pairs["database"]};
}

std::string format_settings(const Settings& settings) {
    return "# Settings of villageboard-county, read by every verb.\n"
           "version = " +
           std::to_string(settings.version) + "\n" +
           "# The name of the county's logs. It stands in every signature: never change it.\n"
           "origin = " +
           settings.origin + "\n" + "area = " + settings.area.digits() + "\n" +
           "# sqlite: the file county.db beside this one. Or postgresql://user:password@host/name\n"
           "database = " +
           settings.database + "\n";
}

Settings load_settings(const std::filesystem::path& data) {
    const auto file = data / "county.conf";
    std::ifstream in(file);
    if (!in)
        throw Error(ErrorKind::invalid,
                    "The folder " + data.string() +
                        " has no readable county.conf; name a county's data folder with --data, or "
                        "make one with 'villageboard-county init'.",
                    file.string());
    std::ostringstream text;
    text << in.rdbuf();
    return parse_settings(text.str(), file);
}

}  // namespace villageboard::county
