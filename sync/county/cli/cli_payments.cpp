#include "sync/county/cli/cli_payments.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "content/import/encoding.h"
#include "content/model/error.h"
#include "sync/county/cli/verb.h"
#include "sync/county/payments/payment_codes.h"
#include "sync/county/payments/payments.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

struct PaymentOptions {
    std::string data;
    std::string area;
    std::string file;
    std::string batch;
    int keep_days = static_cast<int>(kKeepPayments.count());

    OpenedCounty open() const { return {data, Effects::real()}; }
};
using Options = std::shared_ptr<PaymentOptions>;

AreaCode area_of(const OpenedCounty& county, const std::string& digits) {
    const auto area = AreaCode::parse(digits);
    if (!area || !county.settings().area.contains(*area))
        throw Error(ErrorKind::invalid, "'" + digits + "' is no area of this county.");
    return *area;
}

/// Spreadsheets in Chinese write CSV in GBK.
std::string read_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::invalid, "The file " + file + " can't be read.", file);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return import_::decode_document(bytes, file).utf8;
}

void import(const PaymentOptions& options) {
    auto county = options.open();
    const std::string csv = read_file(options.file);
    const PaymentBatchRow batch = Payments(county.tools())
                                      .import(command_line_actor(county.settings().area),
                                              {.area = area_of(county, options.area),
                                               .batch = options.batch,
                                               .keep = std::chrono::days(options.keep_days),
                                               .csv = csv});
    std::cout << batch.lines << " payments of batch " << batch.name << " are kept until "
              << format_day(batch.forget) << ".\n";
}

void list(const PaymentOptions& options) {
    auto county = options.open();
    for (const PaymentBatchRow& row :
         Payments(county.tools())
             .batches(command_line_actor(county.settings().area), area_of(county, options.area)))
        std::cout << row.area << " " << row.name << " " << row.lines << " payments, until "
                  << format_day(row.forget) << "\n";
}

/// From standard input, so that name and number stand in no list of processes and no history.
void make_code(const PaymentOptions& options) {
    auto county = options.open();
    std::string name;
    std::string id_number;
    std::getline(std::cin, name);
    std::getline(std::cin, id_number);
    const auto made =
        PaymentCodes(county.tools())
            .make(command_line_actor(county.settings().area), area_of(county, options.area),
                  {.name = name, .id_number = id_number});
    std::cout << made.code << "\n";
}

CLI::App* add_payment_verb(CLI::App* payments, const Options& options, const char* name,
                           const char* what) {
    CLI::App* verb = add_verb(*payments, name, what);
    add_data(verb, options->data);
    verb->add_option("--area", options->area, "code of the town, or of the county")->required();
    return verb;
}

}  // namespace

void add_payment_verbs(CLI::App& app) {
    const auto options = std::make_shared<PaymentOptions>();
    CLI::App* payments = add_verb(app, "payments", "what was paid to whom, for their own eyes");
    payments->require_subcommand(1);
    CLI::App* importing = add_payment_verb(payments, options, "import",
                                           "keep the payments of a CSV file, all or none");
    importing->add_option("--batch", options->batch, "its name; the same name replaces it")
        ->required();
    importing->add_option("--keep-days", options->keep_days, "days until it is forgotten")
        ->capture_default_str();
    importing->add_option("FILE", options->file, "CSV with a row of headings")->required();
    importing->callback([options] { import(*options); });
    add_payment_verb(payments, options, "list", "the batches that are kept")->callback([options] {
        list(*options);
    });
    add_payment_verb(payments, options, "code",
                     "make a one-time code for the name and the ID number on standard input")
        ->callback([options] { make_code(*options); });
}

}  // namespace villageboard::county
