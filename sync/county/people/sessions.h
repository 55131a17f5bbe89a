/// Sessions of people and tokens of programs. Of either secret (256 random bits) only the SHA-256
/// is kept. A session ends 15 minutes after it was last used, 12 hours after it began, when it is
/// ended, and when posts, password or state of its account change; the use of a session is written
/// down once a minute, so that it may end up to a minute early.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/store/session_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

inline constexpr std::chrono::minutes kSessionIdle{15};
inline constexpr std::chrono::hours kSessionLife{12};
/// How long password and second factor, once given, count as just given.
inline constexpr std::chrono::minutes kConfirmed{5};
inline constexpr std::chrono::days kLongestToken{400};

/// From where a session is begun.
struct Origin {
    std::string address;
    std::string agent;  ///< the browser's name for itself
};

enum class Factors { password_only, both };

struct BegunSession {
    SessionRow row;
    std::string token;  ///< for the cookie; shown this once
};

struct MadeToken {
    std::string id;
    std::string token;  ///< shown this once
    Instant expires{};
};

class Sessions {
  public:
    explicit Sessions(const Tools& tools) : tools_(tools), rows_(tools.repository) {}

    BegunSession begin(Transaction& transaction, const std::string& person, const Origin& from,
                       Factors factors);
    /// The living session of a token; its use is written down.
    std::optional<SessionRow> use(std::string_view token);
    /// Password and second factor were given just now: the session is whole and confirmed from now
    /// on, under a new token. Throws Refusal(signed_out) when it ended meanwhile.
    BegunSession strengthen(Transaction& transaction, SessionRow session);
    bool is_confirmed(const SessionRow& session) const;

    /// The living ones of a person, the newest first.
    std::vector<SessionRow> list(const std::string& person);
    /// Throws Refusal(unknown) unless it is a session of this person.
    void end(const std::string& person, const std::string& id);
    /// All of the person but the one of this id.
    std::size_t end_others(const std::string& person, const std::string& id);
    std::size_t end_others(Transaction& transaction, const std::string& person,
                           const std::string& id);
    std::size_t end_all(Transaction& transaction, const std::string& by, const std::string& person);
    /// Forgets what ended by time alone, and codes, tokens and waits that are over.
    void sweep();

    /// A token for the program `person`, by an administrator of the county. Throws Refusal.
    MadeToken make_token(const Actor& by, const std::string& person, const std::string& purpose,
                         std::chrono::days life);
    std::vector<TokenRow> tokens(const Actor& by, const std::string& after, std::uint64_t limit);
    void revoke_token(const Actor& by, const std::string& id);
    std::size_t revoke_all(Transaction& transaction, const std::string& by,
                           const std::string& person);
    /// The living token of this text.
    std::optional<TokenRow> find_token(std::string_view token);

  private:
    bool lives(const SessionRow& session) const;
    void end(Transaction& transaction, const std::string& by, const SessionRow& session,
             const char* why);
    void require_administrator(const Actor& by) const;

    Tools tools_;
    SessionRows rows_;
};

}  // namespace villageboard::county
