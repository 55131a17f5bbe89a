/// Appends entries to one feed inside one transaction: step 1 of publishing. Nothing is visible,
/// and nothing is in the database, before the caller commits; an object that goes without commit
/// takes the blobs it wrote with it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/keyring.h"
#include "sync/county/publish/prepared_item.h"
#include "sync/feed/compress.h"
#include "sync/feed/item_history.h"
#include "sync/feed/merkle.h"

namespace villageboard::county {

/// As ItemRow has it.
std::string_view phase_word(feed::ItemPhase phase);

struct Published {
    std::uint64_t index = 0;
    std::string item;
};

class FeedAppender {
  public:
    /// Locks the feed for as long as `transaction` lives.
    FeedAppender(const Tools& tools, const AreaCode& area, Transaction& transaction);
    ~FeedAppender();
    FeedAppender(const FeedAppender&) = delete;
    FeedAppender& operator=(const FeedAppender&) = delete;

    /// The next revision of an item. Throws Error(invalid) naming the draft when the operation is
    /// not allowed now or a limit is broken.
    Published add(const PreparedItem& item);
    /// Names a new dictionary; the frames of everything added from here on use it.
    void add_dictionary(const feed::Dictionary& dictionary,
                        const std::vector<std::string>& training_items, std::uint64_t trained_on);
    /// Stores the feed's new size and commits. Throws Error(retry) while nothing is changed when
    /// the feed folder has no room or can't be written.
    void commit();

    /// The items that this batch erased.
    const std::vector<std::string>& erased() const { return erased_; }
    const feed::Dictionaries& dictionaries() const { return dictionaries_; }

  private:
    struct Frames {
        std::vector<std::string> frames;
        std::vector<feed::BodyRef> bodies;
    };

    std::uint32_t next_revision(const PreparedItem& item, feed::Envelope& envelope);
    void attach(const PreparedItem& item, feed::Envelope& envelope);
    std::string stored_attachment(const PreparedAttachment& attachment,
                                  const feed::Envelope& envelope);
    Frames frames_of(const PreparedItem& item, const feed::Envelope& envelope);
    void add_public(Frames& frames, const std::string& bytes, std::optional<Instant> keep_until);
    void append(const feed::Envelope& envelope, const std::vector<std::string>& frames);
    void store_state(const feed::Envelope& envelope);
    void erase(const std::string& item);
    feed::SealContext seal_context(const feed::Envelope& envelope) const;
    std::string put_blob(const std::string& bytes, const std::string& item);
    void require_room();

    Tools tools_;
    AreaCode area_;
    Transaction& transaction_;
    FeedRow row_;
    feed::Frontier frontier_;
    feed::Dictionaries dictionaries_;
    std::optional<feed::Dictionary> dictionary_;
    std::optional<VillageKeyRow> village_key_;
    std::vector<std::string> new_blobs_;
    std::vector<std::string> erased_;
    std::uint64_t new_bytes_ = 0;
    bool committed_ = false;
};

}  // namespace villageboard::county
