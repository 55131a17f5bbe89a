/// A QR code on the glass: black on white in every theme, squares of at least 1 mm, with its quiet
/// zone, which no other colour may enter.
#pragma once
#include <string>

#include "kiosk/print/qr.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

/// Side of the white sheet in px.
float qr_side(const Theme& theme, const print::QrCode& code);

/// Draws it with its top left corner at (x, y). `label` says what it leads to.
void qr(Ui& ui, float x, float y, const print::QrCode& code, const std::string& label);

}  // namespace villageboard::kiosk
