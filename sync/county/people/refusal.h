/// What the server says to somebody whose call it doesn't carry out. Nothing was changed.
#pragma once
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

namespace villageboard::county {

enum class RefusalKind {
    invalid,     ///< the call is malformed or breaks a rule of content (422)
    signed_out,  ///< nobody is signed in, or a second factor is missing (401)
    forbidden,   ///< this person may not (403)
    unknown,     ///< there is nothing of this name, or nothing that this person may know of (404)
    conflict,    ///< the thing has changed or is in another state (409)
    too_often,   ///< wait and try again (429)
};

class Refusal : public std::runtime_error {
  public:
    /// `code` is a short stable word for programs and translations ("own_item"); `sentence` is one
    /// plain English sentence: what is wrong, where, what to do. `place` is a JSON pointer into the
    /// request's body, or empty. `wait` is how long to wait before the next try, where it helps.
    Refusal(RefusalKind kind, std::string code, const std::string& sentence, std::string place = {},
            std::chrono::seconds wait = {})
        : std::runtime_error(sentence),
          kind_(kind),
          code_(std::move(code)),
          place_(std::move(place)),
          wait_(wait) {}

    RefusalKind kind() const { return kind_; }
    const std::string& code() const { return code_; }
    const std::string& place() const { return place_; }
    std::chrono::seconds wait() const { return wait_; }

  private:
    RefusalKind kind_;
    std::string code_;
    std::string place_;
    std::chrono::seconds wait_;
};

}  // namespace villageboard::county
