/// What the county's work needs of the world, handed down instead of reached for.
#pragma once
#include <functional>

#include "content/model/time.h"
#include "sync/county/key_store.h"
#include "sync/county/repository.h"
#include "sync/county/settings.h"
#include "sync/feed/file_system.h"
#include "sync/feed/hash.h"

namespace villageboard::county {

/// Everything referred to must outlive its users. One thread at a time, like its Repository.
struct Tools {
    const Settings& settings;
    const KeyStore& keys;
    Repository& repository;
    feed::FileSystem& files;  ///< the folder of feeds
    std::function<Instant()> clock;
    feed::RandomBytes random;
};

}  // namespace villageboard::county
