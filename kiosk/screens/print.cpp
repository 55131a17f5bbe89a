#include <algorithm>

#include "kiosk/print/desk.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

using print::Paper;
using print::PrintState;

constexpr double kPad = 3;
constexpr float kMostHanzi = 22;

// The words of a document as they will stand on paper, roughly: what is printed is seen before.
class Preview {
  public:
    explicit Preview(Flow& flow) : flow_(flow), ui_(flow.ui()) {}

    void show(const print::SlipDocument& document) {
        if (!document.kicker.empty()) flow_.text(document.kicker, Look{}.sized(Type::caption));
        flow_.text(document.title, Look{}.sized(Type::lead).serif().as(Role::heading));
        flow_.gap(0.5);
        flow_.rule();
        flow_.gap(0.5);
        for (const print::Part& part : document.parts) std::visit(*this, part);
        flow_.gap(0.5);
        flow_.text(document.foot, quiet().sized(Type::caption));
    }

    void operator()(const print::Heading& part) {
        flow_.gap(1);
        flow_.text(part.words, Look{}.bold().as(Role::heading));
    }
    void operator()(const print::Words& part) {
        flow_.text(part.words, part.tone == print::Tone::quiet    ? quiet()
                               : part.tone == print::Tone::strong ? Look{}.bold()
                                                                  : Look{});
        flow_.gap(0.5);
    }
    void operator()(const print::Fact& part) { flow_.fact(part.label, part.value); }
    void operator()(const print::Figure& part) {
        flow_.text(part.label, quiet());
        flow_.text(
            part.value,
            ui_.fitted(part.value, Look{}.sized(Type::title).serif().tabular().as(Role::figure),
                       flow_.width()));
    }
    void operator()(const print::Tick& part) {
        const float box = ui_.theme().type(Type::body) * 0.8F;
        const float indent = box + ui_.theme().u(1.5);
        ui_.frame({flow_.x(), flow_.y() + (ui_.theme().line(Type::body) - box) / 2, box, box},
                  ui_.colour(Ink::quiet), 0, ui_.theme().edge());
        Flow words(ui_, flow_.x() + indent, flow_.y(), flow_.width() - indent);
        words.text(part.words, Look{}.bold());
        if (!part.note.empty()) words.text(part.note, quiet());
        flow_.below(words, words);
    }
    void operator()(const print::Blank& part) {
        flow_.text(part.label, Look{});
        for (int i = 0; i < part.lines; ++i) {
            flow_.gap(2);
            flow_.rule();
        }
    }
    void operator()(const print::Code& part) { flow_.text(part.words, quiet()); }
    void operator()(const print::Rule&) {
        flow_.gap(0.5);
        flow_.rule();
        flow_.gap(0.5);
    }

  private:
    Look quiet() const { return Look{}.in(ui_.colour(Ink::quiet)); }

    Flow& flow_;
    Ui& ui_;
};

const char* words_key(PrintState state) {
    switch (state) {
        case PrintState::waiting:
            return "print.waiting";
        case PrintState::printed:
            return "print.printed";
        case PrintState::kept:
            return "print.kept";
        case PrintState::no_printer:
            return "print.no_printer";
        case PrintState::no_paper:
            return "print.no_paper";
        case PrintState::unreachable:
            return "print.unreachable";
        case PrintState::no_room:
            return "print.no_room";
        default:
            return "print.failed";
    }
}

class PrintScreen : public Screen {
  public:
    PrintScreen(print::SlipDocument document, PrintKind kind)
        : document_(std::move(document)), kind_(kind) {}

    std::string name() const override { return "print"; }
    Pace pace() const override { return Pace::reading; }

    void build(Page& page) override {
        const bool poster = kind_ == PrintKind::poster;
        page_head(page.flow, std::nullopt, page.say(poster ? "print.poster" : "print.title"),
                  page.say(poster ? "print.poster_sentence" : "print.sentence"));
        if (!page.services.print) return page.flow.prose(page.say("print.none"), {});
        if (poster) choose_paper(page);
        ask(page, *page.services.print);
        page.flow.gap(2);
        sheet(page);
        page.flow.gap(3);
    }

  private:
    void choose_paper(Page& page) {
        float y = page.flow.y();
        const std::size_t chosen =
            tabs(page.ui, page.flow.x(), y, page.flow.width(), "print/paper",
                 {page.say("print.a4"), page.say("print.a3")}, paper_ == Paper::a3 ? 1 : 0);
        page.flow.take(y - page.flow.y());
        page.flow.gap(1.5);
        paper_ = chosen == 1 ? Paper::a3 : Paper::a4;
    }

    void ask(Page& page, print::PrintDesk& desk) {
        const PrintState state = desk.state(ticket_);
        ButtonSpec spec{"print/start",
                        page.say(state == PrintState::none ? "print.start" : "print.again")};
        spec.style = ButtonStyle::primary;
        spec.type = Type::lead;
        spec.icon = Icon::printer;
        spec.enabled = state != PrintState::waiting;
        Rect rect = page.flow.take(button_height(page.theme(), Type::lead));
        rect.w = std::min(rect.w, button_width(page.ui, spec) + page.theme().u(4));
        if (button(page.ui, rect, spec) && spec.enabled) {
            const Paper paper = kind_ == PrintKind::poster ? paper_ : desk.slip_paper();
            const print::Ticket ticket = desk.print(document_, paper);
            full_ = ticket == 0;
            if (ticket != 0) ticket_ = ticket;
            page.ui.build_again();
        }
        page.flow.gap(1);
        const Look told = Look{}.bold().as(Role::status);
        if (full_) {
            page.flow.prose(page.say("print.full"), told);
        } else if (ticket_ != 0) {
            page.flow.prose(page.say(words_key(desk.state(ticket_))), told);
        }
    }

    void sheet(Page& page) {
        const Theme& theme = page.theme();
        const float pad = theme.u(kPad);
        const float width =
            std::min(page.flow.width(), theme.type(Type::body) * kMostHanzi + 2 * pad);
        const Rect place{page.flow.x(), page.flow.y(), width, height_ + 2 * pad};
        page.ui.sheet(place, page.ui.colour(Ink::raised), 0);
        page.ui.frame(place, page.ui.colour(Ink::line), 0, theme.hairline());
        const Colour former = page.ui.set_ground(page.ui.colour(Ink::raised));
        Flow inside(page.ui, place.x + pad, place.y + pad, width - 2 * pad);
        Preview(inside).show(document_);
        page.ui.set_ground(former);
        if (inside.height() != height_) page.ui.build_again();
        height_ = inside.height();
        page.flow.take(height_ + 2 * pad);
    }

    print::SlipDocument document_;
    PrintKind kind_;
    print::Ticket ticket_ = 0;
    Paper paper_ = Paper::a4;
    float height_ = 0;
    bool full_ = false;
};

}  // namespace

std::unique_ptr<Screen> print_screen(print::SlipDocument document, PrintKind kind) {
    return std::make_unique<PrintScreen>(std::move(document), kind);
}

}  // namespace villageboard::kiosk
