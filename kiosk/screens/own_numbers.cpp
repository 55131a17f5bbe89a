#include <algorithm>
#include <array>
#include <span>

#include "content/check/identifiers.h"
#include "kiosk/screens/own_steps.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/number_pad.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

constexpr double kPadPart = 0.5;
constexpr std::array<std::size_t, 3> kIdGroups{6, 8, 4};
constexpr std::array<std::size_t, 2> kCodeGroups{4, 4};

// A number on a pad of figures: the ID number, then the one-time code.
class NumberStep : public OwnStep {
  public:
    using OwnStep::OwnStep;

    void build(Page& page) override {
        make_room(page);
        head(page);
        if (page.wide()) {
            auto [left, right] = page.split(kPadPart);
            pad(page, left);
            typed(page, right);
            go_on(page, right);
            page.flow.below(left, right);
        } else {
            typed(page, page.flow);
            pad(page, page.flow);
            page.flow.target_gap();
            go_on(page, page.flow);
        }
        if (!page.theme().panel().low()) page.flow.gap(2);
    }

    void type(const std::string& key) override {
        if (key == "Backspace") return take(kEraseKey);
        if (key.size() == 1) take(key.front());
    }

  protected:
    virtual state::SecretBytes& number() = 0;
    virtual std::span<const std::size_t> groups() const = 0;
    virtual PadKeys pad_keys() const = 0;
    virtual const char* title_key() const = 0;
    virtual const char* sentence_key() const = 0;
    virtual const char* done_key() const = 0;
    /// The key of what is wrong with the whole number; null when nothing is.
    virtual const char* fault_key() = 0;
    virtual void done(Page& page) = 0;

  private:
    // number and keys stay in sight together: on a low panel the line itself says what it is for,
    // and where type is largest the sentence is left out
    void head(Page& page) {
        if (page.theme().panel().low()) return;
        if (page.theme().text_size() != TextSize::largest)
            return page_head(page.flow, std::nullopt, page.say(title_key()),
                             page.say(sentence_key()));
        page.flow.text(page.say(title_key()), Look{}.sized(Type::lead).serif().as(Role::heading));
        page.flow.gap(1);
    }

    void take(char key) {
        state::SecretBytes& typed = number();
        fault_ = nullptr;
        if (key == kEraseKey) {
            if (!typed.empty()) typed.resize(typed.size() - 1);
            return;
        }
        const char sign = key == 'x' ? 'X' : key;
        const bool figure = sign >= '0' && sign <= '9';
        const bool last = sign == 'X' && pad_keys() == PadKeys::id_number && typed.room() == 1;
        if (figure || last) typed.append({&sign, 1});
    }

    void typed(Page& page, Flow& flow) {
        const Theme& theme = page.theme();
        const state::SecretBytes shown = in_groups();
        const Type type = theme.panel().low() ? Type::lead : Type::title;
        const Look look = Look{}.sized(type).bold().tabular().as(Role::figure);
        const Rect line = flow.take(theme.line(type));
        const Spoken former = page.ui.set_spoken(Spoken::never);
        if (!shown.empty())
            page.ui.text_in(line, shown.view(), page.ui.fitted(shown.view(), look, line.w));
        page.ui.set_spoken(former);
        if (shown.empty() && theme.panel().low())
            page.ui.text_in(line, page.say(title_key()),
                            Look{}.sized(type).in(page.ui.colour(Ink::quiet)));
        flow.gap(0.5);
        page.ui.fill(flow.take(theme.edge()), page.ui.colour(Ink::ink));
        flow.gap(0.5);
        told(page, flow);
        flow.gap(1);
    }

    // How much is missing, or what is wrong.
    void told(Page& page, Flow& flow) {
        if (fault_ != nullptr) return flow.prose(page.say(fault_), Look{}.bold().as(Role::status));
        const Theme& theme = page.theme();
        const bool flat = !theme.portrait() && theme.text_size() == TextSize::largest;
        if (theme.panel().low() || flat) return;
        const auto left = static_cast<long long>(number().room());
        flow.prose(left > 0 ? page.ui.strings().count("own.left", left) : page.say("own.whole"),
                   Look{}.in(page.ui.colour(Ink::quiet)));
    }

    state::SecretBytes in_groups() {
        constexpr std::string_view kBlanks = "  ";
        state::SecretBytes shown(number().capacity() + kBlanks.size() * groups().size());
        std::string_view rest = number().view();
        for (const std::size_t length : groups()) {
            if (rest.empty()) break;
            if (!shown.empty()) shown.append(kBlanks);
            shown.append(rest.substr(0, length));
            rest.remove_prefix(std::min(length, rest.size()));
        }
        return shown;
    }

    // No higher than leaves room for what is typed and, in one column, for the main action.
    void pad(Page& page, Flow& flow) {
        const float below = page.wide() ? 0 : button_height(page.theme(), Type::lead);
        const float room = page.view.h - page.flow.height() - below;
        const auto key = number_pad(flow, number().empty() ? Erase::nothing_typed : Erase::possible,
                                    room, pad_keys());
        if (!key) return;
        take(*key);
        page.ui.build_again();
    }

    void go_on(Page& page, Flow& flow) {
        Page column{page.ui, page.board, page.act, page.services, flow, page.view, page.now};
        const Ready ready = number().room() == 0 ? Ready::yes : Ready::not_yet;
        if (!main_action(column, "own/next", page.say(done_key()), Icon::next, ready)) return;
        if (ready == Ready::not_yet) return;
        fault_ = fault_key();
        if (fault_ == nullptr) done(page);
        page.ui.build_again();
    }

    const char* fault_ = nullptr;
};

class IdNumber : public NumberStep {
  public:
    using NumberStep::NumberStep;
    std::string name() const override { return "own-id"; }

  protected:
    state::SecretBytes& number() override { return question().id_number; }
    std::span<const std::size_t> groups() const override { return kIdGroups; }
    PadKeys pad_keys() const override { return PadKeys::id_number; }
    const char* title_key() const override { return "own.id"; }
    const char* sentence_key() const override { return "own.id_sentence"; }
    const char* done_key() const override { return "own.next"; }
    const char* fault_key() override {
        const std::string_view id = number().view();
        return check::looks_like_id18(id) && check::id18_check_holds(id) ? nullptr : "own.id_wrong";
    }
    void done(Page& page) override { page.act.open(own_code_screen(shared())); }
};

class OneTimeCode : public NumberStep {
  public:
    using NumberStep::NumberStep;
    std::string name() const override { return "own-code"; }

  protected:
    state::SecretBytes& number() override { return question().code; }
    std::span<const std::size_t> groups() const override { return kCodeGroups; }
    PadKeys pad_keys() const override { return PadKeys::figures; }
    const char* title_key() const override { return "own.code"; }
    const char* sentence_key() const override { return "own.code_sentence"; }
    const char* done_key() const override { return "own.ask"; }
    const char* fault_key() override { return nullptr; }
    void done(Page& page) override { page.act.open(own_answer_screen(shared())); }
};

}  // namespace

std::unique_ptr<Screen> own_id_screen(std::shared_ptr<OwnQuestion> question) {
    return std::make_unique<IdNumber>(std::move(question));
}

std::unique_ptr<Screen> own_code_screen(std::shared_ptr<OwnQuestion> question) {
    return std::make_unique<OneTimeCode>(std::move(question));
}

}  // namespace villageboard::kiosk
