/// Passwords: which may be chosen, and how they are kept (argon2id by libsodium, 64 MiB, 3 passes).
/// No rule on kinds of characters: length and what is guessed first are what counts (OWASP ASVS 5,
/// 6.2). A hash takes a tenth of a second and 64 MiB; calls that need one run on threads of their
/// own (Route::hashes), which bounds how many there are at once. Any thread.
#pragma once
#include <string>
#include <string_view>

#include "sync/county/settings.h"

namespace villageboard::county {

inline constexpr std::size_t kFewestCharacters = 8;  ///< code points
inline constexpr std::size_t kMostPasswordBytes = 128;

/// What `password` is refused for as one sentence, or nothing. It is held against a list of common
/// ones, dates, runs and repetitions, the sign-in name and the words of this site.
std::string password_fault(std::string_view password, std::string_view sign_in,
                           const Settings& settings);

/// In libsodium's text form. Throws Error(retry) when there is no memory for it.
std::string hash_password(std::string_view password);
/// Takes as long for an empty `hash` (an unknown user, or one without a password) as for a real
/// one; false then.
bool verify_password(std::string_view password, const std::string& hash);

}  // namespace villageboard::county
