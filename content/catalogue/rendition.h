/// What each outlet may show of one approved item, derived from the catalogue's masks, never by
/// hand. Pure functions; the publisher alone calls them. How masks work:
/// content/catalogue/MASKS.md.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "content/model/body.h"
#include "content/model/reference.h"
#include "content/model/uuid.h"

namespace villageboard {

/// Terminals show `village` where they hold it, else `public_`. `village` is there only when it
/// differs from `public_`.
struct Renditions {
    std::optional<Body> public_;
    std::optional<Body> village;
};

/// Derives both renditions of `body`, an item of the catalogue row `item`. Reference data pass
/// unchanged as public (use public_only). Throws Error invalid when the kind doesn't belong to the
/// row, or when a hidden column could be inferred from one that is shown: the sentence names both,
/// the place is the JSON pointer of the one shown.
Renditions derive_renditions(const Body& body, const CatalogueItem& item);
/// Reference data and items without a catalogue row: one public rendition, unchanged.
Renditions public_only(const Body& body);

/// `body` under one mask; no inference check. Mask::m5 and Mask::none give nothing.
std::optional<Body> apply_mask(const Body& body, Mask mask);
/// Throws Error invalid when `shown`, derived from `full`, gives away what it hides.
void refuse_inference(const Body& full, const Body& shown);

/// "欧阳建国" -> "欧阳**", "李四" -> "李**", "ꓮ-ꓑꓴ" -> "ꓮ**": the family name (compound ones
/// whole), else the first character, then always two asterisks. Empty stays empty.
std::string mask_name(std::string_view name);

/// Gives every roll line without an id a random one of 8 hex digits, unique within the roll. Before
/// derive_renditions; a correction keeps the ids of the revision before.
void assign_line_ids(Body& body, const RandomBytes& random);

/// Which outlet an attachment that the author marked `declared` goes to: those of a village-only
/// item never to the public. Throws Error invalid for an item whose rolls are (or may be) figures
/// only for both outlets: a file beside them can't be masked.
Audience attachment_audience(const CatalogueItem& item, Audience declared);

/// The days of an item from which keep times count.
struct ItemDates {
    Instant published;
    std::optional<Day> notice_end;     ///< last day of the public-notice period
    std::optional<Day> term_end;       ///< end of a contract, term of office or season
    std::optional<Instant> event_end;  ///< end of the event, or expiry
};
/// The dates that a body itself tells (event_until, contract ends, expires, open_to), with the
/// envelope's.
ItemDates item_dates(const Body& body, Instant published, std::optional<Day> notice_end,
                     std::optional<Instant> expires);
/// When a rendition must be gone; nothing: it stays until it is superseded or erased.
std::optional<Instant> keep_until(const KeepRule& rule, const ItemDates& dates);

}  // namespace villageboard
