/// The rows of sealed messages, of the counts of consultations, and of the answers on their way.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/county/store/repository.h"

namespace villageboard::county {

enum class SubmissionState {
    sealed,      ///< waits for a key that opens it
    opened,      ///< became a case or was counted; the bytes are gone
    unreadable,  ///< opened, but no message of the format; the bytes are gone
};

struct SubmissionRow {
    std::string digest;
    Day received;
    SubmissionState state = SubmissionState::sealed;
    std::string sealed;  ///< bytes; empty once it is opened
};

struct TallyRow {
    std::string item;
    std::string question;  ///< empty: how many answered at all
    int choice = 0;
    std::string channel;
    std::uint64_t votes = 0;
};

class SubmissionRows {
  public:
    /// `repository` must outlive it.
    explicit SubmissionRows(Repository& repository) : repository_(repository) {}

    /// Keeps a message once, whoever of several servers got it first; the row that there is now,
    /// without the sealed bytes, and whether this call made it.
    struct Kept {
        SubmissionRow row;
        bool fresh = false;
    };
    Kept keep(Transaction&, const SubmissionRow& row);
    /// Digests of up to `most` sealed messages that were not tried with the keys `tried`.
    std::vector<std::string> sealed(const std::string& tried, std::size_t most);
    /// The message; holds its row until the transaction ends.
    std::optional<SubmissionRow> lock(Transaction&, const std::string& digest);
    void set_tried(Transaction&, const std::string& digest, const std::string& tried);
    /// Empties the bytes.
    void finish(Transaction&, const std::string& digest, SubmissionState state);
    std::uint64_t count(SubmissionState state);

    void count_vote(Transaction&, const TallyRow& row);
    std::vector<TallyRow> tallies(const std::string& item);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
