/// The rows of sealed answers that wait for the next batch, and of the batches.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct BatchRow {
    std::string slot;  ///< when it was due, "2026-11-23T20"
    std::uint64_t number = 0;
    std::string document;  ///< item JSON; empty once it is published
};

class AnswerRows {
  public:
    /// `repository` must outlive it.
    explicit AnswerRows(Repository& repository) : repository_(repository) {}

    /// `sealed` is base64, padded to `size_class` bytes before it was sealed.
    void add(Transaction&, const std::string& id, std::size_t size_class,
             const std::string& sealed);
    /// Takes up to `most` of a class out.
    std::vector<std::string> take(Transaction&, std::size_t size_class, std::size_t most);
    std::uint64_t waiting(std::size_t size_class);

    /// Whether any batch of this slot was made.
    bool made(const std::string& slot);
    void add_batch(Transaction&, const BatchRow& row);
    /// Those that are made and not known to be published, the oldest first.
    std::vector<BatchRow> unpublished();
    void set_published(Transaction&, const BatchRow& row);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
