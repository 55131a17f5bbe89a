/// What the county's work needs of the world, handed down instead of reached for.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "sync/county/key_store.h"
#include "sync/county/metrics.h"
#include "sync/county/settings.h"
#include "sync/county/store/repository.h"
#include "sync/feed/file_system.h"
#include "sync/feed/hash.h"

namespace villageboard::county {

/// The characters of a text that a terminal would show as an empty box. Safe on any thread.
using MissingClusters = std::function<std::vector<std::string>(std::string_view text)>;

/// Everything referred to must outlive its users. One thread at a time, like its Repository.
struct Tools {
    const Settings& settings;
    const KeyStore& keys;
    Repository& repository;
    feed::FileSystem& files;  ///< the folder of feeds
    std::function<Instant()> clock;
    feed::RandomBytes random;
    MissingClusters missing_clusters = {};  ///< empty: it is not checked
    feed::FileSystem* site = nullptr;       ///< the folder of public pages; null: none are made
    Metrics* metrics = nullptr;             ///< null: nothing is counted
};

}  // namespace villageboard::county
