/// Replaces the names of attachments in a body by the digests under which they are published.
#pragma once
#include <map>
#include <string>

#include "content/model/body.h"

namespace villageboard::county {

/// Digest by file name; an empty digest: this outlet does not get the file, so what refers to it
/// is left out.
using AttachmentDigests = std::map<std::string, std::string>;

/// Throws Error(invalid) with the JSON pointer of a reference to a file that is not attached.
Body with_digests(const Body& body, const AttachmentDigests& digests);

}  // namespace villageboard::county
