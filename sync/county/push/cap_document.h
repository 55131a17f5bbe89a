/// One CAP document (OASIS CAP 1.2, and the Chinese profile of it), the XML side of
/// incoming_alert.h. The only place that knows the XML library.
#pragma once
#include <string_view>

#include "sync/county/push/incoming_alert.h"

namespace villageboard::county {

/// Throws Refusal(invalid) with one sentence.
IncomingAlert read_cap_document(std::string_view bytes);

}  // namespace villageboard::county
