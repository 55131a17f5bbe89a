/// Takes the reports of terminals: keeps them as they came, and in columns what lists and alarms
/// need. A report sent twice changes nothing.
#pragma once
#include <string>

#include "sync/county/fleet/terminal_report.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Reports {
  public:
    explicit Reports(const Tools& tools) : tools_(tools) {}

    /// `bytes` is the report as it was signed, `body` the same as JSON that passed
    /// report_schema(). Throws Refusal: invalid, or forbidden when the device was revoked
    /// meanwhile.
    void take(const std::string& device, const std::string& bytes, const Json& body);

    /// Thins what is older: all of the last two days, the last of each day for 400 days. For the
    /// server's chores. Returns how many reports went.
    std::uint64_t thin();

  private:
    void keep(Transaction& transaction, const DeviceRow& device, TerminalReport report);

    Tools tools_;
};

}  // namespace villageboard::county
