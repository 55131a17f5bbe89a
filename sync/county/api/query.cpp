#include "sync/county/api/query.h"

#include <restinio/utils/percent_encoding.hpp>

#include "sync/feed/bytes.h"

namespace villageboard::county {

std::optional<std::string> percent_decoded(std::string_view text) {
    auto decoded = restinio::utils::try_unescape_percent_encoding<
        restinio::utils::javascript_compatible_unescape_traits>(
        restinio::string_view_t(text.data(), text.size()));
    if (!decoded || !feed::is_utf8(*decoded)) return std::nullopt;
    return std::move(*decoded);
}

std::optional<std::map<std::string, std::string>> query_parameters(std::string_view query) {
    std::map<std::string, std::string> parameters;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals));
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value || !parameters.emplace(std::move(*name), std::move(*value)).second)
            return std::nullopt;
    }
    return parameters;
}

}  // namespace villageboard::county
