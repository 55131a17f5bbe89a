#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.5;
constexpr double kPressedShade = 0.12;

class GuideScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "guide"; }

  protected:
    void prepare(Board&) override {
        if (std::exchange(revision_, item().revision) == item().revision) return;
        ticked_.assign(as<Guide>().materials.size(), 0);
    }

    void build_item(Page& page) override {
        head(page);
        if (page.wide()) {
            auto [left, right] = page.split(kLeftPart);
            materials(page, left);
            steps(page, left);
            facts(page, right);
            page.flow.below(left, right);
        } else {
            materials(page, page.flow);
            steps(page, page.flow);
            page.flow.gap(2);
            facts(page, page.flow);
        }
        show_blocks(page, page.flow, *words_of(common(), page.ui.strings().language()).blocks,
                    attachments());
        foot(page);
    }

  private:
    // "Have I everything?": a big box before each thing to bring. The ticks live as long as the
    // page: when nobody is there, they go home with it.
    void materials(Page& page, Flow& flow) {
        const auto& wanted = as<Guide>().materials;
        if (wanted.empty()) return;
        flow.section(page.say("guide.materials"));
        flow.text(page.say("guide.tick_hint"), Look{}.in(page.ui.colour(Ink::quiet)));
        flow.gap(1);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            material(page, flow, i);
            if (wanted[i].form)
                show_picture(page, flow, attachments(), *wanted[i].form, page.say("guide.form"));
        }
        state(page, flow);
    }

    void material(Page& page, Flow& flow, std::size_t index) {
        Ui& ui = page.ui;
        const Theme& theme = page.theme();
        const GuideMaterial& wanted = as<Guide>().materials[index];
        const float box = std::round(theme.target() * 0.7F);
        const float indent = box + theme.u(3);
        const float width = flow.width() - indent - theme.u(1);
        const Look name = Look{}.sized(Type::lead).bold();
        const Look quiet = Look{}.in(ui.colour(Ink::quiet));
        const std::string count = copies(page, wanted);
        const std::string note = wanted.note.value_or("");
        float words = ui.height_of(wanted.name, name, width);
        if (!count.empty()) words += ui.height_of(count, quiet, width);
        if (!note.empty()) words += ui.height_of(note, quiet, width);
        const Rect rect = flow.take(std::max(theme.main_target(), words + theme.u(1)));
        const bool ticked = ticked_[index] != 0;
        const Press press = ui.press(rect, {"guide/material/" + std::to_string(index), Role::button,
                                            wanted.name, Target::main, true, ticked});
        if (press.activated) {
            ticked_[index] = ticked ? 0 : 1;
            ui.build_again();
        }
        if (press.held)
            ui.sheet(rect, mix(ui.colour(Ink::paper), ui.colour(Ink::ink), kPressedShade),
                     theme.corner());
        tick_box(ui, {rect.x + theme.u(1), std::round(rect.mid_y() - box / 2), box, box}, ticked);
        float y = std::round(rect.mid_y() - words / 2);
        y += ui.text(rect.x + indent, y, width, wanted.name, name);
        if (!count.empty()) y += ui.text(rect.x + indent, y, width, count, quiet);
        if (!note.empty()) ui.text(rect.x + indent, y, width, note, quiet);
        const Rect between = flow.take(theme.target_gap());
        ui.fill({between.x, std::round(between.mid_y()), between.w, theme.hairline()},
                ui.colour(Ink::line));
    }

    static void tick_box(Ui& ui, const Rect& box, bool ticked) {
        ui.sheet(box, ui.colour(ticked ? Ink::accent : Ink::raised), ui.theme().corner());
        ui.frame(box, ui.colour(Ink::quiet), ui.theme().corner(), ui.theme().edge());
        if (ticked)
            ui.drawing(box.inset(box.w * 0.15F), drawing_of(Icon::check),
                       ui.theme().on(ui.colour(Ink::accent)));
    }

    void state(Page& page, Flow& flow) const {
        const auto left = std::count(ticked_.begin(), ticked_.end(), 0);
        flow.gap(1);
        if (left > 0) {
            flow.text(page.ui.strings().count("guide.left", left),
                      Look{}.sized(Type::lead).bold().as(Role::status));
            return;
        }
        const Colour good = page.ui.colour(Ink::money_in);
        flow.text(page.say("guide.have_all"),
                  Look{}.sized(Type::title).serif().in(good).as(Role::status));
        flow.gap(0.5);
        flow.prose(page.say("guide.go", {{"place", as<Guide>().place}}), Look{}.sized(Type::lead));
        flow.fact(page.say("guide.hours"), as<Guide>().hours.value_or(""));
    }

    static std::string copies(Page& page, const GuideMaterial& material) {
        const Strings& strings = page.ui.strings();
        std::string words;
        if (material.original > 0) words = strings.count("guide.original", material.original);
        if (material.copies > 0)
            words += (words.empty() ? "" : page.say("list.comma")) +
                     strings.count("guide.copies", material.copies);
        return words;
    }

    void steps(Page& page, Flow& flow) const {
        if (as<Guide>().steps.empty()) return;
        flow.section(page.say("guide.steps"));
        const float indent = page.theme().type(Type::lead) * 1.6F;
        int number = 0;
        for (const std::string& step : as<Guide>().steps) {
            page.ui.text(
                flow.x(), flow.y(), indent, std::to_string(++number),
                Look{}.sized(Type::lead).serif().in(page.theme().colour(Subject::village)));
            Flow words(page.ui, flow.x() + indent, flow.y(), flow.width() - indent);
            // The first line of the words is centred on the larger numeral.
            words.take((page.theme().line(Type::lead) - page.theme().line(Type::body)) / 2);
            words.prose(step, {});
            if (words.height() < page.theme().line(Type::lead))
                words.take(page.theme().line(Type::lead) - words.height());
            flow.below(words, words);
            flow.gap(0.7);
        }
    }

    void facts(Page& page, Flow& flow) const {
        const Guide& guide = as<Guide>();
        flow.fact(page.say("guide.place"), guide.place);
        flow.fact(page.say("guide.hours"), guide.hours.value_or(""));
        flow.fact(page.say("guide.limit"), guide.time_limit.value_or(""));
        flow.fact(page.say("guide.fee"), guide.fee);
        flow.fact(page.say("guide.standard"), guide.standard.value_or(""));
        flow.fact(page.say("guide.who"), guide.who.value_or(""));
        for (std::size_t i = 0; i < guide.conditions.size(); ++i)
            flow.fact(i == 0 ? page.say("guide.conditions") : " ", guide.conditions[i]);
        show_phone(page, flow, page.say("guide.phone"), guide.phone);
        if (guide.complaint_phone) flow.fact(page.say("guide.complaint"), *guide.complaint_phone);
    }

    std::vector<char> ticked_;  ///< one a material
    std::uint32_t revision_ = 0;
};

}  // namespace

std::unique_ptr<Screen> guide_screen(std::string item_id) {
    return std::make_unique<GuideScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
