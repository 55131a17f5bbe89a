#include "sync/county/cli/cli_calendar.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "content/model/error.h"
#include "sync/county/calendar/calendar_tables.h"
#include "sync/county/calendar/catalogue_columns.h"
#include "sync/county/calendar/inspection.h"
#include "sync/county/calendar/published_facts.h"
#include "sync/county/cli/verb.h"
#include "sync/county/figures/figure_desk.h"
#include "sync/county/figures/report_page.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/draft_input.h"
#include "sync/county/publish/reference_of.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kRowsAtOnce = 200;
constexpr std::uint64_t kMaxCatalogueBytes = 4 * 1024 * 1024;
constexpr std::uint64_t kAllVillages = 1'000'000;

/// Values of the options, filled while the command line is read.
struct Options {
    std::string data;
    std::string area;
    std::string office;
    std::string on;
    int within = 30;
    int year = 0;
    std::string from;
    std::string to;
    std::string out;
    std::string file;
    int number = 0;
    bool overdue = false;
    bool links = false;
    bool json = false;
    bool csv = false;

    OpenedCounty open() const { return {data, Effects::real()}; }
};

/// A refusal of the calls is wrong input of the command line.
template <typename Work>
void carry_out(Work&& work) {
    try {
        work();
    } catch (const Refusal& refusal) {
        throw Error(ErrorKind::invalid, refusal.what(), refusal.place());
    }
}

void print_due(const DuePage& page) {
    for (const OwedRow& row : page.rows)
        std::cout << row.village.area.digits() << " " << row.owed.item.code << " "
                  << (row.owed.overdue() ? "overdue " : "due ") << format_day(row.owed.period.due)
                  << " " << row.owed.days_left << " " << row.owed.item.name << "\n";
}

void run_due(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    PublishedFacts(tools).catch_up();
    const Actor actor = command_line_actor(opened.settings().area);
    CountyCalendar calendar(tools, actor);
    const auto on = o.on.empty() ? calendar.today() : parse_day(o.on);
    if (!on) throw Error(ErrorKind::invalid, "--on takes a day such as 2026-11-27.");
    DueQuestion question{.area = opened.area(o.area),
                         .office = o.office,
                         .on = *on,
                         .within = o.overdue ? -1 : o.within};
    question.limit = kRowsAtOnce;
    DuePage all;
    for (bool more = true; more;) {
        DuePage page = calendar.owed(question);
        more = page.more;
        if (more) {
            question.after_area = page.rows.back().village.area.digits();
            question.after_code = page.rows.back().owed.item.code;
        }
        std::ranges::move(page.rows, std::back_inserter(all.rows));
    }
    if (o.json)
        std::cout << due_json(all).dump(2) << "\n";
    else if (o.csv)
        std::cout << due_csv(all).text();
    else
        print_due(all);
}

void run_inspect(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    PublishedFacts(tools).catch_up();
    Inspector inspector(tools, o.links ? http_probe() : LinkProbe{});
    if (!inspector.run())
        throw Error(ErrorKind::invalid,
                    "Today's inspection stands already; there is one a day, by the server at night "
                    "or by this verb before it.");
    const Day today = shanghai_day(tools.clock());
    const auto runs = InspectionRows(tools.repository).runs(today, today, 1);
    std::cout << runs.at(0).items << " items, " << runs.at(0).attachments << " attachments, "
              << runs.at(0).links << " links, " << runs.at(0).findings << " faults\n";
}

void print_coverage(const Matrix& matrix) {
    for (const MatrixRow& row : matrix.rows) {
        std::cout << row.village.area.digits() << " " << row.village.name << "\n";
        for (std::size_t i = 0; i < matrix.items.size(); ++i)
            std::cout << "  " << matrix.items[i].item.code << " " << row.cells[i].states << "\n";
        for (const auto& [item, cells] : row.own)
            std::cout << "  " << item.code << " " << cells.states << "\n";
    }
}

void run_coverage(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    PublishedFacts(tools).catch_up();
    const Actor actor = command_line_actor(opened.settings().area);
    CountyCalendar calendar(tools, actor);
    const Matrix matrix = calendar.coverage(opened.area(o.area), o.year, {}, kAllVillages);
    if (o.json)
        std::cout << coverage_json(matrix).dump(2) << "\n";
    else if (o.csv)
        std::cout << coverage_csv(matrix).text();
    else
        print_coverage(matrix);
}

