/// The steps from "did my subsidy arrive" to the county's answer, a screen each, in the order in
/// which they are gone: own_payments_screen() (screens.h), then these. They share the question;
/// when the last of them is left it is wiped.
#pragma once
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/letter/own_question.h"
#include "kiosk/screens/screen.h"

namespace villageboard::kiosk {

std::unique_ptr<Screen> own_name_screen(std::shared_ptr<OwnQuestion> question);
std::unique_ptr<Screen> own_id_screen(std::shared_ptr<OwnQuestion> question);
std::unique_ptr<Screen> own_code_screen(std::shared_ptr<OwnQuestion> question);
/// Asks the county when it is built first, and shows what it answers.
std::unique_ptr<Screen> own_answer_screen(std::shared_ptr<OwnQuestion> question);

/// A step that holds what nobody else should see.
class OwnStep : public Screen {
  public:
    explicit OwnStep(std::shared_ptr<OwnQuestion> question) : question_(std::move(question)) {}
    std::optional<Subject> subject() const override { return Subject::subsidy; }
    Pace pace() const override { return Pace::private_; }
    Traces traces() const override { return Traces::none; }
    HeaderLine header_line() const override { return header_; }

  protected:
    /// Of a page on which somebody types: a low panel has no room for keys and header.
    void make_room(Page& page) {
        const HeaderLine wanted =
            page.theme().panel().low() ? HeaderLine::left_out : HeaderLine::shown;
        if (std::exchange(header_, wanted) != wanted) page.ui.build_again();
    }
    OwnQuestion& question() { return *question_; }
    const std::shared_ptr<OwnQuestion>& shared() const { return question_; }

  private:
    std::shared_ptr<OwnQuestion> question_;
    HeaderLine header_ = HeaderLine::shown;
};

/// Who can tell without the county's link: the window, the village's duty phone, 12345.
void who_can_tell(Page& page);

}  // namespace villageboard::kiosk
