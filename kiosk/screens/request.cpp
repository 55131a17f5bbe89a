#include <string>
#include <vector>

#include "kiosk/print/slip.h"
#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

constexpr double kLeftPart = 0.55;

bool holds_one_of(const std::string& text, const std::string& words) {
    for (std::size_t from = 0; from < words.size();) {
        const std::size_t to = std::min(words.find('|', from), words.size());
        if (text.find(words.substr(from, to - from)) != std::string::npos) return true;
        from = to + 1;
    }
    return false;
}

/// 依申请公开: how to ask an office for what it has not published. No application itself.
class Request : public Screen {
  public:
    std::string name() const override { return "request"; }
    Pace pace() const override { return Pace::reading; }

    void reload(Board& board) override {
        guides_.clear();
        for (const cache::ItemRow& item : board.items(std::vector<Kind>{Kind::guide}))
            if (const auto body = board.body(item)) guides_.emplace_back(item, body);
    }

    void build(Page& page) override {
        page_head(page.flow, std::nullopt, page.say("request.title"), page.say("request.sentence"));
        page.flow.prose(page.say("request.not_yet"), Look{}.bold().as(Role::status));
        if (page.wide()) {
            auto [left, right] = page.split(kLeftPart);
            steps(page, left);
            form(page, right);
            page.flow.below(left, right);
        } else {
            steps(page, page.flow);
            form(page, page.flow);
        }
        offices(page);
        page.flow.gap(2);
    }

  private:
    static void steps(Page& page, Flow& flow) {
        flow.section(page.say("request.how"));
        for (const char* key :
             {"request.look", "request.fill", "request.hand_in", "request.limit", "request.fee"}) {
            flow.prose(page.say(key), {});
            flow.gap(1);
        }
    }

    static void form(Page& page, Flow& flow) {
        flow.section(page.say("request.form"));
        for (const char* key :
             {"request.form_who", "request.form_what", "request.form_way", "request.form_sign"}) {
            flow.prose("\u25A1 " + page.say(key), {});
            flow.gap(0.5);
        }
        if (!page.services.print) return;
        flow.gap(1);
        ButtonSpec spec{"request/print", page.say("request.print")};
        spec.icon = Icon::printer;
        if (button(page.ui, flow.take(button_height(page.theme(), Type::body)), spec))
            page.act.open(print_screen(paper_form(page), PrintKind::slip));
    }

    static print::SlipDocument paper_form(const Page& page) {
        print::SlipDocument paper;
        paper.title = page.say("request.paper");
        paper.parts = {print::Words{page.say("request.paper_note"), print::Tone::quiet},
                       print::Blank{page.say("request.blank_to"), 1},
                       print::Blank{page.say("request.blank_name"), 1},
                       print::Blank{page.say("request.blank_id"), 1},
                       print::Blank{page.say("request.blank_reach"), 2},
                       print::Blank{page.say("request.form_what"), 4}};
        for (const char* key :
             {"request.way_paper", "request.way_file", "request.way_fetch", "request.way_post"})
            paper.parts.emplace_back(print::Tick{page.say(key), {}});
        paper.parts.emplace_back(print::Blank{page.say("request.form_sign"), 1});
        return paper;
    }

    // Where, when and what it costs says the office's own guide.
    void offices(Page& page) {
        page.flow.section(page.say("request.where"));
        bool any = false;
        for (const auto& [item, body] : guides_) {
            const Guide& guide = std::get<Guide>(*body);
            if (!holds_one_of(guide.matter + guide.title, page.say("request.words"))) continue;
            any = true;
            page.flow.text(guide.office_name, Look{}.bold());
            page.flow.fact(page.say("guide.place"), guide.place);
            page.flow.fact(page.say("guide.hours"), guide.hours.value_or(""));
            page.flow.fact(page.say("guide.fee"), guide.fee);
            show_phone(page, page.flow, page.say("guide.phone"), guide.phone);
            if (row(page.flow, item_row(page, item, ShowSubject::no)))
                page.act.open(guide_screen(item.id));
        }
        if (any) return;
        page.flow.prose(page.say("request.unknown"), {});
        page.flow.gap(1);
        show_phone(page, page.flow, page.say("help.hotline"), page.say("help.hotline_number"));
    }

    std::vector<std::pair<cache::ItemRow, std::shared_ptr<const Body>>> guides_;
};

}  // namespace

std::unique_ptr<Screen> request_screen() { return std::make_unique<Request>(); }

}  // namespace villageboard::kiosk
