/// An item before it is published: the JSON file that `import` prints and `publish` takes.
/// Ids, times, salt, renditions and keep-until are the publisher's work, not the author's.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/body.h"
#include "content/model/kind.h"
#include "content/model/time.h"

namespace villageboard {

struct NoticePeriod {
    Day from;
    Day to;  ///< the last day
    friend bool operator==(const NoticePeriod&, const NoticePeriod&) = default;
};

enum class AttachmentRole { picture, voucher, original, audio, poster };

struct DraftAttachment {
    std::string file;  ///< relative to the draft's file; never absolute, never with ".."
    std::string mime;
    AttachmentRole role = AttachmentRole::original;
    std::optional<std::string> language;  ///< BCP 47 tag
    Audience audience = Audience::public_;
    friend bool operator==(const DraftAttachment&, const DraftAttachment&) = default;
};

struct ItemDraft {
    explicit ItemDraft(AreaCode area_code) : area(std::move(area_code)) {}

    std::optional<std::string> id;  ///< UUIDv7; required unless operation is publish
    Kind kind = Kind::notice;
    std::string catalogue;  ///< "N02"; empty for reference data
    AreaCode area;
    Priority priority = Priority::normal;
    Operation operation = Operation::publish;
    std::optional<Day> formed;  ///< required for publish and correct
    std::optional<Instant> published;
    std::optional<Instant> embargo;
    std::optional<Instant> expires;
    std::optional<NoticePeriod> notice_period;
    std::string office;
    std::vector<std::string> reviewers;
    std::optional<std::string> group;
    std::optional<Body> body;           ///< there exactly for publish and correct
    std::optional<std::string> reason;  ///< there exactly for withdraw: the line that stays
    std::vector<DraftAttachment> attachments;
    friend bool operator==(const ItemDraft&, const ItemDraft&) = default;
};

/// Reads a draft, strictly (unknown members are refused). A draft with operation publish or correct
/// has "kind" and "body"; withdraw has "body": {"reason"}; retire and erase have none. Throws Error
/// invalid with the member named and its JSON pointer.
ItemDraft parse_draft(std::string_view bytes);
/// As parse_draft reads it: indented by two, members in the order of the struct, a line end last.
std::string print_draft(const ItemDraft& draft);

}  // namespace villageboard
