/// Paths and query strings of request targets.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace villageboard::county {

/// "a%20b" -> "a b"; '+' stays. Nothing for a broken escape and for bytes that are no UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);

/// "a=1&b=%20" by names, decoded. Nothing for a broken escape and for a name that stands twice.
std::optional<std::map<std::string, std::string>> query_parameters(std::string_view query);

}  // namespace villageboard::county
