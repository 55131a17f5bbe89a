#include "content/model/variant.h"

namespace villageboard {
namespace {

std::string_view base_of(std::string_view language) {
    return language.substr(0, language.find('-'));
}

const LanguageOverlay* overlay_of(const BodyCommon& body, std::string_view language) {
    const LanguageOverlay* related = nullptr;
    for (const auto& [tag, overlay] : body.languages) {
        if (tag == language) return &overlay;
        if (related == nullptr && base_of(tag) == base_of(language)) related = &overlay;
    }
    return related;
}

bool is_silenced(const LanguageOverlay& overlay) { return overlay.title.empty(); }

}  // namespace

bool is_chinese(std::string_view language) { return base_of(language) == "zh"; }

void silence_stale_variants(BodyCommon& body, std::uint32_t revision) {
    for (auto& [tag, overlay] : body.languages) {
        const int of = overlay.of_revision.value_or(1);
        if (static_cast<std::uint32_t>(of) >= revision) continue;
        overlay = {};
        overlay.of_revision = of;
    }
}

const LanguageOverlay* variant_of(const BodyCommon& body, std::string_view language) {
    const LanguageOverlay* overlay = overlay_of(body, language);
    return overlay == nullptr || is_silenced(*overlay) ? nullptr : overlay;
}

Variant variant_state(const BodyCommon& body, std::string_view language) {
    if (is_chinese(language)) return Variant::whole;
    const LanguageOverlay* overlay = overlay_of(body, language);
    if (overlay == nullptr) return Variant::none;
    if (is_silenced(*overlay)) return Variant::stale;
    return overlay->blocks.empty() && !body.blocks.empty() ? Variant::partly : Variant::whole;
}

}  // namespace villageboard
