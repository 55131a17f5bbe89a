#include "sync/county/calendar/talk_dues.h"

#include <string_view>
#include <utility>

#include "sync/county/publish/live_item.h"
#include "sync/county/store/commitment_rows.h"
#include "sync/county/store/consultation_rows.h"
#include "sync/county/store/meeting_rows.h"
#include "sync/county/talk/consultations.h"
#include "sync/county/talk/meetings.h"
#include "sync/county/talk/talk_words.h"

namespace villageboard::county {
namespace {

using std::chrono::days;
using Dues = std::map<std::string, std::vector<Obligation>>;

constexpr std::uint64_t kRowsAtOnce = 500;

/// "VC" of "539921102205-VC", "CB" of "539921-CB-JTJ".
std::string publisher_of(const std::string& office) {
    const auto dash = office.find('-');
    if (dash == std::string::npos) return office;
    const std::string rest = office.substr(dash + 1);
    return rest.substr(0, rest.find('-'));
}

class Owed {
  public:
    Owed(Day on, int within) : on_(on), within_(within) {}

    struct Subject {
        std::string area;
        std::string code;
        std::string_view name;
        std::string office;
        std::string id;
    };
    void add(const Subject& subject, Day from, Day due) {
        const auto left = static_cast<int>((due - on_).count());
        if (from > on_ || left > within_) return;
        CatalogueItem item;
        item.code = subject.code;
        item.name = subject.name;
        item.publishers = {publisher_of(subject.office)};
        dues_[subject.area].push_back({.item = std::move(item),
                                       .period = {.every = Rhythm::year,
                                                  .from = from,
                                                  .to = from,
                                                  .due = due,
                                                  .missed_from = due + days{1}},
                                       .days_left = left,
                                       .subject = subject.id});
    }
    Dues take() { return std::move(dues_); }

  private:
    Day on_;
    int within_;
    Dues dues_;
};

/// From the day of the final document, as published or as the office wrote it down.
void add_results(Repository& repository, const AreaRange& range, const Calendar& calendar,
                 Owed& owed) {
    std::map<std::string, ConsultationRow> papers;
    for (ConsultationRow& row : ConsultationRows(repository).of_range(range))
        papers.emplace(row.item, std::move(row));
    PublishedFilter filter{.range = range, .kind = "consultation", .limit = kRowsAtOnce};
    std::vector<PublishedRow> rows;
    do {
        rows = PublishedRows(repository).rows(filter);
        for (const PublishedRow& row : rows) {
            filter.after_area = row.area;
            filter.after_item = row.item;
            if (row.phase != "live" || row.measures.contains("result_day")) continue;
            const auto paper = papers.find(row.item);
            const bool nothing_came =
                paper != papers.end() && paper->second.closed && paper->second.received == 0;
            std::optional<Day> last_word;
            if (const auto said = row.measures.find("final_day"); said != row.measures.end())
                last_word = Day{days{said->second}};
            else if (paper != papers.end())
                last_word = paper->second.final_date;
            if (!last_word || nothing_came) continue;
            owed.add({row.area, row.catalogue, words::kResultDuty, row.office, row.item},
                     *last_word, calendar.add_working_days(*last_word, kResultDays).day);
        }
    } while (rows.size() == kRowsAtOnce);
}

bool is_live(Repository& repository, const std::string& area, const std::string& item) {
    const auto row = item.empty() ? std::nullopt : repository.item(area, item);
    return row && row->phase == "live";
}

/// From the meeting's day, as its notice says.
void add_meetings(Repository& repository, const AreaRange& range, const Calendar& calendar,
                  Owed& owed) {
    MeetingRow last;
    std::vector<MeetingRow> rows;
    do {
        rows = MeetingRows(repository).of_range(range, last.area, last.notice, kRowsAtOnce);
        for (const MeetingRow& row : rows) {
            last = row;
            if (is_live(repository, row.area, row.result)) continue;
            const auto live = live_item(repository, *AreaCode::parse(row.area), row.notice);
            const auto* notice = live ? std::get_if<Notice>(&live->body) : nullptr;
            if (notice == nullptr || !notice->event_at) continue;
            const Day held = shanghai_day(*notice->event_at);
            owed.add({row.area, "G02", words::kMeetingDuty, live->envelope.office, row.notice},
                     held, calendar.add_working_days(held, kMeetingResultDays).day);
        }
    } while (rows.size() == kRowsAtOnce);
}

void add_commitments(Repository& repository, const AreaRange& range, Owed& owed) {
    CommitmentRow last;
    std::vector<CommitmentRow> rows;
    do {
        rows = CommitmentRows(repository).of_range(range, last.area, last.id, kRowsAtOnce);
        for (const CommitmentRow& row : rows) {
            last = row;
            if (!row.done)
                owed.add({row.area, "G07", words::kPromiseDuty, row.office, row.id}, row.made,
                         row.due);
        }
    } while (rows.size() == kRowsAtOnce);
}

}  // namespace

Dues talk_dues(Repository& repository, const AreaRange& range, const Calendar& calendar, Day on,
               int within) {
    Owed owed(on, within);
    add_results(repository, range, calendar, owed);
    add_meetings(repository, range, calendar, owed);
    add_commitments(repository, range, owed);
    return owed.take();
}

}  // namespace villageboard::county
