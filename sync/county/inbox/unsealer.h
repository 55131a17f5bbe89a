/// Opens sealed messages with the keys at hand: each becomes a case at its desk, or is counted as
/// an answer to a consultation, and its sealed bytes go, all in one transaction. Several servers
/// may do it at once. What no key opens waits, and is tried again once there is another key.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "content/state/seal.h"
#include "content/state/submission.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Unsealer {
  public:
    explicit Unsealer(const Tools& tools) : tools_(tools) {}

    struct Outcome {
        std::size_t opened = 0;
        std::size_t unreadable = 0;  ///< opened, but no message of the format
        std::size_t closed = 0;      ///< no key here opens them
    };
    /// Tries up to `most` messages, in the order of their digests, which says nothing about when
    /// they came.
    Outcome open(const std::vector<state::BoxKeys>& keys, std::size_t most);

  private:
    enum class Result { opened, unreadable, closed, gone };
    Result open_one(const std::vector<state::BoxKeys>& keys, const std::string& tried,
                    const std::string& digest);
    void store(Transaction& transaction, const state::OpenedSubmission& message, Day received);

    Tools tools_;
};

/// A random name, 20 hexadecimal digits.
std::string random_name(const feed::RandomBytes& random);

}  // namespace villageboard::county
