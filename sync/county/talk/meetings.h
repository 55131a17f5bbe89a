/// Meetings from their notice to their result. The notice and the result are items like any other,
/// written here and signed at the desk. The notice holds the day and the agenda; the result, an
/// item of its own, says what came of each point of that agenda, and names the notice. One thread
/// at a time; throws Refusal and changes nothing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/calendar.h"
#include "content/model/draft.h"
#include "content/model/meeting.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/store/meeting_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The notice is up so many days before: for a meeting of all villagers ten (as for the papers of
/// the members' meeting, timer "members-meeting-papers"), for others the day before.
int notice_days(MeetingType type);
/// The result is due so many working days after the meeting (timer "disclosure").
inline constexpr int kMeetingResultDays = 20;

struct CalledMeeting {
    AreaCode area;
    MeetingType type = MeetingType::representatives;
    std::string office;
    std::string office_name;
    std::string catalogue;  ///< of the notice
    std::string title;
    std::string summary;
    Instant at;
    std::string place;
    std::vector<std::string> agenda;
};

/// What came of one point of the agenda.
struct PointResult {
    std::string outcome;
    std::optional<Decision> decision;  ///< where it was voted on
};

struct MeetingResult {
    std::string title;
    std::string summary;
    int due = 0;
    int present = 0;
    std::vector<PointResult> points;  ///< one a point of the agenda, in its order
    std::vector<FollowUp> follow_up;
};

struct MeetingView {
    MeetingRow row;
    std::string state = "draft";  ///< "draft" (the notice is not up), "called", "held", "result"
    std::string title = {};       ///< as the notice says; empty while it isn't up
    std::optional<Day> held = {};
    std::vector<std::string> agenda = {};
    std::optional<Day> result_due = {};
    bool overdue = false;
};

class Meetings {
  public:
    Meetings(const Tools& tools, const Actor& actor) : tools_(tools), actor_(actor) {}

    /// Begins the notice.
    DossierRow call(const CalledMeeting& meeting);
    MeetingView view(const AreaCode& area, const std::string& notice);
    /// Of an area and all in it, after "area.notice". `next` is empty at the end.
    std::vector<MeetingView> list(const AreaCode& area, const std::string& after,
                                  std::uint64_t limit, std::string& next);
    /// Begins the result, from the meeting's day on. Refused where a point of the agenda has no
    /// outcome or more voted than were present; while another result of it is under way or out.
    DossierRow begin_result(const AreaCode& area, const std::string& notice, long long version,
                            const MeetingResult& result);

  private:
    bool keep_result(const AreaCode& area, const std::string& notice, long long version,
                     const std::string& item);

    Tools tools_;
    const Actor& actor_;
};

/// How a meeting stands.
MeetingView meeting_view(const Tools& tools, const MeetingRow& row, const Calendar& calendar,
                         Day today);
/// The points of a notice's or a result's agenda list; empty where it has none.
std::vector<std::string> agenda_of(const BodyCommon& body);

/// Holds a dossier's document against its meeting: a notice has a day, an agenda and goes up in
/// time, also where a correction moves the day or changes the agenda; a result speaks to every
/// point of the agenda. Refusal where it doesn't; nothing for what is neither.
void refuse_wrong_meeting(const Tools& tools, const DossierRow& dossier);

}  // namespace villageboard::county
