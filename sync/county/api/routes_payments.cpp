#include "content/import/encoding.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/api/routes.h"
#include "sync/county/api/schema.h"
#include "sync/county/payments/payment_codes.h"
#include "sync/county/payments/payment_inquiries.h"
#include "sync/county/payments/payments.h"

namespace villageboard::county {
namespace {

using namespace schema;

const std::string& text_in(const Call& call, const char* name) {
    return call.body.at(name).get_ref<const std::string&>();
}

AreaCode area_in(const Call& call) {
    const auto area = AreaCode::parse(text_in(call, "area"));
    if (!area || !call.tools.settings.area.contains(*area))
        throw Refusal(RefusalKind::invalid, "area", "This is no area of this county.", "/area");
    return *area;
}

/// What is about one person is nobody's to keep on the way.
HttpResponse private_answer(const Json& json, int status) {
    HttpResponse response = json_answer(json, status);
    response.fields.emplace_back("Cache-Control", "no-store");
    return response;
}

Json batch_json(const PaymentBatchRow& row) {
    return {{"area", row.area},
            {"batch", row.name},
            {"lines", row.lines},
            {"imported", moment(row.imported)},
            {"forget", format_day(row.forget)}};
}

Json batch_schema() {
    return object({{"area", text()},
                   {"batch", text()},
                   {"lines", integer()},
                   {"imported", text()},
                   {"forget", text()}});
}

/// The body is the file itself, as a spreadsheet wrote it: a JSON string holds no lines here.
HttpResponse import(Call& call) {
    const std::string csv = import_::decode_document(call.request.body, "csv").utf8;
    const auto days = call.number("keep_days", static_cast<std::uint64_t>(kShortestKept.count()),
                                  static_cast<std::uint64_t>(kLongestKept.count()),
                                  static_cast<std::uint64_t>(kKeepPayments.count()));
    const auto kept = Payments(call.tools)
                          .import(*call.actor, {.area = call.area("area"),
                                                .batch = call.parameter("batch"),
                                                .keep = std::chrono::days(days),
                                                .csv = csv});
    return private_answer(batch_json(kept), 201);
}

HttpResponse list(Call& call) {
    Json rows = Json::array();
    for (const PaymentBatchRow& row : Payments(call.tools).batches(*call.actor, call.area("area")))
        rows.push_back(batch_json(row));
    return json_answer(page_json(std::move(rows), {}));
}

HttpResponse make_code(Call& call) {
    const auto made =
        PaymentCodes(call.tools)
            .make(*call.actor, area_in(call),
                  {.name = text_in(call, "name"), .id_number = text_in(call, "id_number")});
    return private_answer(
        {{"id", made.id}, {"code", made.code}, {"expires", format_instant(made.expires)}}, 201);
}

HttpResponse answer(Call& call) {
    HttpResponse response;
    response.body = PaymentInquiries(call.tools).answer(call.device, call.request.body);
    response.fields = {{"Content-Type", "application/octet-stream"},
                       {"Cache-Control", "no-store"},
                       {"X-Content-Type-Options", "nosniff"}};
    return response;
}

void add_books(Router& router) {
    router.add({.method = "POST",
                .path = "/v1/payments/batches",
                .family = "payments",
                .summary = "hand in results of payments, the body a CSV file in UTF-8 or GBK, all "
                           "or nothing, in place of the same batch before",
                .query = {{"area", "the town, or the county", true},
                          {"batch", "its name: letters, digits, '.', '-', '_'", true},
                          {"keep_days", "days until it is forgotten, 400 unless said"}},
                .gives = batch_schema(),
                .success = 201,
                .handler = import});
    router.add({.method = "GET",
                .path = "/v1/payments/batches",
                .family = "payments",
                .summary = "the batches that are kept",
                .query = {{"area", "this area and all in it", true}},
                .gives = page(batch_schema()),
                .handler = list});
}

}  // namespace

void add_payment_routes(Router& router) {
    add_books(router);
    router.add({.method = "POST",
                .path = "/v1/payments/codes",
                .family = "payments",
                .summary = "make a one-time code for a person whose card was seen at the town's "
                           "window; good once, for 30 minutes",
                .takes = object({{"area", text(12)}, {"name", text(200)}, {"id_number", text(18)}}),
                .gives = object({{"id", text()}, {"code", text(8)}, {"expires", text()}}),
                .success = 201,
                .handler = make_code});
    router.add({.method = "POST",
                .path = "/v1/payments/inquiries",
                .family = "payments",
                .summary = "a person's sealed question from a terminal; the answer is sealed to "
                           "their session and has one size, whatever it says",
                .access = Access::device,
                .media = "application/octet-stream",
                .handler = answer});
}

}  // namespace villageboard::county
