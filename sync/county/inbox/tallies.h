/// What was answered to the questions of consultations: counts by question, option and channel, and
/// nothing else. An answer is counted and forgotten; who gave it, where and when is never stored.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/consultation.h"
#include "content/state/submission.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/submission_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The way in which sealed answers come.
inline constexpr std::string_view kTerminalChannel = "terminal";
/// Below so many answers only their number is told: the options of a few people name them.
inline constexpr std::uint64_t kFewestShown = 5;

class Tallies {
  public:
    explicit Tallies(const Tools& tools) : tools_(tools) {}

    /// Counts a villager's answers to a consultation of the area they name or of one above it.
    /// What names another item, question or option is passed over.
    void count(Transaction& transaction, const state::OpenedSubmission& message);

    /// Answers that came on paper or in a meeting, counted by hand. Throws Refusal: `forbidden`
    /// unless the actor is the village's clerk, the town's reviewer or an editor of the county for
    /// this area; `unknown` for what is no consultation there; `invalid` for a question or an
    /// option that it hasn't.
    struct ByHand {
        std::string channel;   ///< "paper" or "meeting"
        std::string question;  ///< empty: how many answered at all
        int choice = 0;
        std::uint64_t votes = 0;
    };
    void add(const Actor& actor, const AreaCode& area, const std::string& item,
             const ByHand& counted);

    struct Result {
        std::uint64_t answered = 0;
        std::vector<TallyRow> rows;  ///< none while fewer than kFewestShown answered
    };
    /// Throws Refusal(forbidden) unless the actor holds a post of the area's village, town or
    /// county offices.
    Result result(const Actor& actor, const AreaCode& area, const std::string& item);

  private:
    std::optional<Consultation> find(const AreaCode& area, const std::string& item);

    Tools tools_;
};

}  // namespace villageboard::county
