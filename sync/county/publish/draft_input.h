/// A draft with the bytes of its attachments, read from a file or from the store, before anything
/// is known about whether it may be published.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "content/check/finding.h"
#include "content/model/draft.h"
#include "sync/county/store/repository.h"
#include "sync/feed/hash.h"

namespace villageboard::county {

struct DraftInput {
    std::string name;  ///< file or draft id, for messages
    ItemDraft draft;
    std::vector<std::string> attachments;  ///< bytes, in the order of draft.attachments
    check::Findings notes;                 ///< what the import of a document noticed
    std::string digest;  ///< hex; the same source with the same attachments gives the same one
};

/// Reads an item JSON, or a Markdown file with a metadata block (".md"); its attachments lie beside
/// it. Throws Error(invalid) naming file, place and remedy.
DraftInput read_draft_file(const std::filesystem::path& file, const AreaCode& area, Day today);

/// Reads a stored draft. Throws Error(invalid) when there is none with this id.
DraftInput read_stored_draft(Repository& repository, const std::filesystem::path& data,
                             const std::string& id);
/// Stores a draft with copies of its attachments below `data`; gives its id.
std::string store_draft(Repository& repository, const std::filesystem::path& data,
                        const DraftInput& input, Instant now, const feed::RandomBytes& random);

/// `document` is item JSON, `folder` holds its attachments.
DraftInput make_draft_input(const std::string& name, const std::string& document,
                            const std::filesystem::path& folder);

/// The bytes of a file a person named, at most `limit`. Throws Error(invalid).
std::string read_input_file(const std::filesystem::path& file, std::uint64_t limit);

}  // namespace villageboard::county
