/// Sealed messages that wait on the terminal until the county has said that it holds them. What is
/// stored is a random id, the sealed bytes, their digest, the day and the size class: no time, no
/// order, no kind, no item. Writes are on disk when a call returns. One thread a StateDb.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "content/model/uuid.h"
#include "content/state/state.h"

namespace villageboard::state {

/// 32 hex digits.
std::string random_id(const RandomBytes& random);

struct Sealed {
    std::string id;      ///< 32 hex digits, random: its order says nothing
    std::string digest;  ///< SHA-256 of `bytes`: sending it twice makes one
    Day day;
    std::uint64_t size_class = 0;  ///< bytes of the padded plaintext
    std::string bytes;
};

class Outbox {
  public:
    /// `state` must outlive the outbox.
    explicit Outbox(StateDb& state) : state_(state) {}

    /// Keeps what was sealed. Error `retry` when the disk is full: nothing is then kept.
    void put(std::string_view sealed, Day day, const RandomBytes& random);

    /// Up to `most` that the county has not confirmed, in the order of their random ids, those
    /// after the id `after`.
    std::vector<Sealed> waiting(std::size_t most, const std::string& after = {}) const;
    /// The county's signed receipt has come: the sealed bytes go, the receipt stays. Unknown
    /// digests and a second receipt change nothing.
    void confirm(const std::string& digest, std::string_view receipt);
    /// The receipt of what was confirmed; empty otherwise.
    std::string receipt(const std::string& digest) const;
    /// Forgets what was confirmed and is of an earlier day than `day`.
    void forget_confirmed(Day before);

  private:
    StateDb& state_;
};

}  // namespace villageboard::state
