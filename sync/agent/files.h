/// Attachments: fetched by digest in order of urgency, verified before they get their name.
/// Files for the village come sealed and are opened once the village's key is held.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "content/cache/writer.h"
#include "content/model/area.h"
#include "sync/agent/parts.h"
#include "sync/feed/frame.h"
#include "sync/feed/verdict.h"

namespace villageboard::agent {

struct FilesOutcome {
    std::size_t fetched = 0;
    std::size_t left = 0;  ///< still wanted: missing there, no key, or beyond the budget
    feed::Verdict verdict =
        feed::Verdict::verified;  ///< body_mismatch where a file was not the one
};

class Files {
  public:
    /// `origin` is the county's.
    Files(cache::CacheWriter& cache, Parts& parts, Disk& disk, std::filesystem::path data_dir,
          std::string origin);

    /// Fetches wanted files until `budget_bytes` are spent. Throws Error(retry) like Parts::fetch.
    FilesOutcome fetch(fetch::Fetcher& source, const std::map<AreaCode, feed::VillageKeys>& keys,
                       std::uint64_t budget_bytes);
    /// Removes what erasures and purges left behind: files, parts, the log of the cache, and
    /// `forget_others` (set-aside caches). What can't be done now stays noted for the next time.
    void finish_removals(const std::function<void()>& forget_others, Instant now);

  private:
    enum class Taken { held, later, wrong };
    void compact_search();
    Taken take(fetch::Fetcher& source, const cache::WantedFile& want,
               const feed::VillageKeys* keys);
    void store_public(const std::filesystem::path& part, const cache::WantedFile& want);
    /// The digest of what was sealed; nothing where it can't be opened.
    std::optional<std::string> store_opened(const std::filesystem::path& part,
                                            const cache::WantedFile& want,
                                            const feed::VillageKeys& keys);
    void mark_held(const std::string& digest, const std::string& opened = {});

    cache::CacheWriter& cache_;
    Parts& parts_;
    Disk& disk_;
    std::filesystem::path data_dir_;
    std::string origin_;
};

}  // namespace villageboard::agent
