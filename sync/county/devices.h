/// Terminals: one-time codes, enrolment (on line and by stick), acceptance, revocation.
/// A terminal is pending until an administrator accepts it; public feeds are open to it before.
/// Who may is asked in fleet/fleet.h; here is what is done, and its line in the audit log.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "sync/county/keyring.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// How long a code may be used.
inline constexpr std::chrono::hours kCodeLife{24};
inline constexpr std::size_t kMaxEnrolmentBytes = 16 * 1024;

enum class EnrolmentOutcome { made, repeated, malformed, refused };

struct EnrolmentAnswer {
    EnrolmentOutcome outcome = EnrolmentOutcome::refused;
    std::string body;  ///< the reply's bytes, or {"error":"one plain sentence"}
};

/// What an import from a stick did.
struct ImportedRequest {
    std::string file;
    EnrolmentAnswer answer;
};

class Devices {
  public:
    /// `actor` is the id under which the audit log knows who does it.
    explicit Devices(const Tools& tools, std::string actor = "command-line")
        : tools_(tools), actor_(std::move(actor)), keyring_(tools) {}

    /// A fresh code for one terminal of an area, as it is typed.
    std::string make_code(const AreaCode& area);
    /// One answer for every reason of refusal, so that nothing can be guessed from it.
    EnrolmentAnswer enrol(const std::string& request);
    /// Answers every devices/<code id>.request below `stick` with a .reply beside it.
    std::vector<ImportedRequest> import(const std::filesystem::path& stick);

    std::vector<DeviceRow> list() { return tools_.repository.devices(); }
    /// Gives the terminal its keys; `grants` are further villages whose items it may show. One that
    /// has them already stays as it is. Throws Error(invalid) for an unknown or revoked id.
    void accept(const std::string& id, const std::vector<AreaCode>& grants);
    /// Every terminal that waits. Returns how many.
    std::size_t accept_all();
    /// Takes the keys away, starts new ones for everyone else who held them, and forgets what was
    /// known of the terminal but what it confirmed and the digest of its enrolment. One that was
    /// revoked before stays as it is.
    void revoke(const std::string& id);

  private:
    DeviceRow require(const std::string& id);
    EnrolmentAnswer answer(const std::string& request, const CodeRow& code,
                           const std::string& device, EnrolmentOutcome outcome);
    std::string newest_root();

    void record(Transaction& transaction, const std::string& act, const DeviceRow& device);

    Tools tools_;
    std::string actor_;
    Keyring keyring_;
};

}  // namespace villageboard::county
