/// One function a screen: how the others open it. Each is defined in the file of its name.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/model/kind.h"
#include "content/model/money.h"
#include "kiosk/print/slip.h"
#include "kiosk/theme/theme.h"

namespace villageboard::state {
enum class SubmissionKind;
struct ConsultationAnswer;
}  // namespace villageboard::state

namespace villageboard::kiosk {

class Screen;
struct OverdueItem;
enum class Topic;

/// What somebody wants to say something about; everything may be left out.
struct SpeakAbout {
    std::string item_id = {};
    std::uint32_t revision = 0;                      ///< the one on the glass
    std::string line_id = {};                        ///< of a roll's line or a ledger's entry
    std::string words = {};                          ///< how the glass names it
    std::optional<state::SubmissionKind> kind = {};  ///< known already: not asked for
};

std::unique_ptr<Screen> home_screen();
std::unique_ptr<Screen> villages_screen();
std::unique_ptr<Screen> waiting_screen();
std::unique_ptr<Screen> list_screen(Subject subject);
std::unique_ptr<Screen> help_screen();
/// Every language that this terminal speaks, by its own name.
std::unique_ptr<Screen> languages_screen();

/// The village's own matters: what is on today and tomorrow, the newest notices, and the topics.
std::unique_ptr<Screen> village_screen();
/// The items of one topic.
std::unique_ptr<Screen> topic_screen(Topic topic);
/// What meetings promised to do, what is late first.
std::unique_ptr<Screen> promises_screen();
/// An item that should have been published and wasn't: who owes it, whom to ask.
std::unique_ptr<Screen> due_screen(OverdueItem overdue);
/// All of a subject that are missing.
std::unique_ptr<Screen> due_list_screen(std::vector<OverdueItem> missing);
/// "Is it for me?": a policy's conditions, one question after the other. Nothing is kept.
std::unique_ptr<Screen> for_me_screen(std::string policy_id);
/// One box for everything but persons.
std::unique_ptr<Screen> find_screen();

std::unique_ptr<Screen> reader_screen(std::string item_id, std::optional<Subject> subject);
/// The page's fields, its legal bases and earlier versions (更多).
std::unique_ptr<Screen> more_screen(std::string item_id);

std::unique_ptr<Screen> finance_screen(std::string item_id);
/// Entry `index` of sheet B.
std::unique_ptr<Screen> entry_screen(std::string item_id, std::size_t index);
std::unique_ptr<Screen> sheets_screen(std::string item_id);

/// "What is this money?": by the passbook's four characters, by programme, by amount.
std::unique_ptr<Screen> money_screen();
enum class ProgrammeOrder { by_label, by_name };
std::unique_ptr<Screen> programmes_screen(ProgrammeOrder order);
/// The programme with these four characters in the passbook.
std::unique_ptr<Screen> programme_screen(std::string label);
std::unique_ptr<Screen> amount_screen();
/// Which programmes paid this amount here; in any month where none is given.
std::unique_ptr<Screen> amount_answer_screen(Fen amount,
                                             std::optional<std::chrono::year_month> month);

/// "Did my subsidy arrive?": with name, ID number and a one-time code to the county's answer.
std::unique_ptr<Screen> own_payments_screen();

std::unique_ptr<Screen> roll_screen(std::string item_id, Kind kind);
std::unique_ptr<Screen> project_screen(std::string item_id);
std::unique_ptr<Screen> guide_screen(std::string item_id);
std::unique_ptr<Screen> consultation_screen(std::string item_id);
std::unique_ptr<Screen> statistics_screen(std::string item_id);
std::unique_ptr<Screen> contact_screen(std::string item_id);
std::unique_ptr<Screen> meeting_screen(std::string item_id);
/// What a document will be on paper: a villager's slip, or a poster for staff to put up.
enum class PrintKind { slip, poster };
/// Shows a document as it will be printed, with the button that prints it and what became of it.
std::unique_ptr<Screen> print_screen(print::SlipDocument document, PrintKind kind);

/// To ask, object, report or suggest: sealed to the county's inbox before it is stored.
std::unique_ptr<Screen> speak_screen(SpeakAbout about = {});
/// Seals and sends the chosen answers to a consultation.
std::unique_ptr<Screen> opinion_screen(SpeakAbout about,
                                       std::vector<state::ConsultationAnswer> answers);
/// With the secret from a slip to the answer.
std::unique_ptr<Screen> answer_screen();
/// How to apply for information that is not published (依申请公开).
std::unique_ptr<Screen> request_screen();
/// Asks for a PIN, and opens the staff's page behind itself when it is right.
std::unique_ptr<Screen> staff_pin_screen();
/// How the terminal does, and what only staff may do. Nothing but staff_pin_screen() opens it.
std::unique_ptr<Screen> staff_screen();
/// Which item staff print as a poster.
std::unique_ptr<Screen> posters_screen();

/// A warning as a page, with everything it says.
std::unique_ptr<Screen> alert_screen(std::string item_id);
/// The same, filling the panel until somebody has read it. Built without header and footer.
std::unique_ptr<Screen> alert_takeover(std::string item_id);

}  // namespace villageboard::kiosk
