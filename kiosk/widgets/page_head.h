/// The head of a page: the subject's word in its colour, the serif title, the one plain sentence
/// that answers the question first.
#pragma once
#include <optional>
#include <string>

#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

/// The subject's word in the interface's language.
std::string subject_word(const Ui& ui, Subject subject);

void page_head(Flow& flow, std::optional<Subject> subject, const std::string& title,
               const std::string& sentence);

}  // namespace villageboard::kiosk
