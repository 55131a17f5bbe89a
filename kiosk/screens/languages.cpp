#include <algorithm>
#include <cmath>

#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/speech/reader.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

// Chosen by who can't read the language shown now: each stands there in its own words and script.
class Languages : public Screen {
  public:
    std::string name() const override { return "languages"; }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("language.title"),
                  page.say("language.sentence"));
        for (const InterfaceLanguage& language : page.board.phrasebook().languages())
            choice(page, language);
        page.flow.gap(2);
    }

  private:
    static void choice(Page& page, const InterfaceLanguage& language) {
        ButtonSpec spec{"language/" + language.tag, language.name};
        spec.type = Type::title;
        spec.selected = language.tag == page.ui.strings().language();
        // Strokes of some scripts reach far below the line.
        Rect line = page.flow.take(button_height(page.theme(), spec.type) + page.theme().u(3));
        line.w = std::min(line.w, page.theme().measure());
        if (button(page.ui, line, spec)) {
            page.act.set_language(language.tag);
            page.act.back();
        }
        if (!language.sample.empty()) {
            page.flow.gap(0.5);
            page.flow.text(language.sample, Look{}.in(page.ui.colour(Ink::quiet)));
        }
        listen(page, language);
        page.flow.gap(2);
    }

    // Who reads none of these scripts chooses by ear. What nobody recorded is said to be missing,
    // but for what this terminal can say by itself.
    static void listen(Page& page, const InterfaceLanguage& language) {
        if (page.services.voice == nullptr) return;
        constexpr const char* kSample = "language.sample";
        speech::Piece sample;
        sample.clip = page.board.phrasebook().recording(language.tag, kSample);
        sample.words = sample.clip ? language.tag + " " + kSample : language.sample;
        sample.language = language.tag;
        const bool synthetic = speech::has_voice_for(language.tag);
        page.flow.gap(0.5);
        if (!sample.clip && (!synthetic || sample.words.empty())) {
            page.flow.text(page.say("language.no_sample"), Look{}.in(page.ui.colour(Ink::quiet)));
            return;
        }
        page.flow.gap(0.5);
        ButtonSpec spec{"language/listen/" + language.tag, page.say("language.listen"),
                        Icon::listen};
        spec.type = Type::caption;
        Rect line = page.flow.take(button_height(page.theme(), spec.type));
        line.w = std::min(line.w, button_width(page.ui, spec));
        if (button(page.ui, line, spec)) page.services.voice->read({sample});
    }
};

}  // namespace

std::unique_ptr<Screen> languages_screen() { return std::make_unique<Languages>(); }

}  // namespace villageboard::kiosk
