/// Links in the words of published items. Pure; any thread.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::county {

struct FoundLink {
    std::string place;  ///< JSON pointer of the text it stands in
    std::string url;
};

/// Every http:// and https:// address in the strings below `body`, each place and address once. An
/// address ends at white space, a quote, a bracket or the first character that isn't ASCII; full
/// stops and commas behind it aren't part of it.
std::vector<FoundLink> links_in(const nlohmann::ordered_json& body);

/// An address that may be asked from the county's server: https or http to a host with a name of
/// several labels, on the scheme's own port, without user or password. Never an IP address, never
/// a name such as "localhost", "db.internal" or "printer.local": what an item says must not make
/// the server knock at doors inside.
bool is_outside(std::string_view url);

/// "https://host" and "/path?query" of an address for which is_outside() holds.
struct LinkParts {
    std::string source;
    std::string path;  ///< without the slash in front; may be empty
};
LinkParts parts_of(std::string_view url);

}  // namespace villageboard::county
