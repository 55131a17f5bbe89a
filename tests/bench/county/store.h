/// A county with many items for the measurements: every one checked, signed and in the feed, as if
/// published in the usual way, in large batches.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "sync/county/opened_county.h"

namespace villageboard::bench {

struct FilledCounty {
    std::vector<std::vector<std::string>> paths;  ///< county, town and village of each village
    std::string page;  ///< "539921102205/<item>": a public page of some item
};

/// Makes the data folder `data` with `items` notices in `villages` villages. Throws Error.
FilledCounty fill_county(const std::filesystem::path& data, const std::string& database,
                         std::size_t items, std::size_t villages);

/// Publishes one more notice of the county, as the alert that all wait for.
void publish_alert(county::OpenedCounty& county, int number);
/// How many entries the county's feed has.
std::uint64_t county_feed_size(county::OpenedCounty& county);

}  // namespace villageboard::bench
