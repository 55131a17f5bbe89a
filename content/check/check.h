/// All checks of an item before it is published, and of a rendition before it is signed. The one
/// door to the families of rules; each family has a header of its own.
/// Pure: what a check needs of the world comes in with CheckContext. Safe on any thread.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/check/finding.h"
#include "content/model/draft.h"
#include "content/model/reference.h"

namespace villageboard {
class Calendar;
}

namespace villageboard::check {

/// What surrounds a draft. A member left empty switches off only what needs it.
struct CheckContext {
    Day today;                                 ///< in Asia/Shanghai
    const Calendar* calendar = nullptr;        ///< null: limits in working days are not checked
    const Finance* previous_report = nullptr;  ///< the village's last report of the same item
    /// The bytes of an attachment by its name in the draft; nothing where it can't be read.
    std::function<std::optional<std::string>(const std::string& file)> read_attachment;
    /// Whether an alert with this identifier is known.
    std::function<bool(std::string_view identifier)> alert_known;
    /// The characters (whole clusters) of a text that the terminals' fonts can't draw.
    std::function<std::vector<std::string>(std::string_view text)> missing_clusters = {};
    /// What the terminals' interface says in Chinese, by key; null: a pack of phrases is not held
    /// against it.
    const std::map<std::string, std::string>* interface_words = nullptr;
};

/// All findings of groups A, D, E, G and of VB7, VF1, VF2, VF5 to VF8, errors first, each once.
/// `item` is the draft's row of the catalogue, null for reference data. Places are JSON pointers
/// into the draft. A draft without a body (retire, erase) has none.
Findings check_item(const ItemDraft& draft, const CatalogueItem* item, const CheckContext& context);

/// The privacy gate over a body as an outlet will get it: what check_json_privacy finds in its
/// strings, VE5 where names stand that `mask` forbids. Places are JSON pointers into the body.
Findings check_rendition(const Body& body, Mask mask);

}  // namespace villageboard::check
