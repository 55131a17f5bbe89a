#include "kiosk/print/qr.h"

#include <qrcodegen.hpp>
#include <string>

namespace villageboard::print {

std::optional<QrCode> qr_code(std::string_view text) {
    constexpr std::size_t kMostBytes = 2300;
    if (text.empty() || text.size() > kMostBytes) return std::nullopt;
    const auto made =
        qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    QrCode code;
    code.side = made.getSize();
    for (int y = 0; y < code.side; ++y)
        for (int x = 0; x < code.side; ++x) code.dark.push_back(made.getModule(x, y));
    return code;
}

}  // namespace villageboard::print
