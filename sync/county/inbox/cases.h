/// Work on villagers' messages. A case is seen and handled by the post that it is routed to and by
/// nobody else: to everybody else it doesn't exist (Refusal `unknown`). Every act is in the audit
/// log with the case's id and nothing of what it is about.
///
/// States: received -> in_hand -> answered | closed; transferred is received again, at another
/// desk. Who takes an answered or closed case has it in hand again. Each act names the version that
/// was seen: of two at once the second is refused (`conflict`).
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/inbox/case_box.h"
#include "sync/county/inbox/case_file.h"
#include "sync/county/inbox/routing.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/case_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct Case {
    CaseRow row;
    CaseFile file;
};

struct CaseQuery {
    std::string state;     ///< empty: every state
    bool overdue = false;  ///< only open ones whose term is over
    std::string after;     ///< cursor of the page before
    std::size_t limit = 50;
};

struct CasePage {
    std::vector<Case> cases;
    std::string next;  ///< empty: there are no more
};

class Cases {
  public:
    explicit Cases(const Tools& tools) : tools_(tools), box_(tools.keys.cases(), tools.random) {}

    /// By the day on which the answer is due.
    CasePage list(const Actor& actor, const CaseQuery& query);
    Case show(const Actor& actor, const std::string& id);
    /// Ogg Opus. Refusal(unknown) when nothing was spoken.
    std::string voice(const Actor& actor, const std::string& id);

    Case take(const Actor& actor, const std::string& id, std::uint64_t version);
    /// The text goes, sealed, to whoever holds the slip (answer_batches.h); where the villager
    /// wanted none it is only written down. Needs a case in hand.
    Case answer(const Actor& actor, const std::string& id, std::uint64_t version,
                const std::string& text);
    /// To another desk, for a reason that the next handler reads. `area` is the town for "town".
    Case transfer(const Actor& actor, const std::string& id, std::uint64_t version,
                  const std::string& route, const std::string& area, const std::string& reason);
    Case close(const Actor& actor, const std::string& id, std::uint64_t version,
               const std::string& reason);
    Case note(const Actor& actor, const std::string& id, std::uint64_t version,
              const std::string& text);
    /// Codes of the closed list or of the desk's own (case_words.h). The topic "request" gives the
    /// case the term of a request for information.
    Case set_topics(const Actor& actor, const std::string& id, std::uint64_t version,
                    const std::vector<std::string>& topics);
    /// Lets the village's own offices read `text`. It must be the handler's words: Refusal(invalid)
    /// when a stretch of the villager's, the contact or a personal number stands in it.
    Case release(const Actor& actor, const std::string& id, std::uint64_t version,
                 const std::string& text);
    /// Keeps `item` (item JSON) as a draft for the desk, where an answer concerns all; under the
    /// same rule as release(). Returns the draft's id.
    std::string as_notice(const Actor& actor, const std::string& id, std::uint64_t version,
                          const std::string& item);

    struct Release {
        std::string id;
        Day day;
        std::string text;
    };
    struct ReleasePage {
        std::vector<Release> releases;
        std::string next;
    };
    /// What was released to a village, the newest first: for its clerk, head and supervision.
    ReleasePage releases(const Actor& actor, const AreaCode& village, const std::string& after,
                         std::size_t limit);

  private:
    using Change = std::function<void(Transaction&, Case&)>;
    Case change(const Actor& actor, const std::string& id, std::uint64_t version, const char* act,
                const Change& work);
    Case opened(const Actor& actor, std::optional<CaseRow> row) const;
    void add_event(Case& one, const Actor& actor, const char* act, const std::string& words) const;
    Day today() const { return shanghai_day(tools_.clock()); }

    Tools tools_;
    CaseBox box_;
};

}  // namespace villageboard::county
