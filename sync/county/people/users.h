/// The accounts of people and programs: who may be what, and who may say so. The county's
/// administrators administer all accounts; a town's reviewers those whose every post is one of
/// villages of that town; nobody their own. Rules on posts: appointment_rules.h.
/// Every change of posts, kin or state ends the sessions of the account, and is recorded.
/// Throws Refusal: "forbidden", "own_account", "unknown_user", "sign_in_name", "taken",
/// "appointment", "forbidden_pair", "kin", "last_administrator", "last_appointment", "program".
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/store/person_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// How long an activation code may be used.
inline constexpr std::chrono::hours kActivationLife{24};

struct NewUser {
    std::string sign_in;  ///< 2 to 40 of a-z, 0-9, '.', '_', '-'; begins with a letter
    std::string shown;    ///< as they sign; 1 to 60 characters
    std::vector<Appointment> appointments;
    std::string kin_of = {};  ///< id of a user whose near kin they are
    bool program = false;     ///< acts by token only, has no password
};

struct MadeUser {
    std::string id;
    std::string activation;  ///< one-time code, as it is typed; empty for a program
};

class Users {
  public:
    explicit Users(const Tools& tools) : tools_(tools), rows_(tools.repository) {}

    MadeUser add(const Actor& by, const NewUser& user);
    /// By id.
    PersonRow find(const Actor& by, const std::string& id);
    /// By id or by sign-in name: what people type at the command line.
    PersonRow find_named(const Actor& by, const std::string& name);
    /// Those that `by` administers, by sign-in name, after `after`.
    std::vector<PersonRow> list(const Actor& by, const std::string& after, std::uint64_t limit);

    /// Adds a post, or changes the codes and languages of one that they hold.
    void appoint(const Actor& by, const std::string& id, const Appointment& appointment);
    void dismiss(const Actor& by, const std::string& id, Post post, const AreaCode& area);
    /// `kin` empty: of nobody.
    void declare_kin(const Actor& by, const std::string& id, const std::string& kin);
    /// Ends sessions and tokens too. Again and again is no error.
    void disable(const Actor& by, const std::string& id);
    void enable(const Actor& by, const std::string& id);
    /// Takes password and second factor away and gives a one-time activation code, which is shown
    /// this once.
    std::string reset(const Actor& by, const std::string& id);

  private:
    PersonRow require(const Actor& by, const std::string& id);
    PersonRow require_changeable(Transaction& transaction, const Actor& by, const std::string& id);
    void require_administers(const Actor& by, const PersonRow& person) const;
    void require_possible(const PersonRow& person);
    void require_another_administrator(const PersonRow& person);
    std::string new_activation(Transaction& transaction, const std::string& person);
    void record(Transaction& transaction, const Actor& by, const std::string& act,
                const PersonRow& person, const std::string& detail = "{}");

    Tools tools_;
    PersonRows rows_;
};

/// Whether `by` administers all accounts of the county.
bool administers_all(const Actor& by, const Settings& settings);
/// The actor that an account is, not confirmed.
Actor actor_of(const PersonRow& person);
/// The digest under which an activation code is kept; nothing for what can't be one.
std::optional<std::string> activation_digest(std::string_view typed);

}  // namespace villageboard::county
