/// The rows of sessions, of programs' tokens and of waits after failed sign-ins.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct SessionRow {
    std::string id;      ///< to name it by; opens nothing
    std::string digest;  ///< SHA-256 of the token in the cookie, hex
    std::string person;
    bool whole = false;  ///< with a second factor; else it can only set one up
    std::int64_t begun = 0;
    std::int64_t seen = 0;
    std::int64_t confirmed = 0;  ///< when password and second factor were last given
    std::string address;
    std::string agent;  ///< how the browser calls itself
};

struct TokenRow {
    std::string id;
    std::string digest;
    std::string person;
    std::string purpose;
    std::string made_by;
    std::int64_t made = 0;
    std::int64_t expires = 0;
};

struct WaitRow {
    std::string account;
    std::string address;
    std::uint64_t failures = 0;
    std::int64_t last = 0;
};

class SessionRows {
  public:
    /// `repository` must outlive it.
    explicit SessionRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const SessionRow& session);
    /// Digest, whole, seen and confirmed. False where the session has ended.
    bool put(Transaction&, const SessionRow& session);
    /// False where the session has ended.
    bool touch(Transaction&, const std::string& id, std::int64_t seen);
    /// False where it had ended.
    bool remove(Transaction&, const std::string& id);
    std::optional<SessionRow> find_by_digest(const std::string& digest);
    /// The newest first.
    std::vector<SessionRow> of_person(const std::string& person);
    /// Those last seen at or before one time or begun at or before another, at most 1,000.
    std::vector<SessionRow> older(std::int64_t seen, std::int64_t begun);

    void add_token(Transaction&, const TokenRow& token);
    bool remove_token(Transaction&, const std::string& id);
    void forget_tokens(Transaction&, std::int64_t expired);
    std::optional<TokenRow> find_token_by_digest(const std::string& digest);
    /// By id, after `after`.
    std::vector<TokenRow> tokens(const std::string& after, std::uint64_t limit);
    std::vector<TokenRow> tokens_of(const std::string& person);

    /// Makes the row where there is none (no failures, last 0); held until the transaction ends.
    WaitRow lock_wait(Transaction&, const std::string& account, const std::string& address);
    void put_wait(Transaction&, const WaitRow& wait);
    /// Of an account, at every address.
    void forget_waits(Transaction&, const std::string& account);
    void forget_waits_before(Transaction&, std::int64_t last);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
