/// A body: the words of one revision for one audience, UTF-8 JSON whose first member is a random
/// salt, so that nobody can guess an erased body from its digest. Format: FORMAT.md section 6.
/// Pure; any thread. What the members mean: content/model.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "sync/feed/entry.h"

namespace villageboard::feed {

inline constexpr unsigned kMaxJsonDepth = 32;
/// Integers in JSON stay exact up to here (RFC 8259 section 6).
inline constexpr std::int64_t kMaxJsonInteger = std::int64_t{1} << 53;

/// The body's bytes: `members` (an object without "salt", order kept) behind a fresh salt.
/// Throws Error(invalid) when the result would be refused by check_body_text.
std::string make_body(const nlohmann::ordered_json& members, const RandomBytes& random);
/// Digest and size of exactly these bytes, for the envelope.
BodyRef body_ref(std::string_view body, Audience audience);

/// By size and digest: verified or body_mismatch.
Verdict check_body_digest(std::string_view body, const BodyRef& ref);
/// bad_body unless it is one JSON object in UTF-8, at most 32 deep (checked before parsing), no
/// member twice in an object, integers within 2^53, first member "salt" of 32 hex digits.
Verdict check_body_text(std::string_view body);
/// Both, digest first.
Verdict check_body(std::string_view body, const BodyRef& ref);

/// Whether `json` is one whole JSON text in UTF-8 within those limits; for our other documents.
bool is_bounded_json(std::string_view json);

}  // namespace villageboard::feed
