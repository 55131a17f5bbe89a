/// A warning as a draft of the feed. Pure: the same message gives the same draft, so that it is
/// published once however often it is tried.
#pragma once
#include <optional>
#include <string>

#include "content/model/draft.h"
#include "sync/county/push/incoming_alert.h"

namespace villageboard::county {

/// How long a warning lasts that says nothing about it.
inline constexpr std::chrono::hours kAlertLife{24};

Instant end_of_alert(const IncomingAlert& alert);

/// `reviewer` is the post behind it: "alert_gateway", "duty_officer". The area is the county until
/// for_area() puts another one in.
ItemDraft alert_draft(const IncomingAlert& alert, const AreaCode& county, const std::string& where,
                      const std::string& reviewer);

/// The draft for one feed: a new item, or the next revision of the one that the chain has there.
/// `ends`: the area is no longer meant, so the warning ends there.
enum class Meant { still, no_longer };
ItemDraft for_area(ItemDraft draft, const AreaCode& area, const std::optional<std::string>& item,
                   Meant meant);

}  // namespace villageboard::county
