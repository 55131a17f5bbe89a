/// Settings of one terminal that its technician writes: kiosk.conf in the data folder. Lines
/// `key = value`; `#` starts a comment. Pure.
///
///   panel_mm = 268x476      the glass as people see it, width first
///   viewing_mm = 600        eye to glass, 200 to 3000; else by the glass's size
///   rotation = 0|90|180|270 how far the picture is turned clockwise on the display
///   renderer = auto|processor|opengl
///   motion = on|off         whether pictures may move by themselves
///   voice = recorded|synthetic|off   what reads aloud (recorded unless said)
///   public_page = https://board.example/p/{area}/{id}/   where the world reads a public item
///   slip_paper = 58mm|80mm|a5|a4   what the villagers' printer holds (80mm unless said)
///   slip_printer, poster_printer = NAME   queues of CUPS (its default one unless said)
///   languages = zh-CN, en   which of the languages that ship are offered; zh-CN always is
///   theme = day|night|contrast   how it looks to the next person
///   board_seconds = 25      how long a page of the notice board stands, 20 to 120; 0: no board
///   panel_bottom_mm = 900   lower edge of the glass above the floor, 0 to 2000
#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/speech/engine.h"
#include "kiosk/draw/present/renderer.h"
#include "kiosk/draw/present/turn.h"
#include "kiosk/print/paper.h"
#include "kiosk/print/public_page.h"
#include "kiosk/theme/theme.h"

namespace villageboard::kiosk {

struct Conf {
    std::optional<std::pair<double, double>> panel_mm;
    std::optional<double> viewing_mm;
    std::optional<draw::Turn> rotation;
    std::optional<draw::Renderer> renderer;
    std::optional<std::vector<std::string>> languages;
    std::optional<Motion> motion;
    std::optional<speech::Voice> voice;
    std::optional<print::PublicPages> public_page;
    std::optional<print::Paper> slip_paper;
    std::string slip_printer;
    std::string poster_printer;
    std::optional<Palette> palette;
    std::optional<std::chrono::seconds> board_turn;
    std::optional<double> bottom_mm;
};

/// Throws Error invalid with the line number on anything that isn't one of these lines.
Conf parse_conf(std::string_view text);

/// The file in a terminal's data folder; no file, no settings. Throws Error invalid as parse_conf
/// does, and when it can't be read.
Conf read_conf(const std::filesystem::path& data_dir);
/// How long a page of the notice board stands where kiosk.conf says nothing.
inline constexpr std::chrono::seconds kUsualBoardTurn{25};

/// "day", "night" or "contrast"; nothing for anything else.
std::optional<Palette> parse_palette(std::string_view text);

/// "0", "90", "180" or "270"; nothing for anything else.
std::optional<draw::Turn> parse_rotation(std::string_view text);

/// The panel with what the file says of it.
Panel refined(Panel panel, const Conf& conf);

}  // namespace villageboard::kiosk
