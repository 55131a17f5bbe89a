#include "content/catalogue/rendition.h"

#include <algorithm>
#include <array>
#include <set>

#include "content/catalogue/catalogue.h"
#include "content/model/error.h"

namespace villageboard {
namespace {

void refuse_foreign_kind(const Body& body, const CatalogueItem& item) {
    const Kind kind = kind_of(body);
    if (std::find(item.kinds.begin(), item.kinds.end(), kind) != item.kinds.end()) return;
    std::string kinds;
    for (const Kind allowed : item.kinds)
        kinds += (kinds.empty() ? "" : ", ") + std::string(to_string(allowed));
    throw Error(ErrorKind::invalid,
                "The catalogue item " + item.code + " takes " + kinds + ", not " +
                    std::string(to_string(kind)) + ": choose another item.",
                "/catalogue");
}

bool is_figures_only(const Body& body, const CatalogueItem& item) {
    const auto* roll = std::get_if<ReliefRoll>(&body);
    return roll && std::find(item.figures_only.begin(), item.figures_only.end(), roll->relief) !=
                       item.figures_only.end();
}

void drop_pictures(std::vector<Block>& blocks) {
    std::erase_if(blocks,
                  [](const Block& block) { return std::holds_alternative<PictureBlock>(block); });
}

/// Pictures and scanned vouchers can't be masked.
void drop_pictures(Body& body) {
    BodyCommon& common = common_of(body);
    common.pictures.clear();
    drop_pictures(common.blocks);
    for (auto& [tag, overlay] : common.languages) drop_pictures(overlay.blocks);
    auto* finance = std::get_if<Finance>(&body);
    if (!finance || !finance->sheet_b) return;
    for (SheetBEntry& entry : finance->sheet_b->entries) entry.vouchers.clear();
}

/// A free text names persons anywhere: of a village-only notice the public gets title and summary.
void drop_free_text(Body& body) {
    if (!std::holds_alternative<Notice>(body)) return;
    BodyCommon& common = common_of(body);
    common.blocks.clear();
    for (auto& [tag, overlay] : common.languages) overlay.blocks.clear();
}

bool is_roll(const Body& body) {
    return std::holds_alternative<SubsidyRoll>(body) || std::holds_alternative<ReliefRoll>(body);
}

bool hides_all_lines(const CatalogueItem& item) {
    const bool only_rolls = std::all_of(item.kinds.begin(), item.kinds.end(), [](Kind kind) {
        return kind == Kind::subsidy_roll || kind == Kind::relief_roll;
    });
    return !item.figures_only.empty() || (only_rolls && item.village.mask == Mask::m4);
}

/// The mask of the village outlet for this body.
Mask village_mask(const Body& body, const CatalogueItem& item) {
    return is_figures_only(body, item) ? Mask::m4 : item.village.mask;
}

std::optional<Body> derive_public(const Body& body, const CatalogueItem& item) {
    const Mask mask = is_figures_only(body, item) ? Mask::m4 : item.public_.mask;
    auto shown = apply_mask(body, mask);
    if (!shown) return shown;
    if (is_village_only(item) || (is_roll(body) && mask == Mask::m4)) drop_pictures(*shown);
    if (is_village_only(item)) drop_free_text(*shown);
    return shown;
}

std::optional<Body> derive_village(const Body& body, const CatalogueItem& item) {
    const Mask mask = village_mask(body, item);
    auto shown = apply_mask(body, mask);
    if (shown && is_roll(body) && mask == Mask::m4) drop_pictures(*shown);
    return shown;
}

constexpr std::string_view kDigits = "0123456789abcdef";

std::string hex_of(std::span<const std::byte> bytes) {
    std::string text;
    for (const std::byte byte : bytes) {
        text += kDigits[std::to_integer<unsigned>(byte) >> 4U];
        text += kDigits[std::to_integer<unsigned>(byte) & 0xFU];
    }
    return text;
}

template <typename Line>
void assign_ids(std::vector<Line>& lines, const RandomBytes& random) {
    std::set<std::string> taken;
    for (const Line& line : lines)
        if (line.id) taken.insert(*line.id);
    for (Line& line : lines) {
        std::array<std::byte, 4> bytes{};
        while (!line.id) {
            random(bytes);
            if (taken.insert(hex_of(bytes)).second) line.id = hex_of(bytes);
        }
    }
}

}  // namespace

Renditions derive_renditions(const Body& body, const CatalogueItem& item) {
    refuse_foreign_kind(body, item);
    Renditions out{derive_public(body, item), derive_village(body, item)};
    if (out.public_) refuse_inference(body, *out.public_);
    if (out.village) refuse_inference(body, *out.village);
    if (out.public_ == out.village) out.village.reset();
    return out;
}

Renditions public_only(const Body& body) { return {body, std::nullopt}; }

void assign_line_ids(Body& body, const RandomBytes& random) {
    if (auto* subsidy = std::get_if<SubsidyRoll>(&body)) assign_ids(subsidy->lines, random);
    if (auto* relief = std::get_if<ReliefRoll>(&body)) assign_ids(relief->lines, random);
}

Audience attachment_audience(const CatalogueItem& item, Audience declared) {
    if (hides_all_lines(item))
        throw Error(ErrorKind::invalid,
                    "The catalogue item " + item.code +
                        " shows figures only and takes no attachments: a file can't be masked.",
                    "/attachments");
    return is_village_only(item) ? Audience::village : declared;
}

}  // namespace villageboard
