/// Answers on their way to whoever holds the slip: each sealed to one slip's key, published for all
/// terminals of the county as items of kind `answers`.
///
/// So that neither number nor time nor length says who was answered, or whether anybody was:
/// - batches come at 20:00 in Shanghai, every day, also where nothing is to be answered;
/// - a batch is exactly 16 answers: eight of 512 bytes, six of 2,048, two of 8,192 (about 170, 680
///   and 2,000 Hanzi), 43 KB in base64. A batch of one class would have to take the largest, 170 KB
///   a day for a village with 256 kbit/s, or refuse long answers. What is missing in a class is
///   filled up with ones sealed to keys that nobody holds;
/// - inside a batch they stand in the order of their sealed bytes, which are random.
/// Where more answers of a class wait than a batch has room for, further batches of the same form
/// come at the same time; that tells no more than that the county answered so many that day, and
/// nobody waits longer for it.
///
/// Exactly once although several servers share a database: what a batch holds is taken and written
/// down in one transaction under the lock of the county's feed; publishing the document then is
/// repeatable, since the same document is one item.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/store/answer_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct AnswerClass {
    std::size_t bytes = 0;   ///< padded, before it is sealed
    std::size_t places = 0;  ///< of them in a batch
};
inline constexpr std::array<AnswerClass, 3> kAnswerClasses{{{512, 8}, {2048, 6}, {8192, 2}}};

/// The last time at or before `now` at which a batch was due: "2026-11-23T20".
std::string batch_slot(Instant now);

class AnswerBatches {
  public:
    explicit AnswerBatches(const Tools& tools) : tools_(tools) {}

    /// Seals an answer and lets it wait for the next batch. `public_key`: 32 bytes. Throws
    /// Error(invalid) for a text that can't be sealed.
    void add(Transaction& transaction, std::string_view text, std::string_view public_key);

    /// Makes the batches of the slot that is due, once, and publishes what was made. Returns how
    /// many batches were published by this call.
    std::size_t work();

  private:
    bool make(const std::string& slot);
    std::string document_of(const std::string& slot, std::vector<std::string> sealed) const;
    std::vector<std::string> fill(Transaction& transaction);

    Tools tools_;
};

}  // namespace villageboard::county
