/// The rows of warnings: messages by identifier, and the items they became.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct AlertRow {
    std::string id;
    std::string identifier;
    std::string chain;   ///< identifier of the first of its chain
    std::string origin;  ///< "gateway", "hand"
    std::string type;    ///< "alert", "update", "cancel"
    std::string state;   ///< "waiting", "sending", "sent", "dropped"
    std::string home;    ///< the innermost area that contains all of `areas`
    std::vector<std::string> areas;
    std::string sender_code;
    std::string event;
    std::string document;  ///< draft JSON; area, id and operation are put in when it is sent
    std::string author;
    std::string confirmed_by;  ///< empty: nobody
    std::string alone_reason;  ///< why it may go out unconfirmed; empty: it may not
    std::string review;        ///< "": none is due; "open"; "done"
    std::string reviewed_by;
    std::int64_t made = 0;  ///< Unix seconds
    std::int64_t due = 0;   ///< when it may go out unconfirmed
    std::int64_t expires = 0;
    std::int64_t sent = 0;
};

struct AlertItemRow {
    std::string area;
    std::string item;
    std::string message;  ///< id of the message that made it
};

struct AlertFilter {
    std::string area;   ///< and everything below it
    std::string state;  ///< empty: all
};

class AlertRows {
  public:
    /// `repository` must outlive it.
    explicit AlertRows(Repository& repository) : repository_(repository) {}

    /// False where a message with this identifier is there.
    bool add(Transaction&, const AlertRow& row);
    std::optional<AlertRow> find(const std::string& id);
    std::optional<AlertRow> find_identifier(const std::string& identifier);
    /// The newest warning of a sender about an event, not a cancellation.
    std::optional<AlertRow> newest_about(const std::string& sender_code, const std::string& event);
    /// Newest first; `before` is the time and id of the last row of the page before.
    std::vector<AlertRow> list(const AlertFilter& filter, std::int64_t before_made,
                               const std::string& before_id, std::uint64_t limit);
    /// Those that are being sent, and those that wait: may go out alone since `now`, or are over.
    std::vector<AlertRow> due(std::int64_t now, std::uint64_t limit);

    /// From `from` to `to`, by whoever comes first; false for everybody else.
    bool move(Transaction&, const std::string& id, const std::string& from, const std::string& to);
    void set_confirmed(Transaction&, const std::string& id, const std::string& by);
    void set_review(Transaction&, const std::string& id, const std::string& review,
                    const std::string& by);
    void set_sent(Transaction&, const std::string& id, std::int64_t at);

    std::vector<AlertItemRow> items(const std::string& chain);
    void put_item(Transaction&, const std::string& chain, const AlertItemRow& row);

    /// Accepted terminals that follow a feed, and how many of them said they hold so many entries.
    struct Reach {
        std::int64_t terminals = 0;
        std::int64_t holding = 0;
    };
    Reach reach(const std::string& area, std::int64_t size);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
