#include "kiosk/screens/alert_words.h"

#include "content/model/variant.h"

namespace villageboard::kiosk {

Alert alert_in(const Alert& alert, const std::string& language) {
    Alert said = alert;
    if (said.headline.empty()) said.headline = alert.title;
    if (is_chinese(language)) return said;
    const LanguageOverlay* words = variant_of(alert, language);
    if (words == nullptr) return said;
    said.headline = words->title;
    if (!words->summary.empty()) said.instruction = words->summary;
    return said;
}

}  // namespace villageboard::kiosk
