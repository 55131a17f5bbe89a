/// Warnings on their way to the panels: those of the official gateway go straight through, those
/// made by hand need a second duty officer, or go out alone after three minutes where their author
/// said why, and are then reviewed. A message goes out once, by whichever server and after whatever
/// kill: its row is moved from state to state, and what is published is known by its digest.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/push/incoming_alert.h"
#include "sync/county/store/alert_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// How long a hand-made warning waits for its second officer before it goes out alone.
inline constexpr std::chrono::minutes kAlone{3};

/// What became of a message of the gateway.
struct TakenAlert {
    std::string identifier;
    std::string id;       ///< of its row; empty where it is not kept
    std::string outcome;  ///< "sent", "repeated", "test"
};

/// What a duty officer writes.
struct HandAlert {
    AlertType type = AlertType::alert;
    std::string references;  ///< identifier of the warning that it changes or ends
    std::vector<AreaCode> areas;
    std::string event;
    Severity severity = Severity::blue;
    std::string headline;
    std::string description;
    std::string instruction;
    std::string office_name;
    std::string phone;
    std::string where;  ///< where to go; may be empty
    Instant expires{};
    std::string alone_reason;  ///< why it may go out without a second officer; empty: it may not
};

struct AlertPage {
    std::vector<AlertRow> rows;
    std::string next;
};

/// How far a warning came in one area.
struct AlertReach {
    std::string area;
    std::string item;
    AlertRows::Reach count;
};

class AlertDesk {
  public:
    explicit AlertDesk(const Tools& tools) : tools_(tools) {}

    /// Takes a message of the gateway and publishes it to the areas it names. An identifier that
    /// came before changes nothing. Throws Refusal: forbidden unless the actor is the gateway for
    /// those areas, invalid for one that is over, names no area here or breaks a rule of content.
    TakenAlert take(const Actor& actor, const IncomingAlert& alert);

    /// Throws Refusal: forbidden unless the actor is a duty officer of all the areas, invalid.
    AlertRow make(const Actor& actor, const HandAlert& alert);
    /// Sends it. Throws Refusal(conflict) for the author's own, or when it no longer waits.
    AlertRow confirm(const Actor& actor, const std::string& id);
    /// Takes back what still waits. Throws Refusal(conflict) when it no longer does.
    AlertRow drop(const Actor& actor, const std::string& id);
    /// Closes the review of one that went out alone; never by its author.
    AlertRow review(const Actor& actor, const std::string& id);

    /// Sends what may go out alone now and what a kill left half sent, drops what is over. For the
    /// server's chores.
    void carry_on();

    AlertPage list(const Actor& actor, const AlertFilter& filter, const std::string& after,
                   std::uint64_t limit);
    AlertRow show(const Actor& actor, const std::string& id);
    /// Terminals that follow each feed, and those that said they hold the warning's newest entry.
    std::vector<AlertReach> reach(const Actor& actor, const std::string& id);

  private:
    AlertRow require(const Actor& actor, const std::string& id);
    void examine(const AlertRow& row);
    void send(const AlertRow& row);
    std::optional<std::string> references_of(const IncomingAlert& alert);

    Tools tools_;
};

}  // namespace villageboard::county
