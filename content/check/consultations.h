/// VG1 a consultation that closes too early, VG2 a result that doesn't answer as many opinions as
/// were received, VG3 one without the reason why an opinion was not adopted, VG4 one before the
/// end. Pure; places are JSON pointers into the draft.
#pragma once
#include "content/check/check.h"
#include "content/model/consultation.h"

namespace villageboard::check {

/// At least so many days a consultation on a matter of weight (land that is taken, the village's
/// rules) takes opinions.
inline constexpr int kWeightyOpenDays = 30;

/// `asked` is the draft's body.
Findings check_consultation(const ItemDraft& draft, const Consultation& asked,
                            const CheckContext& context);

}  // namespace villageboard::check
