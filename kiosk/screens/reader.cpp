#include <algorithm>
#include <utility>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/topics.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

class Reader : public ItemScreen {
  public:
    Reader(std::string item_id, std::optional<Subject> subject)
        : ItemScreen(std::move(item_id)), subject_(subject) {}

    std::string name() const override { return "reader"; }
    std::optional<Subject> subject() const override { return subject_; }

  protected:
    void prepare(Board& board) override {
        readings_.clear();
        const bool is_policy = item().kind == Kind::policy;
        if (!is_policy) return;
        for (const cache::ItemRow& row : board.items(std::vector<Kind>{Kind::interpretation})) {
            const auto body = board.body(row);
            if (body && std::get<Interpretation>(*body).policy_id == id())
                readings_.push_back(
                    {body, board.attachments(row), shanghai_day(row.first_published)});
        }
        // In the order in which they explain: the first one, the second look, what came of it.
        std::stable_sort(readings_.begin(), readings_.end(), [](const auto& a, const auto& b) {
            const auto round = [](const Reading& reading) {
                return std::get<Interpretation>(*reading.body).round;
            };
            return std::pair{round(a), a.published} < std::pair{round(b), b.published};
        });
    }

    void build_item(Page& page) override {
        const bool margin_note = page.wide() && !readings_.empty();
        head(page);
        byline(page);
        page.flow.gap(1);
        if (margin_note) {
            auto [left, right] = page.split(0.56);
            document(page, left);
            right.text(page.say("reading.title"),
                       Look{}.bold().in(page.theme().colour(Subject::policy)).as(Role::heading));
            right.gap(1);
            for (const Reading& reading : readings_) interpretation(page, right, reading);
            page.flow.below(left, right);
        } else {
            if (!readings_.empty()) choose_part(page);
            if (part_ == 0 || readings_.empty()) {
                document(page, page.flow);
            } else {
                for (const Reading& reading : readings_) interpretation(page, page.flow, reading);
            }
        }
        foot(page);
    }

  private:
    struct Reading {
        std::shared_ptr<const Body> body;
        std::vector<cache::AttachmentRow> attachments;
        Day published;
    };

    void choose_part(Page& page) {
        float y = page.flow.y();
        const std::vector<std::string> labels{page.say("reading.document"),
                                              page.say("reading.title")};
        const std::size_t chosen =
            tabs(page.ui, page.flow.x(), y, page.flow.width(), "reader/part", labels, part_);
        page.flow.take(y - page.flow.y());
        page.flow.gap(2);
        part_ = chosen;
    }

    void document(Page& page, Flow& flow) {
        if (item().kind == Kind::notice) event(page, flow, as<Notice>());
        if (item().kind == Kind::policy) answers(page, flow, as<Policy>());
        if (item().kind == Kind::interpretation) {
            interpretation_words(page, flow, as<Interpretation>());
        }
        for (const Picture& picture : common().pictures) {
            const bool in_text = std::any_of(
                common().blocks.begin(), common().blocks.end(), [&](const Block& block) {
                    const auto* shown = std::get_if<PictureBlock>(&block);
                    return shown && shown->attachment == picture.attachment;
                });
            if (!in_text)
                show_picture(page, flow, attachments(), picture.attachment, picture.caption);
        }
        const ItemWords words = words_of(common(), page.ui.strings().language());
        show_blocks(page, flow, *words.blocks, attachments(), &glosses());
    }

    static void event(Page& page, Flow& flow, const Notice& notice) {
        const Strings& strings = page.ui.strings();
        if (notice.event_at) {
            std::string when = full_time(strings, *notice.event_at);
            if (notice.event_until)
                when = page.say("event.span",
                                {{"from", when}, {"to", full_time(strings, *notice.event_until)}});
            flow.fact(page.say("event.when"), when);
        }
        flow.fact(page.say("event.where"), notice.event_place.value_or(""));
        std::string groups;
        for (const std::string& group : notice.audience_groups)
            groups += (groups.empty() ? "" : page.say("list.comma")) +
                      page.say("group.number", {{"n", group}});
        flow.fact(page.say("event.groups"), groups);
        if (notice.event_at || notice.event_place || !groups.empty()) {
            flow.gap(1);
            flow.rule();
            flow.gap(1.5);
        }
    }

    // Whether it still counts, before anything that it promises.
    static void validity(Page& page, Flow& flow, const Policy& policy) {
        constexpr const char* keys[] = {"policy.in_force", "policy.amended", "policy.repealed",
                                        "policy.expired"};
        const Validity validity = validity_of(policy, page.board.time());
        if (validity == Validity::in_force && !policy.validity) return;
        const bool counts = validity == Validity::in_force;
        flow.text(page.say(keys[static_cast<int>(validity)]),
                  Look{}
                      .bold()
                      .in(page.ui.colour(counts ? Ink::money_in : Ink::money_out))
                      .as(Role::status));
        if (policy.repealed_on)
            flow.text(page.say(counts ? "policy.until" : "policy.since",
                               {{"day", full_day(page.ui.strings(), *policy.repealed_on)}}),
                      Look{}.in(page.ui.colour(Ink::quiet)));
        flow.gap(1);
    }

