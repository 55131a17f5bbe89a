/// Plain sentences for an administrator. Pure.
#pragma once
#include <string>
#include <string_view>

#include "sync/feed/verdict.h"

namespace villageboard::agent {

/// "http://mirror refused for feed 539921: it offers an older state than was shown before."
std::string describe(feed::Verdict verdict, std::string_view source, std::string_view area);

/// Whether the verdict stands however good the next source is: somebody signed a contradiction.
bool is_alarm(feed::Verdict verdict);

/// Text from outside for one line of a terminal: at most 300 bytes, no control characters.
std::string one_line(std::string_view text);

}  // namespace villageboard::agent
