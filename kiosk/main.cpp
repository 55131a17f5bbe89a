/// villageboard-kiosk: the terminal's screen, or a script acted out on it without a display.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include <malloc.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "content/model/error.h"
#include "fonts/error.h"
#include "kiosk/app/conf.h"
#include "kiosk/app/panel_loop.h"
#include "kiosk/app/present_choice.h"
#include "kiosk/app/script.h"
#include "kiosk/app/window.h"

namespace {

namespace kiosk = villageboard::kiosk;
using villageboard::Error;
using villageboard::ErrorKind;

constexpr int kDone = 0;
constexpr int kTryLater = 1;
constexpr int kRefused = 2;

struct Arguments {
    std::string data;
    std::string size;
    std::string panel_mm;
    std::string rotate;
    std::string renderer;
    std::string present = "auto";
    std::string language = "zh-CN";
    std::string script;
    std::string out;
    bool windowed = false;
};

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorKind::invalid, "can't read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::pair<double, double> size_or_refuse(const std::string& text, const char* option) {
    const auto size = kiosk::parse_size(text);
    if (!size)
        throw Error(ErrorKind::invalid,
                    std::string(option) + " takes WIDTHxHEIGHT, not '" + text + "'");
    return *size;
}

// What is known of the terminal: the settings file, then the command line.
kiosk::Conf conf_of(const Arguments& arguments) {
    kiosk::Conf conf = kiosk::read_conf(arguments.data);
    if (!arguments.panel_mm.empty())
        conf.panel_mm = size_or_refuse(arguments.panel_mm, "--panel-mm");
    if (!arguments.rotate.empty()) {
        conf.rotation = kiosk::parse_rotation(arguments.rotate);
        if (!conf.rotation)
            throw Error(ErrorKind::invalid,
                        "--rotate takes 0, 90, 180 or 270, not '" + arguments.rotate + "'");
    }
    if (!arguments.renderer.empty()) {
        conf.renderer = villageboard::draw::parse_renderer(arguments.renderer);
        if (!conf.renderer)
            throw Error(ErrorKind::invalid, "--renderer takes auto, processor or opengl, not '" +
                                                arguments.renderer + "'");
    }
    return conf;
}

void run_script(const Arguments& arguments, kiosk::Settings settings) {
    if (arguments.out.empty()) throw Error(ErrorKind::invalid, "--script needs --out DIR");
    const auto [width, height] =
        size_or_refuse(arguments.size.empty() ? "1080x1920" : arguments.size, "--size");
    const kiosk::Conf conf = conf_of(arguments);
    if (conf.languages) settings.languages = *conf.languages;
    settings.panel =
        kiosk::refined(kiosk::usual_panel(static_cast<int>(width), static_cast<int>(height)), conf);
    kiosk::run_script(read_file(arguments.script),
                      {arguments.data, arguments.out, settings, villageboard::wall_clock});
}

kiosk::PresentWay way_of(const Arguments& arguments, const kiosk::WindowRun& run) {
    const auto wanted = kiosk::parse_present(arguments.present);
    if (!wanted)
        throw Error(ErrorKind::invalid, "--present takes auto, window, wayland or drm, not '" +
                                            arguments.present + "'");
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string_view(value == nullptr ? "" : value);
    };
    return kiosk::chosen_way(
        *wanted, run.renderer,
        {variable("WAYLAND_DISPLAY"), variable("DISPLAY"), variable("SDL_VIDEODRIVER"), run.mode});
}

