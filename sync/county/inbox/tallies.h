/// What was answered to the questions of consultations: counts by question, option and channel, and
/// nothing else. An answer is counted and forgotten; who gave it, where and when is never stored.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/consultation.h"
#include "content/state/submission.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/submission_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The way in which sealed answers come.
inline constexpr std::string_view kTerminalChannel = "terminal";
/// The ways that people count by hand.
inline constexpr std::array<std::string_view, 4> kHandChannels = {"paper", "meeting", "phone",
                                                                  "web"};
/// Below so many answers only their number is told: the options of a few people name them.
inline constexpr std::uint64_t kFewestShown = 5;

class Tallies {
  public:
    explicit Tallies(const Tools& tools) : tools_(tools) {}

    /// Counts a villager's answers to a consultation of the area they name or of one above it.
    /// What names another item, question or option is passed over, as is what was written after the
    /// consultation's last day or comes after it was closed. An opinion in words alone counts as
    /// one that answered.
    void count(Transaction& transaction, const state::OpenedSubmission& message);

    /// Answers that came by one of kHandChannels, counted by hand. Throws Refusal: `forbidden`
    /// unless the actor is the village's clerk, the town's reviewer or an editor of the county for
    /// this area; `unknown` for what is no consultation there; `invalid` for a question or an
    /// option that it hasn't; `conflict` once it is closed.
    struct ByHand {
        std::string channel;   ///< one of kHandChannels
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
