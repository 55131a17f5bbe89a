/// When an item is erased on which a dictionary was trained, pieces of it live on in that
/// dictionary. So the dictionary goes too: a new one is named, every item with a body that was
/// packed with the old one is published again as a new revision, and the old frames are zeroed (a
/// zero frame is legitimate once a later dictionary and a later revision of the item exist).
/// What is live stays live; what was retired is retired again; what was withdrawn is erased, as its
/// words were hidden already. All of it under the checkpoint of the erasure.
#pragma once
#include <map>
#include <set>
#include <vector>

#include "sync/county/publish/feed_appender.h"

namespace villageboard::county {

class Repacker {
  public:
    Repacker(const Tools& tools, const AreaCode& area, Transaction& transaction)
        : tools_(tools), area_(area), transaction_(transaction) {}

    /// Does nothing when no dictionary knows what `appender` erased.
    void replace_dictionaries(FeedAppender& appender);

  private:
    /// Every entry of an item with a frame that has to go.
    using Affected = std::map<std::string, std::vector<EntryRow>>;

    std::set<std::uint32_t> tainted(const FeedAppender& appender);
    Affected affected(const std::set<std::uint32_t>& dictionaries);
    void publish_again(FeedAppender& appender, const std::string& item);
    /// The newest readable revision of an item as it was prepared for publication.
    PreparedItem revision_of(const std::string& item, const feed::Dictionaries& dictionaries);
    std::string attachment_bytes(const feed::AttachmentRef& attachment,
                                 const feed::FrameKeys& keys);
    void zero(const std::vector<EntryRow>& rows);
    void drop(std::uint32_t dictionary);

    Tools tools_;
    AreaCode area_;
    Transaction& transaction_;
};

}  // namespace villageboard::county
