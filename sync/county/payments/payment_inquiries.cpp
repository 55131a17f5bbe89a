#include "sync/county/payments/payment_inquiries.h"

#include <algorithm>
#include <optional>

#include "content/state/seal.h"
#include "sync/county/payments/payment_codes.h"
#include "sync/county/payments/payment_keys.h"
#include "sync/county/payments/payments.h"
#include "sync/county/people/attempts.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

std::optional<state::SecretBytes> unsealed(const Tools& tools, std::string_view sealed) {
    for (const state::BoxKeys& key : tools.keys.inbox_keys())
        if (auto plaintext = state::unseal(sealed, key)) return plaintext;
    return std::nullopt;
}

/// False for who has to wait; that is then not counted.
bool may_try(const Tools& tools, const std::string& account, const std::string& terminal) {
    try {
        Attempts(tools).begin(account, terminal);
        return true;
    } catch (const Refusal& refusal) {
        if (refusal.kind() != RefusalKind::too_often) throw;
        return false;
    }
}

state::SecretBytes refused() { return state::print_inquiry_answer({}); }

state::SecretBytes printed(const std::vector<KeptPayment>& payments) {
    state::InquiryAnswer answer{.told = true, .more = false, .payments = {}};
    for (const KeptPayment& one : payments)
        answer.payments.push_back({.programme = one.programme,
                                   .period = one.period,
                                   .amount = one.amount,
                                   .state = one.state,
                                   .reason = one.reason,
                                   .where = one.where,
                                   .day = one.day});
    return state::print_inquiry_answer(answer);
}

}  // namespace

std::string PaymentInquiries::answer(const std::string& device, std::string_view sealed) {
    if (sealed.size() != state::kInquiryBytes + state::kSealBytes)
        throw Refusal(RefusalKind::invalid, "size", "These bytes are no sealed question.");
    const auto plaintext = unsealed(tools_, sealed);
    if (!plaintext)
        throw Refusal(RefusalKind::conflict, "key",
                      "No key on this server opens the question; it is answered where the key for "
                      "messages lies.");
    const auto inquiry = state::parse_inquiry(plaintext->view());
    if (!inquiry)
        throw Refusal(RefusalKind::invalid, "malformed", "The question is not of the format.");
    const state::SecretBytes words = told(device, *inquiry, feed::sha256(sealed).hex());
    return state::seal(words.view(), inquiry->answer_key);
}

state::SecretBytes PaymentInquiries::told(const std::string& device,
                                          const state::PaymentInquiry& inquiry,
                                          const std::string& question) {
    const std::string person = PaymentKeys(tools_).person(inquiry.id_number);
    const std::string account = "payments/" + person;
    const std::string terminal = "terminal/" + device;
    if (!may_try(tools_, account, terminal)) return refused();
    Transaction transaction(tools_.repository);
    const auto code = PaymentCodes(tools_).use(
        transaction,
        {.person = person, .name = inquiry.name, .code = inquiry.code, .question = question});
    if (!code) return refused();
    Attempts(tools_).succeeded(transaction, account, terminal);
    Audit(tools_).record(transaction, device,
                         {.act = "payments.told", .area = {}, .subject = *code, .detail = "{}"});
    transaction.commit();
    return printed(payments_of(tools_, person));
}

}  // namespace villageboard::county
