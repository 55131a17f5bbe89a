/// A draft that passed every check, with its renditions derived: all that can be done before the
/// feed is locked. Ids, revisions, seals and signatures come after, in publisher.h.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/check/finding.h"
#include "sync/county/publish/draft_input.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct PreparedAttachment {
    DraftAttachment declared;
    Audience audience = Audience::public_;  ///< by the catalogue, never looser than declared
    std::string bytes;
};

struct PreparedItem {
    std::string name;
    std::string digest;
    ItemDraft draft;
    std::optional<Body> public_;  ///< attachments still under their file names
    std::optional<Body> village;  ///< absent where it would equal the public one
    std::optional<Instant> public_keep;
    std::optional<Instant> village_keep;
    std::vector<PreparedAttachment> attachments;
};

/// What the checks need to know beside the draft.
struct CheckSurroundings {
    const ReferenceData& reference;
    AreaCode county;
    Day today;
    std::optional<Finance> previous;  ///< the report before this one
    MissingClusters missing_clusters = {};
};

/// All findings about a draft as it stands, those of its import included.
check::Findings findings_of(const DraftInput& input, const CheckSurroundings& around);

/// Checks, derives, checks the renditions. What would be shown as an empty box goes to the log, as
/// nobody reviews after this. Throws Error(invalid): one sentence that names file,
/// rule, place and what is wrong.
PreparedItem prepare(const DraftInput& input, const AreaCode& area, Instant now,
                     const CheckSurroundings& around);

/// Throws Error(invalid) unless the area belongs to the county and its table.
void require_known_area(const AreaCode& area, const CheckSurroundings& around);

}  // namespace villageboard::county