    void for_me(Page& page, Flow& flow, const Policy& policy) const {
        const Validity validity = validity_of(policy, page.board.time());
        const bool over = validity == Validity::repealed || validity == Validity::expired;
        if (policy.conditions.empty() || over) return;
        ButtonSpec spec{"policy/for_me", page.say("forme.button"), Icon::help,
                        ButtonStyle::primary};
        spec.type = Type::lead;
        Rect rect = flow.take(button_height(page.theme(), spec.type));
        rect.w =
            std::min(rect.w, std::max(button_width(page.ui, spec), page.theme().measure() / 2));
        if (button(page.ui, rect, spec)) page.act.open(for_me_screen(id()));
        flow.gap(2);
    }

    void answers(Page& page, Flow& flow, const Policy& policy) {
        validity(page, flow, policy);
        for_me(page, flow, policy);
        flow.fact(page.say("policy.who"), policy.who.value_or(""));
        if (policy.standard)
            flow.fact(page.say("policy.standard"),
                      page.say("policy.standard_value",
                               {{"amount", format_yuan(policy.standard->amount_fen)},
                                {"unit", policy.standard->unit},
                                {"per", policy.standard->per}}));
        for (std::size_t i = 0; i < policy.benefits.size(); ++i)
            flow.fact(i == 0 ? page.say("policy.benefits") : " ", policy.benefits[i]);
        flow.fact(page.say("policy.how"), policy.how.value_or(""));
        flow.fact(page.say("policy.when"), policy.when.value_or(""));
        flow.fact(page.say("policy.where"), policy.where.value_or(""));
        flow.fact(page.say("policy.programme"), policy.programme.value_or(""));
        glosses().offer(
            flow, {policy.who.value_or(""), policy.how.value_or(""), policy.when.value_or("")});
        if (policy.phone) show_phone(page, flow, page.say("policy.phone"), *policy.phone);
        if (policy.who || policy.how || policy.phone) {
            flow.gap(1);
            flow.rule();
            flow.gap(1.5);
        }
    }

    void interpretation_words(Page& page, Flow& flow, const Interpretation& reading) {
        const std::pair<const char*, const std::string*> parts[] = {
            {"reading.background", &reading.background},
            {"reading.who", &reading.who_benefits},
            {"reading.how", &reading.how},
            {"reading.when", &reading.when},
            {"reading.ask", &reading.ask}};
        for (const auto& [key, words] : parts) {
            if (words->empty()) continue;
            flow.text(page.say(key), Look{}.bold().as(Role::heading));
            glosses().prose(flow, *words, {});
            flow.gap(1.5);
        }
        if (!reading.qa.empty()) flow.section(page.say("reading.questions"));
        for (const QuestionAnswer& pair : reading.qa) {
            flow.text(page.say("reading.question", {{"q", pair.q}}),
                      Look{}.bold().as(Role::heading));
            glosses().prose(flow, pair.a, {});
            flow.gap(1.5);
        }
    }

    void interpretation(Page& page, Flow& flow, const Reading& reading) {
        const BodyCommon& words = common_of(*reading.body);
        constexpr const char* rounds[] = {"reading.first", "reading.second", "reading.follow_up"};
        const auto round = std::get<Interpretation>(*reading.body).round;
        flow.text(page.say(rounds[static_cast<int>(round)],
                           {{"day", full_day(page.ui.strings(), reading.published)}}),
                  Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet)));
        flow.text(words.title, Look{}.sized(Type::lead).serif().as(Role::heading));
        flow.gap(0.5);
        if (!words.summary.empty()) flow.prose(words.summary, {});
        flow.gap(1);
        for (const Picture& picture : words.pictures)
            show_picture(page, flow, reading.attachments, picture.attachment, picture.caption);
        interpretation_words(page, flow, std::get<Interpretation>(*reading.body));
        show_blocks(page, flow, *words_of(words, page.ui.strings().language()).blocks,
                    reading.attachments);
    }

    std::optional<Subject> subject_;
    std::vector<Reading> readings_;
    std::size_t part_ = 0;
};

}  // namespace

std::unique_ptr<Screen> reader_screen(std::string item_id, std::optional<Subject> subject) {
    return std::make_unique<Reader>(std::move(item_id), subject);
}

}  // namespace villageboard::kiosk
