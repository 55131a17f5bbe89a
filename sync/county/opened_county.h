/// A county's data folder, opened: settings, keys, database and feed folder of one process.
#pragma once
#include <filesystem>
#include <memory>

#include "sync/county/tools.h"

namespace villageboard::county {

/// The effects of a real program: wall clock, the system's random numbers and fonts.
struct Effects {
    std::function<Instant()> clock;
    feed::RandomBytes random;
    MissingClusters missing_clusters = {};

    static Effects real();
};

class OpenedCounty {
  public:
    /// Throws Error(invalid) with one plain sentence when a part is missing, damaged or newer.
    OpenedCounty(std::filesystem::path data, Effects effects);

    const Settings& settings() const { return settings_; }
    const std::filesystem::path& data() const { return data_; }
    std::filesystem::path feed_folder() const { return data_ / "feed"; }
    std::filesystem::path site_folder() const { return data_ / "site"; }
    const KeyStore& keys() const { return keys_; }
    Repository& repository() { return *repository_; }

    /// A further connection, for another thread.
    std::unique_ptr<Repository> connect() const;
    Tools tools() { return tools_for(*repository_); }
    Tools tools_for(Repository& repository);

    /// Throws Error(invalid) when this user may not write the feed folder.
    void require_writable_feeds() const;

    /// The code a person typed as one of this county. Throws Error(invalid).
    AreaCode area(const std::string& text) const;

  private:
    std::filesystem::path data_;
    Effects effects_;
    Settings settings_;
    KeyStore keys_;
    std::unique_ptr<Repository> repository_;
    feed::DiskFileSystem files_;
    feed::DiskFileSystem site_;
};

/// What a person typed as an area. Throws Error(invalid).
AreaCode parse_area(const std::string& text);

}  // namespace villageboard::county
