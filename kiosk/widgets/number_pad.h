/// A pad of figures for a number or an amount of money, as large as a telephone's keys.
#pragma once
#include <optional>

#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

inline constexpr char kEraseKey = '<';

/// Whether there is anything to take back.
enum class Erase { possible, nothing_typed };

/// What stands beside the figures: a point, the X of an ID number, or nothing.
enum class PadKeys { amount, id_number, figures };

/// The key that was tapped: '0'..'9', '.' or 'X', or kEraseKey. As on a telephone; in two rows of
/// six where four would be higher than `max_height` px.
std::optional<char> number_pad(Flow& flow, Erase erase, float max_height,
                               PadKeys keys = PadKeys::amount);

}  // namespace villageboard::kiosk
