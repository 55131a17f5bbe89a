#include "sync/county/payments/payments.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/payments/payment_keys.h"
#include "sync/county/payments/payment_sheet.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostBatchName = 40;

void require_books(const Actor& actor, const AreaCode& area) {
    if (area.level() == AreaLevel::village || !actor.holds(Post::accountant, area))
        throw Refusal(RefusalKind::forbidden, "forbidden",
                      "Results of payments are handed in by the accountant of the town or of the "
                      "county.");
}

void check_form(const Payments::Sheet& sheet) {
    const bool named =
        !sheet.batch.empty() && sheet.batch.size() <= kMostBatchName &&
        std::ranges::all_of(sheet.batch, [](unsigned char c) {
            return c < 128 && (std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_');
        });
    if (!named)
        throw Refusal(RefusalKind::invalid, "batch",
                      "A batch is named by 1 to 40 letters, digits, '.', '-' and '_'.", "/batch");
    if (sheet.keep < kShortestKept || sheet.keep > kLongestKept)
        throw Refusal(RefusalKind::invalid, "keep_days",
                      "Payments are kept " + std::to_string(kShortestKept.count()) + " to " +
                          std::to_string(kLongestKept.count()) + " days.",
                      "/keep_days");
}

std::string print_payment(const KeptPayment& kept) {
    return nlohmann::ordered_json{{"programme", kept.programme},
                                  {"period", kept.period},
                                  {"fen", kept.amount.value},
                                  {"state", static_cast<int>(kept.state)},
                                  {"reason", static_cast<int>(kept.reason)},
                                  {"where", kept.where},
                                  {"day", format_day(kept.day)}}
        .dump();
}

KeptPayment parse_payment(const std::string& json) {
    const auto read = nlohmann::json::parse(json);
    return {.programme = read.at("programme"),
            .period = read.at("period"),
            .amount = {read.at("fen").get<std::int64_t>()},
            .state = static_cast<state::PaymentState>(read.at("state").get<int>()),
            .reason = static_cast<state::ReturnReason>(read.at("reason").get<int>()),
            .where = read.at("where"),
            .day = parse_day(read.at("day").get<std::string>()).value_or(Day{})};
}

}  // namespace

PaymentBatchRow Payments::import(const Actor& actor, const Sheet& sheet) {
    require_books(actor, sheet.area);
    check_form(sheet);
    const std::vector<PaymentLine> lines = read_payment_sheet(sheet.csv);
    const PaymentKeys keys(tools_);
    const Instant now = tools_.clock();
    PaymentRows rows(tools_.repository);
    const PaymentBatchRow batch{.area = sheet.area.digits(),
                                .name = sheet.batch,
                                .lines = lines.size(),
                                .imported = now.time_since_epoch().count(),
                                .forget = shanghai_day(now) + sheet.keep};
    Transaction transaction(tools_.repository);
    rows.put_batch(transaction, batch);
    for (const PaymentLine& line : lines) {
        const std::string id = random_name(tools_.random);
        rows.add(transaction, {.id = id,
                               .area = batch.area,
                               .batch = batch.name,
                               .person = keys.person(line.id_number),
                               .box = keys.close(print_payment(line.payment), id)});
    }
    Audit(tools_).record(transaction, actor.id,
                         {.act = "payments.import",
                          .area = batch.area,
                          .subject = batch.name,
                          .detail = nlohmann::ordered_json{{"lines", batch.lines},
                                                           {"forget", format_day(batch.forget)}}
                                        .dump()});
    transaction.commit();
    return batch;
}

std::vector<PaymentBatchRow> Payments::batches(const Actor& actor, const AreaCode& area) {
    require_books(actor, area);
    return PaymentRows(tools_.repository).batches(AreaRange(area));
}

void Payments::sweep() {
    const Instant now = tools_.clock();
    PaymentRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const std::uint64_t gone = rows.forget_batches(transaction, shanghai_day(now));
    rows.forget_codes(transaction, now.time_since_epoch().count());
    if (gone > 0)
        Audit(tools_).record(transaction, "sweep",
                             {.act = "payments.forget",
                              .area = {},
                              .subject = {},
                              .detail = nlohmann::ordered_json{{"batches", gone}}.dump()});
    transaction.commit();
}

std::vector<KeptPayment> payments_of(const Tools& tools, const std::string& person) {
    const PaymentKeys keys(tools);
    std::vector<KeptPayment> payments;
    for (const PaymentRow& row : PaymentRows(tools.repository).of_person(person))
        payments.push_back(parse_payment(keys.open(row.box, row.id)));
    std::ranges::stable_sort(payments, std::greater<>(), &KeptPayment::day);
    return payments;
}

}  // namespace villageboard::county
