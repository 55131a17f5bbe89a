#include <algorithm>
#include <optional>

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
        const auto sample = sample_of(page, language);
        // Strokes of some scripts reach far below the line.
        Rect line = page.flow.take(button_height(page.theme(), spec.type) + page.theme().u(3));
        line.w = std::min(line.w, page.theme().measure());
        if (sample) ear(page, line, language, *sample);
        if (button(page.ui, line, spec)) {
            page.act.set_language(language.tag);
            page.act.back();
        }
        const Look quiet = Look{}.in(page.ui.colour(Ink::quiet));
        page.flow.gap(0.5);
        if (!language.sample.empty()) page.flow.text(language.sample, quiet);
        if (page.services.voice && !sample) page.flow.text(page.say("language.no_sample"), quiet);
        page.flow.gap(2);
    }

    // Who reads none of these scripts chooses by ear. What nobody recorded is said to be missing,
    // but for what this terminal can say by itself.
    static std::optional<speech::Piece> sample_of(const Page& page,
                                                  const InterfaceLanguage& language) {
        if (page.services.voice == nullptr) return std::nullopt;
        constexpr const char* kSample = "language.sample";
        speech::Piece sample;
        sample.clip = page.board.phrasebook().recording(language.tag, kSample);
        sample.words = sample.clip ? language.tag + " " + kSample : language.sample;
        sample.language = language.tag;
        const bool synthetic = speech::has_voice_for(language.tag);
        if (!sample.clip && (!synthetic || sample.words.empty())) return std::nullopt;
        return sample;
    }

    static void ear(Page& page, Rect& line, const InterfaceLanguage& language,
                    const speech::Piece& sample) {
        ButtonSpec spec{"language/listen/" + language.tag, page.say("language.listen"),
                        Icon::listen};
        spec.type = Type::body;
        const float width = std::min(button_width(page.ui, spec), line.w / 2);
        const Rect right = line.cut_right(width);
        line.cut_right(page.theme().target_gap());
        if (button(page.ui, right, spec)) page.services.voice->read({sample});
    }
};

}  // namespace

std::unique_ptr<Screen> languages_screen() { return std::make_unique<Languages>(); }

}  // namespace villageboard::kiosk