Day required_day(const std::string& text, const char* option) {
    if (const auto day = parse_day(text)) return *day;
    throw Error(ErrorKind::invalid, std::string(option) + " takes a day such as 2026-11-27.");
}

void print_rows(const Figure& figure, const Options& o) {
    if (o.csv) {
        std::cout << figure_rows_csv(figure).text();
        return;
    }
    for (const FigureRow& row : figure.rows)
        std::cout << row.area << " " << (row.met ? "+" : "-") << " " << row.value << " "
                  << row.subject << "\n";
}

void print_figures(const std::vector<Figure>& all, const Options& o) {
    if (o.csv) {
        std::cout << figures_csv(all).text();
    } else if (o.json) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const Figure& one : all) list.push_back(figure_json(one));
        std::cout << nlohmann::ordered_json{{"figures", std::move(list)}}.dump(2) << "\n";
    } else {
        for (const Figure& one : all) {
            std::cout << one.number << " "
                      << figure_json(one).at("name").get_ref<const std::string&>() << " ";
            if (one.available)
                std::cout << one.numerator << "/" << one.denominator << " "
                          << rate(one.numerator, one.denominator) << "\n";
            else
                std::cout << "- " << one.why << "\n";
        }
    }
}

void run_metrics(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    PublishedFacts(tools).catch_up();
    const Actor actor = command_line_actor(opened.settings().area);
    const auto all = FigureDesk(tools, actor)
                         .figures({opened.area(o.area), required_day(o.from, "--from"),
                                   required_day(o.to, "--to")});
    if (o.number == 0)
        print_figures(all, o);
    else
        print_rows(all.at(static_cast<std::size_t>(o.number) - 1), o);
}

void run_report(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    PublishedFacts(tools).catch_up();
    const Actor actor = command_line_actor(opened.settings().area);
    const AreaCode area = opened.area(o.area);
    FigureDesk desk(tools, actor);
    const Day today = shanghai_day(tools.clock());
    const bool over = std::chrono::year_month_day{today}.year() > std::chrono::year{o.year};
    const YearlyReportRow report = over ? desk.freeze(area, o.year) : desk.report(area, o.year);
    const auto reference = ReferenceData::load(tools.repository, tools.settings.area);
    const auto name = reference.areas ? reference.areas->name(area, today) : std::nullopt;
    std::ofstream file(o.out, std::ios::binary | std::ios::trunc);
    file << report_page(report, name.value_or(""));
    file.close();
    if (!file) throw Error(ErrorKind::retry, "The file " + o.out + " can't be written.", o.out);
    std::cout << (over ? "frozen " : "preliminary ") << report.digest << "\n";
}

void run_catalogue_export(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    const AreaCode& county = opened.settings().area;
    const AreaCode area = o.area.empty() ? county : opened.area(o.area);
    const LegalBases bases(legal_bases(tools.repository, county));
    std::cout << catalogue_csv(reference_of(tools.repository, county, area).catalogue.items(),
                               bases, shanghai_day(tools.clock()))
                     .text();
}

void run_catalogue_import(const Options& o) {
    auto opened = o.open();
    const Tools tools = opened.tools();
    const AreaCode& county = opened.settings().area;
    const Day today = shanghai_day(tools.clock());
    const LegalBases bases(legal_bases(tools.repository, county));
    const auto reference = ReferenceData::load(tools.repository, county);
    ReadCatalogue read = read_catalogue_csv(read_input_file(o.file, kMaxCatalogueBytes),
                                            reference.catalogue, bases, today);
    const ItemDraft draft = catalogue_draft(std::move(read.table), county, today);
    const std::string document = print_draft(draft);
    const std::string id =
        store_draft(tools.repository, opened.data(),
                    make_draft_input(o.file, document, std::filesystem::path(o.file).parent_path()),
                    tools.clock(), tools.random);
    if (o.json) {
        nlohmann::ordered_json findings = nlohmann::ordered_json::array();
        for (const check::Finding& one : read.findings)
            findings.push_back(check::to_json(one, check::Language::chinese));
        std::cout << nlohmann::ordered_json{{"draft", id},
                                            {"item", nlohmann::ordered_json::parse(document)},
                                            {"findings", std::move(findings)}}
                         .dump(2)
                  << "\n";
        return;
    }
    std::cout << "draft " << id << "\n";
    for (const check::Finding& one : read.findings)
        std::cout << check::letter_of(one.severity) << " " << one.rule << " " << one.place << ": "
                  << one.message(check::Language::chinese) << "\n";
}

