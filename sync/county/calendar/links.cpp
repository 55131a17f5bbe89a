#include "sync/county/calendar/links.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

namespace villageboard::county {
namespace {

constexpr std::array<std::string_view, 2> kSchemes = {"https://", "http://"};
constexpr std::array<std::string_view, 6> kInside = {".local",       ".localhost", ".internal",
                                                     ".localdomain", ".lan",       ".home.arpa"};
constexpr std::size_t kMaxUrlBytes = 1000;

bool ends_url(unsigned char c) {
    return c <= 0x20 || c >= 0x7F ||
           std::string_view("<>\"'()[]{}|\\^`").find(static_cast<char>(c)) !=
               std::string_view::npos;
}

void add_links(std::string_view text, const std::string& place, std::vector<FoundLink>& found) {
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const bool starts = std::ranges::any_of(
            kSchemes, [&](std::string_view scheme) { return rest.starts_with(scheme); });
        if (!starts) {
            ++at;
            continue;
        }
        const auto end = std::ranges::find_if(rest, ends_url);
        std::string url(rest.begin(), end);
        at += url.size();
        while (std::string_view(".,;:!?").find(url.back()) != std::string_view::npos)
            url.pop_back();
        const bool known = std::ranges::any_of(
            found, [&](const FoundLink& one) { return one.place == place && one.url == url; });
        if (!known && url.size() <= kMaxUrlBytes) found.push_back({place, url});
    }
}

void look_into(const nlohmann::ordered_json& value, const std::string& place,
               std::vector<FoundLink>& found) {
    if (value.is_string()) add_links(value.get_ref<const std::string&>(), place, found);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            look_into(value[i], place + "/" + std::to_string(i), found);
    if (value.is_object())
        for (const auto& [name, member] : value.items())
            look_into(member, place + "/" + name, found);
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

}  // namespace

std::vector<FoundLink> links_in(const nlohmann::ordered_json& body) {
    std::vector<FoundLink> found;
    look_into(body, {}, found);
    return found;
}

LinkParts parts_of(std::string_view url) {
    const auto host = url.find("://") + 3;
    const auto slash = std::min(url.find_first_of("/?#", host), url.size());
    const auto hash = std::min(url.find('#'), url.size());
    std::string_view path = url.substr(slash, hash < slash ? 0 : hash - slash);
    if (path.starts_with('/')) path.remove_prefix(1);
    return {std::string(url.substr(0, slash)), std::string(path)};
}

bool is_outside(std::string_view url) {
    const bool known = std::ranges::any_of(
        kSchemes, [&](std::string_view scheme) { return url.starts_with(scheme); });
    if (!known) return false;
    std::string host = lower(parts_of(url).source);
    host = host.substr(host.find("://") + 3);
    const bool plain = std::ranges::all_of(
        host, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; });
    const auto last_dot = host.rfind('.');
    if (!plain || last_dot == std::string::npos || last_dot == 0 || last_dot + 1 == host.size())
        return false;
    // A last label that begins with a digit is an address: 127.0.0.1, 0x7f.1
    if (std::isdigit(static_cast<unsigned char>(host[last_dot + 1])) != 0) return false;
    return std::ranges::none_of(kInside,
                                [&](std::string_view inside) { return host.ends_with(inside); });
}

}  // namespace villageboard::county