void run_on_panel(const Arguments& arguments, kiosk::Settings settings) {
    kiosk::WindowRun run;
    run.data_dir = arguments.data;
    run.settings = std::move(settings);
    run.mode = arguments.windowed ? villageboard::draw::WindowMode::windowed
                                  : villageboard::draw::WindowMode::panel;
    if (!arguments.size.empty() || arguments.windowed) {
        const auto [width, height] =
            size_or_refuse(arguments.size.empty() ? "1280x800" : arguments.size, "--size");
        run.size = villageboard::draw::Size{static_cast<int>(width), static_cast<int>(height)};
    }
    const kiosk::Conf conf = conf_of(arguments);
    if (conf.languages) run.settings.languages = *conf.languages;
    run.turn = conf.rotation.value_or(villageboard::draw::Turn::none);
    run.renderer = conf.renderer.value_or(villageboard::draw::Renderer::automatic);
    run.refine = [&](const kiosk::Panel& panel) { return kiosk::refined(panel, conf); };
    run.clock = villageboard::wall_clock;
    switch (way_of(arguments, run)) {
        case kiosk::PresentWay::wayland:
            return kiosk::run_panel(run, kiosk::wayland_panel);
        case kiosk::PresentWay::drm:
            return kiosk::run_panel(run, kiosk::drm_panel);
        default:
            return kiosk::run_window(run);
    }
}

int run(const Arguments& arguments) {
    if (!std::filesystem::is_directory(arguments.data))
        throw Error(ErrorKind::invalid, "there is no data folder " + arguments.data);
    const kiosk::Conf conf = conf_of(arguments);
    kiosk::Settings settings;
    settings.language = arguments.language;
    settings.palette = conf.palette.value_or(kiosk::Palette::day);
    settings.board_turn = conf.board_turn.value_or(kiosk::kUsualBoardTurn);
    if (arguments.script.empty()) {
        run_on_panel(arguments, std::move(settings));
    } else {
        run_script(arguments, std::move(settings));
    }
    return kDone;
}

/// A core file would hold what somebody is writing.
void leave_no_core() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

/// glibc gives freed pages back at once and takes them again in the next frame, each through a page
/// fault: setting a long text anew took three times as long.
void keep_freed_pages() {
    constexpr int kMostBytes = 16 << 20;
    mallopt(M_TRIM_THRESHOLD, kMostBytes);
    mallopt(M_MMAP_THRESHOLD, kMostBytes);
}

}  // namespace

int main(int argc, char** argv) {
    leave_no_core();
    keep_freed_pages();
    spdlog::set_default_logger(spdlog::stderr_logger_st("kiosk"));
    Arguments arguments;
    CLI::App app("The screen of a village terminal.");
    app.add_option("--data", arguments.data, "the terminal's data folder")->required();
    app.add_option("--size", arguments.size, "WIDTHxHEIGHT in pixels; else the display's");
    app.add_option(
        "--panel-mm", arguments.panel_mm,
        "WIDTHxHEIGHT of the glass in mm; else kiosk.conf's or the usual for the resolution");
    app.add_option(
        "--rotate", arguments.rotate,
        "0, 90, 180 or 270: degrees that the picture is turned clockwise on the display; "
        "else kiosk.conf's");
    app.add_option("--renderer", arguments.renderer,
                   "auto, processor or opengl: what draws; else kiosk.conf's");
    app.add_option("--present", arguments.present,
                   "auto, window, wayland or drm: how the picture reaches the panel");
    app.add_option("--lang", arguments.language, "language of the interface, a BCP 47 tag");
    app.add_option("--script", arguments.script, "act out this file without a display");
    app.add_option("--out", arguments.out, "folder for the script's pictures");
    app.add_flag("--windowed", arguments.windowed,
                 "an ordinary window, 1280x800 unless --size says otherwise");
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "villageboard-kiosk: %s\n", error.what());
        return kRefused;
    }
    try {
        return run(arguments);
    } catch (const Error& error) {
        const std::string place = error.place().empty() ? "" : error.place() + ": ";
        std::fprintf(stderr, "villageboard-kiosk: %s%s\n", place.c_str(), error.what());
        return error.kind() == ErrorKind::retry ? kTryLater : kRefused;
    } catch (const villageboard::fonts::FontError& error) {
        std::fprintf(stderr, "villageboard-kiosk: %s\n", error.what());
        return kRefused;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "villageboard-kiosk: %s\n", error.what());
        return kTryLater;
    }
}
