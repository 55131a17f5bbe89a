/// Pages of tables whose rows belong to an area and have a key within it. Included by *_rows.cpp
/// only.
#pragma once
#include <cstdint>
#include <string>

#include "sync/county/store/published_rows.h"
#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

/// Rows of the areas in `range` in the order of area and `key`, behind (after_area, after_key).
/// `selected(rest, bind)` reads the rows of "SELECT ... FROM table " + rest.
template <typename Selected>
auto page_of_range(Repository::Impl& impl, const std::string& key, const AreaRange& range,
                   const std::string& after_area, const std::string& after_key, std::uint64_t limit,
                   Selected&& selected) {
    return impl.run([&] {
        const auto most = static_cast<long long>(limit);
        const std::string& first = after_area.empty() ? range.first : after_area;
        return selected("WHERE area >= :first AND area <= :last AND (area > :after OR " + key +
                            " > :key) ORDER BY area, " + key + " LIMIT :most",
                        [&](auto& query) {
                            query.exchange(soci::use(first));
                            query.exchange(soci::use(range.last));
                            query.exchange(soci::use(after_area));
                            query.exchange(soci::use(after_key));
                            query.exchange(soci::use(most));
                        });
    });
}

}  // namespace villageboard::county
