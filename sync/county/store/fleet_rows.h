/// The rows of the fleet: the register of terminals, what each last reported, what it confirmed.
/// Times are Unix seconds, 0: never.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct RegisterRow {
    std::string place;    ///< of the hall
    std::string contact;  ///< the office that looks after it
    std::string asset;    ///< number on its plate
    std::string status = "active";
    std::vector<std::string> groups;
    std::uint64_t version = 0;  ///< counts changes; 0: nothing was entered yet
};

struct TerminalRow {
    std::int64_t first_report = 0;
    std::int64_t received = 0;
    std::int64_t made = 0;  ///< by the terminal's clock
    bool clock_known = false;
    std::string clock_source;
    std::string program;
    std::string boot;
    std::int64_t uptime = 0;
    std::string result;
    std::string reason;
    std::int64_t reason_reports = 0;  ///< how many reports in a row gave this reason
    std::int64_t fresh = 0;           ///< last round in which everything was fetched
    bool keys_held = false;
    std::int64_t files_missing = 0;
    std::int64_t files_missing_bytes = 0;
    std::int64_t free_bytes = 0;
    std::int64_t total_bytes = 0;
    std::int64_t displayed = 0;  ///< last report that told of minutes on the glass
};

struct TerminalFeedRow {
    std::string area;
    std::int64_t size = 0;
    std::string root;
    std::int64_t confirmed = 0;
    std::int64_t items = 0;
    std::int64_t shown = 0;
    std::int64_t sealed = 0;
    std::int64_t damaged = 0;
    std::string digest;
};

struct TerminalErrorRow {
    std::string code;
    std::int64_t count = 0;
    std::int64_t last = 0;
};

struct TerminalDayRow {
    std::string day;
    std::string item;
    std::string what;  ///< "minutes", "opened", "read_to_end", "listened"
    std::int64_t count = 0;
};

struct ConfirmationRow {
    std::string area;
    std::string item;
    std::int64_t index = 0;  ///< of the entry that asked for it
    std::string what;        ///< "erase", "withdraw", "keep_until"
    std::string device;
    std::int64_t done = 0;
    std::int64_t received = 0;
};

/// Which devices a list is about.
struct DeviceFilter {
    std::string area;   ///< and everything below it
    std::string state;  ///< empty: all
    std::string group;  ///< empty: all
};

class FleetRows {
  public:
    /// `repository` must outlive it.
    explicit FleetRows(Repository& repository) : repository_(repository) {}

    /// Up to `limit` ids after `after`, in order.
    std::vector<std::string> devices(const DeviceFilter& filter, const std::string& after,
                                     std::uint64_t limit);
    /// Accepted terminals that follow `area`: those that stand in it or below it, and those with
    /// a grant for it.
    std::vector<std::string> followers(const std::string& area, const std::string& after,
                                       std::uint64_t limit);
    /// The state of a device, its row held until the transaction ends.
    std::optional<DeviceState> lock_device(Transaction&, const std::string& device);

    RegisterRow entry(const std::string& device);
    void put_entry(Transaction&, const std::string& device, const RegisterRow& row);
    void add_group(Transaction&, const std::string& device, const std::string& group);
    void remove_group(Transaction&, const std::string& device, const std::string& group);

    std::optional<TerminalRow> terminal(const std::string& device);
    void put_terminal(Transaction&, const std::string& device, const TerminalRow& row);
    std::vector<TerminalFeedRow> feeds(const std::string& device);
    void put_feeds(Transaction&, const std::string& device,
                   const std::vector<TerminalFeedRow>& rows);
    std::vector<TerminalErrorRow> errors(const std::string& device);
    /// Adds to the count of a code; forgets codes last met before `since`.
    void add_error(Transaction&, const std::string& device, const TerminalErrorRow& row);
    void forget_errors(Transaction&, const std::string& device, std::int64_t since);
    /// Newest days first, at most `limit` rows.
    std::vector<TerminalDayRow> days(const std::string& device, std::uint64_t limit);
    void put_day(Transaction&, const std::string& device, const TerminalDayRow& row);

    /// The first word counts: a repeated confirmation changes nothing.
    void confirm(Transaction&, const ConfirmationRow& row);
    std::vector<ConfirmationRow> confirmations(const std::string& area, const std::string& item,
                                               std::uint64_t limit);

    /// Whether a feed has any live item, according to the county.
    bool has_live_items(const std::string& area);
    /// Item id and newest revision of everything in a feed, by id.
    std::vector<std::pair<std::string, std::uint32_t>> revisions(const std::string& area);

    /// Keeps a report as it came, once by its digest; false where it was there.
    bool add_report(Transaction&, const std::string& device, const std::string& digest,
                    const std::string& received, const std::string& report);
    /// Deletes reports received before `whole_before` but the last of each day, all from before
    /// `any_before` (RFC 3339), with counts and reporting days of then. How many reports went.
    std::uint64_t thin(Transaction&, const std::string& device, const std::string& whole_before,
                       const std::string& any_before);
    /// Forgets what is known of a terminal, its picture too, but its id, its area, what it
    /// confirmed and the digest of its enrolment.
    void wipe(Transaction&, const std::string& device);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
