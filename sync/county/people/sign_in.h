/// How people prove who they are: a one-time activation code, then a password of their own and a
/// second factor; later both at once. A wrong name, password or code, a disabled account and one
/// that doesn't exist get the same answer in the same time. Every success and failure is recorded.
/// Calls that take a password hash one: a tenth of a second, outside every transaction.
/// Throws Refusal: "sign_in", "wait", "activation", "password", "second_factor", "session_ended".
#pragma once
#include <string>

#include "sync/county/people/sessions.h"
#include "sync/county/store/person_rows.h"

namespace villageboard::county {

struct OfferedFactor {
    std::string secret;  ///< base32, as it is typed into an app; shown this once
    std::string uri;     ///< the same for a QR code
};

class SignIn {
  public:
    explicit SignIn(const Tools& tools) : tools_(tools), people_(tools.repository) {}

    /// Chooses the first password with a one-time code and begins a session that can only set up
    /// the second factor.
    BegunSession activate(const std::string& code, const std::string& password, const Origin& from);
    /// With both factors; an account that has no second factor yet gets a session that can only
    /// set it up, whatever the code.
    BegunSession sign_in(const std::string& name, const std::string& password,
                         const std::string& code, const Origin& from);
    /// Both factors again, in a session: it is confirmed for 5 minutes and gets a new token.
    BegunSession confirm(const SessionRow& session, const std::string& password,
                         const std::string& code, const Origin& from);
    /// In a confirmed session; ends the person's other sessions.
    void change_password(const SessionRow& session, const std::string& password);

    /// A second factor to put into an app. It counts once confirm_factor() was given a code of it;
    /// one that was there before counts until then. A whole session must be confirmed.
    OfferedFactor offer_factor(const SessionRow& session);
    /// The session is whole from now on, under a new token; the person's others end.
    BegunSession confirm_factor(const SessionRow& session, const std::string& code);

  private:
    PersonRow require_active(Transaction& transaction, const std::string& id);
    bool takes_code(Transaction& transaction, PersonRow& person, const std::string& code);
    void record(Transaction& transaction, const std::string& act, const std::string& person,
                const Origin* from = nullptr);
    [[noreturn]] void refuse(const std::string& person, const Origin& from);

    Tools tools_;
    PersonRows people_;
};

}  // namespace villageboard::county
