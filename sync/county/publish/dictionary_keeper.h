/// When a feed gets a zstd dictionary, and on what it is trained: public notices, policies,
/// interpretations and alerts that passed the privacy gate, never anything for the village.
/// Worth a factor of two on small bodies; costs its readers one download.
#pragma once
#include <vector>

#include "sync/county/publish/feed_appender.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Fewer bodies teach too little to be worth the download.
inline constexpr std::uint64_t kFirstTraining = 256;
/// A feed that grew so many times over gets a better one.
inline constexpr std::uint64_t kRetrainFactor = 8;

/// The size of a dictionary trained on so many bodies, or 0 when none is due.
std::size_t due_dictionary_bytes(std::uint64_t bodies, std::uint64_t trained_on);

class DictionaryKeeper {
  public:
    DictionaryKeeper(const Tools& tools, const AreaCode& area);

    /// Names a dictionary before the items of this batch when one is due.
    void train_if_due(FeedAppender& appender, const std::vector<PreparedItem*>& batch);
    /// Names a new dictionary now, after an item on which an older one was trained was erased: from
    /// what is still live, or from the reference tables where too little is.
    void train_again(FeedAppender& appender);

  private:
    struct Sample {
        std::string item;
        std::string body;
    };
    void train(FeedAppender& appender, std::vector<Sample> samples, std::size_t bytes,
               std::uint64_t bodies);
    std::vector<Sample> stored_samples(const feed::Dictionaries& dictionaries);

    Tools tools_;
    AreaCode area_;
};

}  // namespace villageboard::county
