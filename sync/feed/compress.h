/// zstd (RFC 8878) with limits: what a decoder may allocate and write is bounded by what was
/// signed, before it starts. Any thread.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/kind.h"
#include "sync/feed/hash.h"

namespace villageboard::feed {

/// A trained zstd dictionary, ready for use. Copies share it.
class Dictionary {
  public:
    /// Nothing unless `bytes` is a zstd dictionary with an id, at most kMaxDictionaryBytes.
    static std::optional<Dictionary> load(std::string bytes);
    std::uint32_t id() const;
    const std::string& bytes() const;

  private:
    friend struct DictionaryAccess;
    struct State;
    explicit Dictionary(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    std::shared_ptr<const State> state_;
};

/// The dictionaries a reader holds, by id.
using Dictionaries = std::map<std::uint32_t, Dictionary>;

/// Kinds whose bodies may train a dictionary: notices, policies, interpretations and alerts.
/// Never rolls, finance, relief, nor anything for the village: the dictionary keeps pieces of
/// what it was trained on.
bool may_train_on(Kind kind);
/// Trains on public bodies (which the caller chose by may_train_on) or on entries. Nothing when
/// there is too little to learn from. One trained on bodies is never used for entry frames: it
/// may have to go one day, and entries have to stay readable.
std::optional<Dictionary> train_dictionary(const std::vector<std::string>& samples,
                                           std::size_t max_bytes = 110 * 1024);

/// One frame with its content size, and with the dictionary's id where one is used.
std::string compress(std::string_view bytes, const Dictionary* dictionary = nullptr);
/// The dictionary id in a frame's header; 0 for none or no frame.
std::uint32_t frame_dictionary_id(std::string_view frame);
/// The content of exactly one frame. Nothing when the frame does not say its size or says more
/// than `max_bytes`, is followed by anything, is damaged, or needs a
/// dictionary other than the one given.
std::optional<std::string> decompress(std::string_view frame, std::uint64_t max_bytes,
                                      const Dictionary* dictionary = nullptr);

}  // namespace villageboard::feed
