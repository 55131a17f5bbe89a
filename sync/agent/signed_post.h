/// Posts to the county's calls that only its terminals may make: signed with the device's key
/// (sync/fetch/http_signature.h). A terminal whose clock is off signs with the time that the
/// county's refusal names; that time is used for nothing else. One thread.
#pragma once
#include <string>

#include "sync/agent/environment.h"
#include "sync/agent/trust_store.h"

namespace villageboard::agent {

struct SignedPost {
    std::string path;  ///< below the county, "v1/reports"
    std::string body;
    std::string content_type = "application/json";
    std::uint64_t limit = 64 * 1024;  ///< of the answer
};

/// Whether the county can be posted to at all: not where it is a folder.
bool takes_posts(const Identity& identity);

/// `now` is the best guess at the time. Throws Error(retry) when the county can't be reached.
fetch::PostReply post_signed(fetch::Fetcher& county, const Identity& identity,
                             const SignedPost& post, Instant now, const feed::RandomBytes& random);

/// "county.example:8480" and "/board" of "https://county.example:8480/board".
struct Target {
    std::string authority;  ///< lower case, without the scheme's own port
    std::string path;       ///< without a slash at its end; may be empty
};
Target target_of(const std::string& url);

}  // namespace villageboard::agent
