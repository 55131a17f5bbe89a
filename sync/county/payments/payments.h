/// What was paid to whom, as the town's bookkeeping hands it in: never published, never joined with
/// a feed, kept for a stated number of days. Only the person's own sealed question reads it
/// (payment_inquiries.h).
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/payments/payment_sheet.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/payment_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// How long a batch is kept unless its import says otherwise, and what it may say.
inline constexpr std::chrono::days kKeepPayments{400};
inline constexpr std::chrono::days kShortestKept{30};
inline constexpr std::chrono::days kLongestKept{1100};

class Payments {
  public:
    explicit Payments(const Tools& tools) : tools_(tools) {}

    struct Sheet {
        AreaCode area;      ///< the town, or the county
        std::string batch;  ///< 1 to 40 letters, digits, '.', '-', '_'
        std::chrono::days keep = kKeepPayments;
        std::string_view csv;  ///< payment_sheet.h
    };
    /// All of it or nothing; in place of an earlier one of the same area and batch. A sheet of
    /// headings alone takes a batch back. Throws Refusal: `forbidden` unless the actor is the
    /// accountant of that town or of the county, `invalid` for a fault.
    PaymentBatchRow import(const Actor& actor, const Sheet& sheet);

    /// The batches of an area and below it, for whoever may import there.
    std::vector<PaymentBatchRow> batches(const Actor& actor, const AreaCode& area);

    /// Forgets batches whose day has come, and codes that are over.
    void sweep();

  private:
    Tools tools_;
};

/// Those of a person (payment_keys.h), the latest first. Throws Error(corrupt).
std::vector<KeptPayment> payments_of(const Tools& tools, const std::string& person);

}  // namespace villageboard::county
