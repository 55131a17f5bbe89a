#include "content/state/answer.h"

#include <optional>

#include "content/model/error.h"
#include "content/state/slip.h"
#include "kiosk/letter/post.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/speak_steps.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/slip_pad.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kCountyDigits = 6;
constexpr std::size_t kTriesAFrame = 32;  // some milliseconds
constexpr std::chrono::milliseconds kSecond{1000};
constexpr std::chrono::milliseconds kFrame{20};

enum class Looking { typing, mistyped, failed, waiting, searching, none, found };

class Answer : public Screen {
  public:
    std::string name() const override { return "answer"; }
    Pace pace() const override { return Pace::private_; }
    Traces traces() const override { return Traces::none; }

    std::optional<std::chrono::milliseconds> rhythm() const override {
        if (looking_ == Looking::waiting) return kSecond;
        if (looking_ == Looking::searching) return kFrame;
        return std::nullopt;
    }

    void reload(Board& board) override {
        lists_.clear();
        for (const cache::ItemRow& item : board.items(std::vector<Kind>{Kind::answers}))
            if (item.area.size() == kCountyDigits)
                if (const auto body = board.body(item)) lists_.push_back(body);
        if (looking_ == Looking::searching) looking_ = Looking::waiting;
    }

    void type(const std::string& key) override {
        if (key == "Backspace" && !typed_.empty()) typed_.resize(typed_.size() - 1);
        const auto character = key.size() == 1 ? state::slip_character(key[0]) : std::nullopt;
        if (character) typed_.append({&*character, 1});
        looking_ = Looking::typing;
    }

    void build(Page& page) override {
        step(page);
        if (looking_ == Looking::found) return show(page);
        page_head(page.flow, std::nullopt, page.say("answer.title"), page.say("answer.sentence"));
        if (!page.services.post) {
            page.flow.prose(page.say("speak.no_room"), {});
            return;
        }
        slip_groups(page.flow, typed_.view());
        page.flow.gap(1);
        outcome(page);
        if (slip_pad(page.flow, typed_)) looking_ = Looking::typing;
        page.flow.gap(2);
        const bool whole = typed_.room() == 0 && looking_ != Looking::waiting;
        if (main_action(page, "answer/look", page.say("answer.look"), Icon::letter,
                        whole ? Ready::yes : Ready::not_yet))
            begin(page);
        page.flow.gap(2);
    }

  private:
    void outcome(Page& page) {
        const Look look = Look{}.bold().as(Role::status);
        switch (looking_) {
            case Looking::mistyped:
                page.flow.prose(page.say("answer.mistyped"), look);
                break;
            case Looking::failed:
                page.flow.prose(page.say("answer.failed"), look);
                break;
            case Looking::none:
                page.flow.prose(page.say("answer.none"), look);
                break;
            case Looking::waiting:
            case Looking::searching:
                page.flow.prose(page.ui.strings().count("answer.wait", seconds_left(page)), look);
                break;
            default:
                return;
        }
        page.flow.gap(1);
    }

    long long seconds_left(const Page& page) const {
        const auto left = std::chrono::ceil<std::chrono::seconds>(turn_ - page.now).count();
        return left > 0 ? left : 1;
    }

    void begin(Page& page) {
        page.ui.build_again();
        const auto slip = state::Slip::parse(typed_.view());
        looking_ = slip ? Looking::waiting : Looking::mistyped;
        if (!slip) return;
        search_.emplace(slip->keys());
        list_ = 0;
        try {
            turn_ =
                page.now + page.services.post->wait(state::Slowed::guessing, page.board.time().now);
        } catch (const Error&) {
            looking_ = Looking::failed;
        }
    }

    // One step of the search a frame; the first begins when the turn has come.
    void step(Page& page) {
        if (looking_ == Looking::waiting && page.now >= turn_) {
            list_ = 0;
            looking_ = Looking::searching;
        }
        if (looking_ != Looking::searching) return;
        if (list_ < lists_.size()) {
            const auto& sealed = std::get<AnswersTable>(*lists_[list_]).sealed;
            if (!search_->look_through(sealed, kTriesAFrame)) return;
            search_->next_list();
            if (++list_ < lists_.size()) return;
        }
        finish(page);
    }

    void finish(Page& page) {
        looking_ = search_->found().empty() ? Looking::none : Looking::found;
        page.ui.build_again();
        if (looking_ == Looking::found) {
            typed_.clear();
            page.act.to_top();
            return;
        }
        try {
            page.services.post->count_guess(page.board.time().now);
        } catch (const Error&) {
            looking_ = Looking::failed;  // what can't be counted is not told
        }
    }

    void show(Page& page) {
        page_head(page.flow, std::nullopt, page.say("answer.found"), page.say("answer.found_note"));
        for (const state::SecretBytes& answer : search_->found()) {
            std::string_view rest = answer.view();
            while (!rest.empty()) {
                const auto end = std::min(rest.find('\n'), rest.size());
                page.flow.paragraph(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
            page.flow.gap(2);
            page.flow.rule();
            page.flow.gap(2);
        }
        if (main_action(page, "answer/done", page.say("answer.done"), Icon::check)) page.act.home();
        page.flow.gap(2);
    }

    std::vector<std::shared_ptr<const Body>> lists_;  ///< newest first
    state::SecretBytes typed_{state::kSlipLength};
    std::optional<state::AnswerSearch> search_;
    std::size_t list_ = 0;
    std::chrono::milliseconds turn_{0};
    Looking looking_ = Looking::typing;
};

}  // namespace

std::unique_ptr<Screen> answer_screen() { return std::make_unique<Answer>(); }

}  // namespace villageboard::kiosk
