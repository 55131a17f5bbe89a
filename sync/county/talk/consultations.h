/// Consultations (意见征集) from their opening to their result. A consultation is an item like any
/// other: it is written, signed and published at the desk. What is done with the opinions stands
/// here: it is closed after its last day, the handlers write down each opinion in their own words
/// and what became of it, and the result is a correction of the same item, which goes its usual way
/// past a second pair of eyes. Nothing here is about a person: answers are numbers by channel.
/// Every change names the version that its maker saw. One thread at a time; throws Refusal and
/// changes nothing.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content/model/calendar.h"
#include "content/model/consultation.h"
#include "sync/county/people/actor.h"
#include "sync/county/publish/live_item.h"
#include "sync/county/store/consultation_rows.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The result is owed so many working days after the final document (timer "opinions-result").
inline constexpr int kResultDays = 10;

struct ConsultationView {
    AreaCode area;
    std::string catalogue;
    std::string office;
    Consultation body;  ///< as published
    ConsultationRow row;
    std::string state = {};                   ///< "open", "ended", "closed", "result"
    std::vector<ChannelCount> received = {};  ///< by the tallies' words; those above 0
    long long received_in_all = 0;
    std::vector<OpinionRow> opinions = {};
    std::optional<Day> result_due = {};
    bool overdue = false;
};

class Consultations {
  public:
    Consultations(const Tools& tools, const Actor& actor) : tools_(tools), actor_(actor) {}

    ConsultationView view(const AreaCode& area, const std::string& item);
    /// Those of an area and all in it that are published, without opinions, in the order of area
    /// and item, after "area.item". `next` is empty at the end.
    std::vector<ConsultationView> list(const AreaCode& area, const std::string& after,
                                       std::uint64_t limit, std::string& next);

    /// How many answered by a channel of kHandChannels, in place of what was counted before.
    ConsultationView set_received(const AreaCode& area, const std::string& item, long long version,
                                  const std::string& channel, long long count);
    /// After its last day: nothing is counted any more.
    ConsultationView close(const AreaCode& area, const std::string& item, long long version);
    /// The handlers' paper, which may be unfinished: all opinions with what became of them.
    ConsultationView set_opinions(const AreaCode& area, const std::string& item, long long version,
                                  std::vector<OpinionRow> opinions);
    /// What was decided in the end, from whose day the result is due.
    ConsultationView set_final(const AreaCode& area, const std::string& item, long long version,
                               const std::string& document, Day day);
    /// Begins the correction that publishes the result. Refused unless it is closed, has its final
    /// document, and as many opinions as were received are adopted, partly adopted or refused.
    DossierRow begin_result(const AreaCode& area, const std::string& item, long long version,
                            const std::string& summary);

  private:
    LiveItem readable(const AreaCode& area, const std::string& item);
    ConsultationView view_of(const AreaCode& area, const LiveItem& live);
    using Work = std::function<void(Transaction&, const Consultation&, ConsultationRow&)>;
    ConsultationView change(const AreaCode& area, const std::string& item, long long version,
                            const char* act, const Work& work);

    Tools tools_;
    const Actor& actor_;
};

/// Holds a dossier's document against what is known of its consultation: a closing day that has
/// been published is not moved forward, a closed consultation keeps its days, a result says what
/// was counted. Refusal where it doesn't; nothing for other kinds.
void refuse_wrong_consultation(const Tools& tools, const DossierRow& dossier);

}  // namespace villageboard::county
