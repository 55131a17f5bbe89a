#include "kiosk/app/conf.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>

#include "content/model/error.h"
#include "kiosk/app/reach.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {
namespace {

double number(std::string_view text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() ? value : 0;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\r");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

std::optional<Motion> parse_motion(std::string_view text) {
    if (text == "on") return Motion::on;
    if (text == "off") return Motion::off;
    return std::nullopt;
}

/// "zh-CN, en": languages that ship, at least one.
std::optional<std::vector<std::string>> parse_languages(std::string_view text) {
    const auto& all = Strings::languages();
    std::vector<std::string> tags;
    for (bool more = true; more;) {
        const auto comma = text.find(',');
        more = comma != std::string_view::npos;
        const std::string tag(trimmed(text.substr(0, comma)));
        if (std::find(all.begin(), all.end(), tag) == all.end()) return std::nullopt;
        tags.push_back(tag);
        if (more) text.remove_prefix(comma + 1);
    }
    return tags;
}

std::optional<std::chrono::seconds> parse_board_turn(std::string_view text) {
    const double seconds = number(text);
    const bool off = text == "0";
    if (!off && !(seconds >= 20 && seconds <= 120)) return std::nullopt;
    return std::chrono::seconds{static_cast<int>(seconds)};
}

std::optional<double> parse_bottom(std::string_view text) {
    const double millimetres = number(text);
    if (text != "0" && !(millimetres > 0 && millimetres <= 2000)) return std::nullopt;
    return millimetres;
}

/// False when the value is none that the key takes.
bool set(Conf& conf, std::string_view key, std::string_view value) {
    if (key == "panel_mm") return (conf.panel_mm = parse_size(value)).has_value();
    if (key == "rotation") return (conf.rotation = parse_rotation(value)).has_value();
    if (key == "renderer") return (conf.renderer = draw::parse_renderer(value)).has_value();
    if (key == "languages") return (conf.languages = parse_languages(value)).has_value();
    if (key == "motion") return (conf.motion = parse_motion(value)).has_value();
    if (key == "voice") return (conf.voice = speech::parse_voice(value)).has_value();
    if (key == "public_page")
        return (conf.public_page = print::PublicPages::parse(value)).has_value();
    if (key == "slip_paper") return (conf.slip_paper = print::parse_paper(value)).has_value();
    if (key == "slip_printer") return !(conf.slip_printer = value).empty();
    if (key == "poster_printer") return !(conf.poster_printer = value).empty();
    if (key == "theme") return (conf.palette = parse_palette(value)).has_value();
    if (key == "board_seconds") return (conf.board_turn = parse_board_turn(value)).has_value();
    if (key == "panel_bottom_mm") return (conf.bottom_mm = parse_bottom(value)).has_value();
    if (key != "viewing_mm" || !(number(value) >= 200 && number(value) <= 3000)) return false;
    conf.viewing_mm = number(value);
    return true;
}

}  // namespace

std::optional<Palette> parse_palette(std::string_view text) {
    if (text == "day") return Palette::day;
    if (text == "night") return Palette::night;
    if (text == "contrast") return Palette::contrast;
    return std::nullopt;
}

std::optional<draw::Turn> parse_rotation(std::string_view text) {
    for (const int degrees : {0, 90, 180, 270})
        if (text == std::to_string(degrees)) return draw::turn_of_degrees(degrees);
    return std::nullopt;
}

Conf parse_conf(std::string_view text) {
    Conf conf;
    for (int line_number = 1; !text.empty(); ++line_number) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        line = trimmed(line.substr(0, line.find('#')));
        const auto equals = line.find('=');
        const bool good = line.empty() || (equals != std::string_view::npos &&
                                           set(conf, trimmed(line.substr(0, equals)),
                                               trimmed(line.substr(equals + 1))));
        if (!good)
            throw Error(ErrorKind::invalid,
                        "kiosk.conf takes lines 'panel_mm = WIDTHxHEIGHT', 'viewing_mm = NUMBER', "
                        "'rotation = 0|90|180|270', 'renderer = auto|processor|opengl', "
                        "'motion = on|off', 'languages = zh-CN, en', "
                        "'voice = recorded|synthetic|off', "
                        "'theme = day|night|contrast', 'board_seconds = 0|20..120', "
                        "'panel_bottom_mm = NUMBER', 'public_page = ADDRESS with {id}', "
                        "'slip_paper = 58mm|80mm|a5|a4', 'slip_printer = NAME' and "
                        "'poster_printer = NAME'",
                        "kiosk.conf:" + std::to_string(line_number));
    }
    return conf;
}

Conf read_conf(const std::filesystem::path& data_dir) {
    const std::filesystem::path file = data_dir / "kiosk.conf";
    if (!std::filesystem::exists(file)) return {};
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::invalid, "can't read " + file.string());
    return parse_conf(std::string{std::istreambuf_iterator<char>(in), {}});
}

Panel refined(Panel panel, const Conf& conf) {
    if (conf.panel_mm) panel = with_size(panel, conf.panel_mm->first, conf.panel_mm->second);
    if (conf.motion) panel.motion = *conf.motion;
    if (conf.viewing_mm) panel.distance_mm = *conf.viewing_mm;
    if (conf.bottom_mm) panel.bottom_mm = *conf.bottom_mm;
    return panel;
}

}  // namespace villageboard::kiosk
