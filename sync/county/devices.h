/// Terminals: one-time codes, enrolment (on line and by stick), acceptance, revocation, reports.
/// A terminal is pending until an administrator accepts it; public feeds are open to it before.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "sync/county/api/http.h"
#include "sync/county/keyring.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// How long a code may be used.
inline constexpr std::chrono::hours kCodeLife{24};
inline constexpr std::size_t kMaxEnrolmentBytes = 16 * 1024;
inline constexpr std::size_t kMaxReportBytes = 256 * 1024;

enum class EnrolmentOutcome { made, repeated, malformed, refused };

struct EnrolmentAnswer {
    EnrolmentOutcome outcome = EnrolmentOutcome::refused;
    std::string body;  ///< the reply's bytes, or {"error":"one plain sentence"}
};

enum class ReportOutcome { stored, malformed, unknown_device, bad_signature, wrong_time, replayed };

/// What an import from a stick did.
struct ImportedRequest {
    std::string file;
    EnrolmentAnswer answer;
};

class Devices {
  public:
    explicit Devices(const Tools& tools) : tools_(tools), keyring_(tools) {}

    /// A fresh code for one terminal of an area, as it is typed.
    std::string make_code(const AreaCode& area);
    /// One answer for every reason of refusal, so that nothing can be guessed from it.
    EnrolmentAnswer enrol(const std::string& request);
    /// Answers every devices/<code id>.request below `stick` with a .reply beside it.
    std::vector<ImportedRequest> import(const std::filesystem::path& stick);

    std::vector<DeviceRow> list() { return tools_.repository.devices(); }
    /// Gives the terminal its keys; `grants` are further villages whose items it may show. Throws
    /// Error(invalid) for an unknown or revoked id.
    void accept(const std::string& id, const std::vector<AreaCode>& grants);
    /// Every terminal that waits. Returns how many.
    std::size_t accept_all();
    /// Takes the keys away and starts new ones for everyone else who held them.
    void revoke(const std::string& id);

    /// Stores a signed report of an accepted or pending terminal, once.
    ReportOutcome report(const HttpRequest& request);

  private:
    DeviceRow require(const std::string& id);
    EnrolmentAnswer answer(const std::string& request, const CodeRow& code,
                           const std::string& device, EnrolmentOutcome outcome);
    std::string newest_root();

    Tools tools_;
    Keyring keyring_;
};

}  // namespace villageboard::county
