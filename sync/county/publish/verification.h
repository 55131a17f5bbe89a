/// `villageboard-county verify`: reads feeds as a stranger would, from the data folder or from any
/// mirror, and says what is wrong with them.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "sync/county/opened_county.h"
#include "sync/feed/root.h"
#include "sync/feed/verifier.h"

namespace villageboard::county {

struct VerifiedFeed {
    std::string area;
    feed::VerifyReport report;
};

/// Every feed of the data folder, with the publisher keys of its root and the village keys held.
std::vector<VerifiedFeed> verify_county(OpenedCounty& county);

/// One feed at a URL or in a folder, with nothing but its vkey, whose name ends in "/<area>".
/// Throws Error(invalid) for a key that is none, Error(retry) when the source can't be reached.
VerifiedFeed verify_source(const std::string& source, const std::string& vkey);

/// A feed folder, a data folder that holds one, or a web server as a source of files. Throws
/// Error(invalid) for anything else.
std::unique_ptr<feed::ByteSource> open_source(const std::string& source);

/// The trust policy in force, with every step to it verified. Throws Error(rejected) when the feed
/// folder has none or a step is not valid.
feed::Root newest_root(OpenedCounty& county);

}  // namespace villageboard::county
