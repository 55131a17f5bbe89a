/// Acts out what a person would do, by the labels on the glass, and keeps pictures of it. Needs no
/// display: the panel is memory. One command a line; `#` begins a comment line:
///
///   size 1080x1920 [268x476]   a panel of so many pixels (and mm)
///   text normal|large|largest  theme day|night|contrast  lang zh-CN|en|TAG
///   tap LABEL                  try-tap LABEL (only if it is there)  tap-role ROLE LABEL
///   type LETTERS               taps the letter pad's keys, else types
///   scroll up|down|top|bottom  by the page's buttons
///   idle SECONDS               so long nobody touches anything
///   clock 2026-11-23T06:00:00Z the wall clock from here on
///   wait-for LABEL             up to 10 s, for content that is on its way
///   expect LABEL               expect-not LABEL   expect-screen NAME
///   shot NAME                  NAME.png and NAME.json (the tree of widgets)
///   expect-heard WORDS         said, or a clip of this name begun, within two minutes from now
///   sound FILE.wav             all that was heard so far; begins anew
///   home                       the first page, everyday look, as the next person finds it
///   board                      the notice board, as after the idle time
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "kiosk/app/stage.h"

namespace villageboard::kiosk {

struct ScriptOptions {
    std::filesystem::path data_dir;
    std::filesystem::path out_dir;  ///< made if it isn't there
    Settings settings;
    std::function<Instant()> clock;
};

/// Throws Error invalid with the line's place when a command can't be done: an unknown label names
/// the labels most like it.
void run_script(const std::string& script, const ScriptOptions& options);

}  // namespace villageboard::kiosk
