/// The feed folder as the image of the database: signs what was committed and writes the files.
/// Publishing is four steps: (1) one transaction under the feed's row lock, by the publisher; then
/// here (2) sign the checkpoint if the size is still the largest, and store the note; (3) write the
/// files and sync them; (4) the checkpoint by rename. Each may be cut off at any point; complete()
/// goes on from what the database says.
/// Several processes may do this at once: every step holds the feed's row lock.
#pragma once
#include <cstddef>

#include "sync/county/tools.h"
#include "sync/feed/writer.h"

namespace villageboard::county {

/// The entries of a feed out of the database.
class RepositorySource : public feed::FeedSource {
  public:
    RepositorySource(Repository& repository, std::string area);
    void read(std::uint64_t first, std::uint64_t count,
              const std::function<void(const feed::StoredEntry&)>& visit) override;
    feed::Dictionaries dictionaries() override;

  private:
    Repository& repository_;
    std::string area_;
};

class FeedImage {
  public:
    explicit FeedImage(const Tools& tools) : tools_(tools) {}

    /// Steps 2 to 4 for one feed; makes the feed when it is new (a checkpoint of size 0). Throws
    /// Error(rejected) when the folder is ahead of the database: an old backup was restored.
    void complete(const AreaCode& area);
    /// complete() for an area and those above it: what a terminal in it follows.
    void complete_path(const AreaCode& area);
    /// Compares every file of every feed with the database. Returns how many files it wrote.
    std::size_t repair_all();
    /// Signs the present checkpoint of every feed anew with the present time.
    void renew_freshness();

  private:
    void sign(const AreaCode& area);
    void write(const AreaCode& area);

    Tools tools_;
};

}  // namespace villageboard::county
