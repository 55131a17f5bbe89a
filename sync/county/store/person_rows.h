/// The rows of people: accounts, their appointments, their activation codes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/people/post.h"
#include "sync/county/store/repository.h"

namespace villageboard::county {

struct PersonRow {
    std::string id;
    std::string sign_in;  ///< the name they sign in with, lower case
    std::string shown;    ///< the name they sign with
    bool program = false;
    bool active = true;
    std::string kin_of;             ///< id of another person, or empty
    std::string password;           ///< argon2id; empty until they chose one
    std::string factor;             ///< sealed secret of the second factor; empty until confirmed
    std::string factor_offered;     ///< the same, not yet confirmed by a code
    std::uint64_t factor_step = 0;  ///< the last time step whose code was used
    std::int64_t created = 0;
    std::vector<Appointment> appointments;  ///< by area and post
};

struct ActivationRow {
    std::string person;
    std::string digest;  ///< SHA-256 of the code, hex
    std::int64_t expires = 0;
};

class PersonRows {
  public:
    /// `repository` must outlive it.
    explicit PersonRows(Repository& repository) : repository_(repository) {}

    /// Holds all administration of accounts until the transaction ends: rules that look at several
    /// accounts (the last administrator, kin) are decided by one server at a time.
    void lock_administration(Transaction&);
    void add(Transaction&, const PersonRow& person);
    /// Everything but id, sign-in name, creation and appointments.
    void put(Transaction&, const PersonRow& person);
    void put_appointment(Transaction&, const std::string& person, const Appointment& appointment);
    /// False where there was none.
    bool remove_appointment(Transaction&, const std::string& person, Post post,
                            const AreaCode& area);

    std::optional<PersonRow> find(const std::string& id);
    std::optional<PersonRow> find_by_sign_in(const std::string& sign_in);
    /// As find(), the row held until the transaction ends.
    std::optional<PersonRow> lock(Transaction&, const std::string& id);
    /// Up to `limit` by sign-in name, after `after`; those with an appointment in `area`, or all
    /// where it is empty.
    std::vector<PersonRow> list(const std::string& area, const std::string& after,
                                std::uint64_t limit);
    std::vector<PersonRow> declared_kin_of(const std::string& id);
    /// Active people who hold `post` for exactly `area`.
    std::uint64_t count_active(Post post, const std::string& area);

    /// The code before it, if any, is void.
    void put_activation(Transaction&, const ActivationRow& row);
    std::optional<ActivationRow> find_activation(const std::string& digest);
    /// False where it was used or replaced meanwhile.
    bool use_activation(Transaction&, const std::string& digest);
    void forget_activations(Transaction&, std::int64_t before);

  private:
    std::optional<PersonRow> read(const char* condition, const std::string& value);
    std::vector<Appointment> appointments(const std::string& person);
    std::vector<PersonRow> with_ids(const std::vector<std::string>& ids);

    Repository& repository_;
};

}  // namespace villageboard::county
