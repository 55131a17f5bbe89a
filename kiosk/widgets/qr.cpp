#include "kiosk/widgets/qr.h"

#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kSquareMm = 1.0;
constexpr Colour kWhite = rgb(0xFFFFFF);
constexpr Colour kBlack = rgb(0x000000);

// Whole pixels, so that all squares are the same.
float square(const Theme& theme) {
    return static_cast<float>(std::ceil(kSquareMm * theme.panel().px_per_mm()));
}

}  // namespace

float qr_side(const Theme& theme, const print::QrCode& code) {
    return square(theme) * static_cast<float>(code.whole_side());
}

void qr(Ui& ui, float x, float y, const print::QrCode& code, const std::string& label) {
    const float px = square(ui.theme());
    const float side = qr_side(ui.theme(), code);
    const Rect sheet{std::round(x), std::round(y), side, side};
    ui.fill(sheet, kWhite);
    const float left = sheet.x + px * print::kQuietSquares;
    const float top = sheet.y + px * print::kQuietSquares;
    for (int row = 0; row < code.side; ++row) {
        for (int column = 0; column < code.side; ++column) {
            if (!code.at(column, row)) continue;
            int end = column;
            while (end < code.side && code.at(end, row)) ++end;
            ui.fill({left + px * static_cast<float>(column), top + px * static_cast<float>(row),
                     px * static_cast<float>(end - column), px},
                    kBlack);
            column = end;
        }
    }
    ui.note(Role::picture, label, sheet);
}

}  // namespace villageboard::kiosk
