/// A person's sealed question from a terminal, answered at once and sealed to the key of their
/// session. Nothing of question or answer is kept but that a code was used at a terminal. Whatever
/// is wrong with a question that can be read, its answer says the same: refused. Format:
/// content/state/INQUIRY.md.
#pragma once
#include <string>
#include <string_view>

#include "content/state/own_payments.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class PaymentInquiries {
  public:
    explicit PaymentInquiries(const Tools& tools) : tools_(tools) {}

    /// The answer to `sealed`, which the terminal `device` brought; of one size, whatever it says.
    /// Attempts are counted in the database by person and by terminal (people/attempts.h), before
    /// they are judged; who has to wait is refused. Throws Refusal: `invalid` for bytes that are no
    /// question, `conflict` with the code "key" where no key at hand opens them.
    std::string answer(const std::string& device, std::string_view sealed);

  private:
    state::SecretBytes told(const std::string& device, const state::PaymentInquiry& inquiry,
                            const std::string& question);

    Tools tools_;
};

}  // namespace villageboard::county
