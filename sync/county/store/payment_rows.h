/// The rows of payments to persons, of the batches they came in, and of one-time codes. A person
/// stands there as a keyed digest and a payment as a sealed box (payments/payment_keys.h), so that
/// the tables alone name nobody and no sum.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/county/store/published_rows.h"
#include "sync/county/store/repository.h"

namespace villageboard::county {

struct PaymentBatchRow {
    std::string area;
    std::string name;
    std::uint64_t lines = 0;
    std::int64_t imported = 0;  ///< Unix seconds
    Day forget;                 ///< the first day on which nothing of it is left
};

struct PaymentRow {
    std::string id;
    std::string area;
    std::string batch;
    std::string person;
    std::string box;  ///< raw bytes
};

struct PaymentCodeRow {
    std::string person;
    std::string id;            ///< what the audit log knows it by
    std::string digest;        ///< of the code
    std::string name;          ///< digest of the holder's name
    std::int64_t expires = 0;  ///< Unix seconds
    std::string used_by;       ///< digest of the question that used it; empty: none yet
    std::int64_t used = 0;
};

class PaymentRows {
  public:
    /// `repository` must outlive it.
    explicit PaymentRows(Repository& repository) : repository_(repository) {}

    /// In place of one of the same area and name, whose payments go. Held until the transaction
    /// ends, so that two imports of one batch follow each other.
    void put_batch(Transaction&, const PaymentBatchRow& row);
    void add(Transaction&, const PaymentRow& row);
    /// By area and name.
    std::vector<PaymentBatchRow> batches(const AreaRange& range);
    std::vector<PaymentRow> of_person(const std::string& person);
    /// Takes away each batch whose day has come, with its payments. How many batches those were.
    std::uint64_t forget_batches(Transaction&, Day today);
    /// Of all batches.
    std::uint64_t count();

    /// In place of an earlier one of the same person.
    void put_code(Transaction&, const PaymentCodeRow& row);
    /// The row, which nobody else changes until the transaction ends.
    std::optional<PaymentCodeRow> lock_code(Transaction&, const std::string& person);
    void use_code(Transaction&, const PaymentCodeRow& row);
    /// Those that expired at or before `expired`.
    void forget_codes(Transaction&, std::int64_t expired);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
