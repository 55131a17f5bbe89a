/// trust.db: what the terminal believes and why. Only the agent opens it (mode 0600, synchronous
/// FULL): who it is, the county's roots, the floor of every feed, the notes kept as evidence, the
/// device's keys, the time floor. Each write is on disk when the call returns. One thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"
#include "content/state/clock.h"
#include "content/state/kept_database.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/floor.h"
#include "sync/feed/root.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::agent {

struct Identity {
    std::string county;  ///< the source, as enrolled
    std::string device_id;
    AreaCode area = *AreaCode::parse("000000");
    fetch::PlainHttp plain = fetch::PlainHttp::loopback_only;
    std::string signing_seed;  ///< Ed25519, 32 bytes
    feed::BoxKeyPair box;      ///< X25519
};

/// An enrolment that waits for its answer, so that the same request can be sent again.
struct PendingEnrolment {
    Identity identity;  ///< without a device id
    std::string code_id;
    std::string request;  ///< the exact line sent
};

struct Evidence {
    Instant at{};
    std::string area;
    std::string reason;  ///< a verdict's code
    std::string note;    ///< what was offered
    std::string held;    ///< the note that it contradicts; may be empty
    std::string source;
};

/// The time as far as it can be known without a clock.
struct Times {
    Instant floor = state::kReleaseTime;
    Instant reckoned = state::kReleaseTime;  ///< floor plus running time
    std::string boot_id;
    std::int64_t boot_seconds = 0;
    Instant roots_asked{};  ///< in reckoned time, when the roots were last asked for
    Instant keys_asked{};
};

class TrustStore {
  public:
    /// Error `retry` when another agent has it open and it has to be replaced.
    explicit TrustStore(const std::filesystem::path& data_dir);

    /// Whether it was damaged and an hourly copy (or nothing) took its place: the floors must then
    /// be raised again from the notes in the cache.
    bool replaced() const { return kept_.opened() != state::KeptDatabase::Opened::as_it_was; }

    std::optional<Identity> identity();
    /// The end of an enrolment: who we are and the root to start from, together.
    void enrol(const Identity& identity, const std::string& root_note);
    std::optional<PendingEnrolment> pending();
    void set_pending(const PendingEnrolment& pending);

    /// The newest root. Throws Error(invalid) when the terminal is not enrolled.
    feed::Root root();
    /// Every root believed so far, the newest last.
    std::vector<feed::Root> roots();
    /// Throws Error(rejected) unless its version is the next one.
    void add_root(const feed::Root& root, const std::string& note);

    std::optional<feed::Floor> floor(const AreaCode& area);
    /// Never goes down: a smaller size or an earlier freshness time leaves what is there.
    void raise_floor(const AreaCode& area, const feed::Floor& floor);

    /// Keeps the first 200 different ones.
    void keep_evidence(const Evidence& evidence);
    std::vector<Evidence> evidence();

    Times times();
    void set_times(const Times& times);

    /// The note keys/<device id> as it came, its ETag and the source that gave it.
    struct KeysNote {
        std::string note;
        std::string etag;
        std::string source;
    };
    std::optional<KeysNote> keys_note();
    void set_keys_note(const KeysNote& note);

    /// What the county was told last, so that a kill tells nothing twice without need.
    struct Told {
        Instant at{};  ///< in reckoned time; the epoch: never
        Day day{};     ///< the last whole day whose counts it has; the epoch: none
    };
    Told told();
    void set_told(const Told& told);

    void keep_copy(Instant now) { kept_.keep_copy(now); }

  private:
    std::optional<std::string> setting(const std::string& name);
    void set(cache::Transaction& transaction, const std::string& name, std::string_view value);

    state::KeptDatabase kept_;
};

}  // namespace villageboard::agent
