#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.5;

class GuideScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "guide"; }

  protected:
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
    // A box before each thing to bring: a list to tick off on one's fingers.
    void materials(Page& page, Flow& flow) const {
        if (as<Guide>().materials.empty()) return;
        flow.section(page.say("guide.materials"));
        const float box = page.theme().type(Type::body) * 0.8F;
        const float indent = box + page.theme().u(2);
        for (const GuideMaterial& material : as<Guide>().materials) {
            const float line = page.theme().line(Type::body);
            page.ui.frame({flow.x(), flow.y() + (line - box) / 2, box, box},
                          page.ui.colour(Ink::quiet), 0, page.theme().edge());
            Flow words(page.ui, flow.x() + indent, flow.y(), flow.width() - indent);
            words.text(material.name, Look{}.bold());
            const std::string count = copies(page, material);
            if (!count.empty()) words.text(count, Look{}.in(page.ui.colour(Ink::quiet)));
            if (material.note) words.text(*material.note, Look{}.in(page.ui.colour(Ink::quiet)));
            flow.below(words, words);
            flow.gap(1);
            if (material.form)
                show_picture(page, flow, attachments(), *material.form, page.say("guide.form"));
        }
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
};

}  // namespace

std::unique_ptr<Screen> guide_screen(std::string item_id) {
    return std::make_unique<GuideScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
