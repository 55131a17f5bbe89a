/// Waits between attempts to sign in, instead of lock-outs: five attempts are free, then each has
/// to wait 1, 2, 4 and so on up to 60 seconds. Counted in the database, as several servers share
/// it, per account and per address, and before the attempt is judged, so that a thousand at once
/// don't count as one.
/// While an account is under attack each address has a turn of its own at it, which begins with
/// its first call: whoever knows the password waits a minute at the most, however busy the attacker
/// is elsewhere. Of IPv6 addresses the network (64 bits) counts.
#pragma once
#include <chrono>
#include <string>

#include "sync/county/store/session_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// How long to wait after so many failures. Pure.
std::chrono::seconds wait_after(std::uint64_t failures);
/// What of an address counts. Pure.
std::string counted_address(const std::string& address);

class Attempts {
  public:
    explicit Attempts(const Tools& tools) : tools_(tools), rows_(tools.repository) {}

    /// Counts an attempt at an account (its sign-in name as typed; empty: at none in particular).
    /// Throws Refusal(too_often) with the time to wait; that is then not counted.
    void begin(const std::string& account, const std::string& address);
    /// The right person was there: the account's failures are forgotten, and this attempt of the
    /// address.
    void succeeded(Transaction& transaction, const std::string& account,
                   const std::string& address);

  private:
    WaitRow lock(Transaction& transaction, const std::string& account, const std::string& address,
                 std::chrono::seconds forgotten);

    Tools tools_;
    SessionRows rows_;
};

}  // namespace villageboard::county
