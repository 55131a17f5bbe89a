/// Publishes drafts: all of a call or none, under one checkpoint. The same draft twice is one item.
#pragma once
#include <vector>

#include "sync/county/publish/feed_appender.h"
#include "sync/county/publish/prepared_item.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Publisher {
  public:
    explicit Publisher(const Tools& tools) : tools_(tools) {}

    /// Checks, derives and seals the drafts, appends them to the area's feed in their order and
    /// makes the feed folder follow: when this returns, they are published. One result per draft;
    /// for one that was published before, what it became then.
    /// Throws Error(invalid) when any draft is refused: then nothing is published. Error(retry)
    /// after the database took them: the next start or publication completes the folder. The public
    /// pages follow too: at once for a withdrawal or an erasure, else at the latest by a chore.
    std::vector<Published> publish(const AreaCode& area, const std::vector<DraftInput>& drafts);

    /// The findings about a draft, without publishing it.
    check::Findings examine(const DraftInput& draft);

  private:
    std::vector<PreparedItem> prepare_all(const AreaCode& area,
                                          const std::vector<DraftInput>& drafts);
    /// Takes what was withdrawn or erased off the public pages, then shows what is new.
    void show_on_pages(const AreaCode& area, const std::vector<DraftInput>& drafts,
                       const std::vector<Published>& published);
    CheckSurroundings surroundings(const ReferenceData& reference, const DraftInput& draft,
                                   const std::vector<DraftInput>& before) const;

    Tools tools_;
};

}  // namespace villageboard::county
