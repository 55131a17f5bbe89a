/// The steps from "what do you want to do" to "it is sealed", a screen each, in the order in which
/// they are gone: speak_screen() (screens.h), then these. They share the letter; when the last of
/// them is left it is wiped.
#pragma once
#include <memory>
#include <string>

#include "content/state/slip.h"
#include "kiosk/letter/letter.h"
#include "kiosk/screens/screen.h"
#include "kiosk/widgets/icons.h"

namespace villageboard::kiosk {

/// To whom.
std::unique_ptr<Screen> speak_route_screen(std::shared_ptr<Letter> letter);
/// By hand or by voice; what to think of before.
std::unique_ptr<Screen> speak_means_screen(std::shared_ptr<Letter> letter);
std::unique_ptr<Screen> speak_write_screen(std::shared_ptr<Letter> letter);
std::unique_ptr<Screen> speak_record_screen(std::shared_ptr<Letter> letter);
/// How the person wants to be reached, if at all.
std::unique_ptr<Screen> speak_contact_screen(std::shared_ptr<Letter> letter);
/// Everything once more, then it is sealed and sent.
std::unique_ptr<Screen> speak_send_screen(std::shared_ptr<Letter> letter);
/// The secret with which to come back.
std::unique_ptr<Screen> slip_screen(state::Slip slip);

/// A step that holds what nobody else should see.
class PrivateScreen : public Screen {
  public:
    explicit PrivateScreen(std::shared_ptr<Letter> letter) : letter_(std::move(letter)) {}
    Pace pace() const override { return Pace::private_; }
    Traces traces() const override { return Traces::none; }

  protected:
    Letter& letter() { return *letter_; }
    const Letter& letter() const { return *letter_; }
    const std::shared_ptr<Letter>& shared() const { return letter_; }

  private:
    std::shared_ptr<Letter> letter_;
};

/// What the letter is: "ask a question", and about what.
std::string kind_words(const Ui& ui, state::SubmissionKind kind);
std::string route_words(const Ui& ui, state::Route route);
void about_line(Page& page, const Letter& letter);
/// A page's one main action, over the whole width.
enum class Ready { yes, not_yet };
bool main_action(Page& page, const std::string& id, const std::string& words, Icon icon,
                 Ready ready = Ready::yes);

/// Whether this terminal can take a letter now. If not, says so and whom to ring instead; nobody
/// types in vain.
bool takes_letters(Page& page);

}  // namespace villageboard::kiosk