void add_formats(CLI::App* verb, Options& o) {
    CLI::Option* json = verb->add_flag("--json", o.json, "print one JSON document");
    verb->add_flag("--csv", o.csv, "print a table for a spreadsheet")->excludes(json);
}

void add_calendar(CLI::App& app, const std::shared_ptr<Options>& o) {
    CLI::App* calendar = add_verb(app, "calendar", "what is due, and what was published when");
    calendar->require_subcommand(1);
    CLI::App* due = add_verb(*calendar, "due", "what each village owes on a day");
    add_data(due, o->data);
    add_area(due, o->area);
    due->add_option("--office", o->office, "publisher's code: VC, CE, JW, TG, CB, ...");
    due->add_option("--on", o->on, "the day (default: today)");
    due->add_option("--within", o->within, "days ahead (default 30)")->check(CLI::Range(0, 400));
    due->add_flag("--overdue", o->overdue, "only what is overdue");
    add_formats(due, *o);
    due->callback([o] { carry_out([&] { run_due(*o); }); });
    CLI::App* coverage = add_verb(*calendar, "coverage",
                                  "a letter for each period of each item: o in time, l late, "
                                  "m missing, n not applicable, . not due, - nothing known");
    add_data(coverage, o->data);
    add_area(coverage, o->area);
    coverage->add_option("--year", o->year, "such as 2026")->required();
    add_formats(coverage, *o);
    coverage->callback([o] { carry_out([&] { run_coverage(*o); }); });
}

void add_inspect(CLI::App& app, const std::shared_ptr<Options>& o) {
    CLI::App* calendar = app.get_subcommand("calendar");
    CLI::App* inspect = add_verb(*calendar, "inspect", "look over attachments and links now");
    add_data(inspect, o->data);
    inspect->add_flag("--links", o->links, "ask the addresses outside that items link to");
    inspect->callback([o] { carry_out([&] { run_inspect(*o); }); });
}

void add_metrics(CLI::App& app, const std::shared_ptr<Options>& o) {
    CLI::App* metrics = add_verb(app, "metrics", "the 23 figures, worked out from records");
    add_data(metrics, o->data);
    add_area(metrics, o->area);
    metrics->add_option("--from", o->from, "first day")->required();
    metrics->add_option("--to", o->to, "last day")->required();
    metrics->add_option("--rows", o->number, "the list behind the figure of this number")
        ->check(CLI::Range(1, kFigures));
    add_formats(metrics, *o);
    metrics->callback([o] { carry_out([&] { run_metrics(*o); }); });
    CLI::App* report =
        add_verb(app, "report", "a year's figures as a page to print; frozen once it is over");
    add_data(report, o->data);
    add_area(report, o->area);
    report->add_option("--year", o->year, "such as 2026")->required();
    report->add_option("--out", o->out, "HTML file")->required();
    report->callback([o] { carry_out([&] { run_report(*o); }); });
}

void add_catalogue(CLI::App& app, const std::shared_ptr<Options>& o) {
    CLI::App* catalogue = add_verb(app, "catalogue", "the list of what is to be published");
    catalogue->require_subcommand(1);
    CLI::App* out = add_verb(*catalogue, "export", "print it with the official columns, as CSV");
    add_data(out, o->data);
    out->add_option("--area", o->area, "a village, with its own items (default: the county)");
    out->callback([o] { carry_out([&] { run_catalogue_export(*o); }); });
    CLI::App* in = add_verb(*catalogue, "import", "read such a CSV into a draft of the catalogue");
    add_data(in, o->data);
    in->add_flag("--json", o->json, "print one JSON document");
    in->add_option("FILE", o->file, "CSV in UTF-8")->required();
    in->callback([o] { carry_out([&] { run_catalogue_import(*o); }); });
}

}  // namespace

void add_calendar_verbs(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    add_calendar(app, options);
    add_inspect(app, options);
    add_metrics(app, options);
    add_catalogue(app, options);
}

}  // namespace villageboard::county
