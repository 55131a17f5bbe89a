#include "sync/county/payments/payment_codes.h"

#include "content/model/json_text.h"
#include "content/state/own_payments.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/payments/payment_keys.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/store/payment_rows.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kCodes = 100'000'000;

std::int64_t seconds_of(Instant time) { return time.time_since_epoch().count(); }

std::string eight_digits(const feed::RandomBytes& random) {
    const std::string digits = std::to_string(feed::read_u64(random(8)) % kCodes);
    return std::string(state::kOneTimeCodeLength - digits.size(), '0') + digits;
}

void check_holder(const PaymentCodes::Holder& holder) {
    if (!is_id_number(holder.id_number))
        throw Refusal(RefusalKind::invalid, "id_number",
                      "This is no ID number: it has 18 characters, and the last one fits the "
                      "others.",
                      "/id_number");
    if (state::compared_name(holder.name).empty() || holder.name.size() > state::kMaxNameBytes ||
        !text_fault(holder.name).empty())
        throw Refusal(RefusalKind::invalid, "name", "Write the name as it stands on the card.",
                      "/name");
}

}  // namespace

PaymentCodes::Made PaymentCodes::make(const Actor& actor, const AreaCode& town,
                                      const Holder& holder) {
    if (town.level() == AreaLevel::village || !actor.holds(Post::town_reviewer, town))
        throw Refusal(RefusalKind::forbidden, "forbidden",
                      "One-time codes are made at the town's window.");
    check_holder(holder);
    const PaymentKeys keys(tools_);
    const Made made{.id = random_name(tools_.random),
                    .code = eight_digits(tools_.random),
                    .expires = tools_.clock() + kCodeLife};
    PaymentCodeRow row;
    row.person = keys.person(holder.id_number);
    row.id = made.id;
    row.digest = keys.code(row.person, made.code);
    row.name = keys.name(holder.name);
    row.expires = seconds_of(made.expires);
    Transaction transaction(tools_.repository);
    PaymentRows(tools_.repository).put_code(transaction, row);
    Audit(tools_).record(
        transaction, actor.id,
        {.act = "payments.code", .area = town.digits(), .subject = made.id, .detail = "{}"});
    transaction.commit();
    return made;
}

std::optional<std::string> PaymentCodes::use(Transaction& transaction, const Shown& shown) {
    const PaymentKeys keys(tools_);
    PaymentRows rows(tools_.repository);
    const std::string person(shown.person);
    auto row = rows.lock_code(transaction, person);
    if (!row) return std::nullopt;
    const std::int64_t now = seconds_of(tools_.clock());
    const bool right = feed::same_secret(row->digest, keys.code(person, shown.code)) &&
                       feed::same_secret(row->name, keys.name(shown.name));
    const std::chrono::seconds again = kSameQuestion;
    const bool fresh = row->used_by.empty() && now < row->expires;
    const bool same = row->used_by == shown.question && now < row->used + again.count();
    if (!right || (!fresh && !same)) return std::nullopt;
    if (fresh) {
        row->used_by = shown.question;
        row->used = now;
        rows.use_code(transaction, *row);
    }
    return row->id;
}

}  // namespace villageboard::county
