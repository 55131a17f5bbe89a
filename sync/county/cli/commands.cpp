#include "sync/county/cli/commands.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "content/import/document.h"
#include "content/model/error.h"
#include "sync/county/publish/exporter.h"
#include "sync/county/publish/publisher.h"
#include "sync/county/publish/verification.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

DraftInput read_import(const ImportOptions& options, const AreaCode& area, Day today,
                       std::vector<std::string>& left_out, std::string& encoding) {
    const std::string name = options.file.string();
    if (options.file.extension() == ".json") {
        DraftInput input = read_draft_file(options.file, area, today);
        input.draft.catalogue = options.item;
        encoding = "UTF-8";
        return input;
    }
    const std::string bytes = read_input_file(options.file, import_::kMaxDocumentBytes);
    const import_::ImportRequest request{area, options.item, std::nullopt, area.digits(), today};
    import_::Imported imported = import_::import_document(bytes, name, request);
    left_out = std::move(imported.left_out);
    encoding = std::move(imported.encoding);
    DraftInput input =
        make_draft_input(name, print_draft(imported.draft), options.file.parent_path());
    input.notes = std::move(imported.findings);
    return input;
}

void print_import_text(const std::string& draft, const DraftInput& input,
                       const check::Findings& findings, const std::vector<std::string>& left_out,
                       std::ostream& out) {
    out << "draft " << draft << "\n" << print_draft(input.draft);
    for (const check::Finding& finding : findings)
        out << check::letter_of(finding.severity) << " " << finding.rule << " "
            << (finding.place.empty() ? "/" : finding.place) << ": "
            << finding.message(check::Language::chinese) << "\n";
    if (!left_out.empty())
        out << left_out.size() << " lines of the page were left out as furniture.\n";
}

Json published_json(const std::vector<Published>& all) {
    Json list = Json::array();
    for (const Published& one : all) list.push_back({{"index", one.index}, {"id", one.item}});
    return Json{{"published", std::move(list)}};
}

Json feed_json(const VerifiedFeed& feed) {
    Json problems = Json::array();
    for (const feed::Problem& problem : feed.report.problems)
        problems.push_back({{"code", feed::to_string(problem.verdict)},
                            {"file", problem.path},
                            {"message", problem.message}});
    return {{"area", feed.area},
            {"entries", feed.report.entries},
            {"bodies", feed.report.bodies},
            {"sealed_unread", feed.report.sealed_unread},
            {"erased", feed.report.erased},
            {"attachments", feed.report.attachments},
            {"problems", std::move(problems)}};
}

void print_feed_text(const VerifiedFeed& feed, std::ostream& out) {
    const feed::VerifyReport& report = feed.report;
    out << feed.area << ": " << report.entries << " entries, " << report.bodies << " bodies, "
        << report.attachments << " attachments, "
        << (report.problems.empty() ? "verified" : "NOT verified");
    if (report.sealed_unread > 0) out << ", " << report.sealed_unread << " sealed unread";
    if (report.fresh) out << ", confirmed at " << format_instant(*report.fresh);
    out << "\n";
}

/// Prints all feeds, then throws for the first problem.
void report_feeds(const std::vector<VerifiedFeed>& feeds, Output output, std::ostream& out) {
    Json list = Json::array();
    for (const VerifiedFeed& feed : feeds) {
        if (output == Output::text) print_feed_text(feed, out);
        list.push_back(feed_json(feed));
    }
    if (output == Output::json) out << Json{{"feeds", std::move(list)}}.dump(2) << "\n";
    for (const VerifiedFeed& feed : feeds) {
        if (feed.report.problems.empty()) continue;
        const feed::Problem& first = feed.report.problems.front();
        throw Error(ErrorKind::rejected,
                    "The feed " + feed.area + " does not verify: " + first.path + ": " +
                        first.message + " (" + std::string(feed::to_string(first.verdict)) + ")");
    }
}

}  // namespace

void run_init(const InitRequest& request, const Effects& effects, std::ostream& out) {
    init_county(request, effects);
    out << "The county " << request.area << " is ready in " << request.data.string()
        << ". Its log is " << request.origin << ".\n"
        << "Trust: one root key, " << (request.data / "keys" / "root.key").string()
        << ", decides alone (1 of 1). To move to 2 of 3: make three root keys on three machines "
           "that are never on line, write root/2 with threshold 2 and their public keys, sign it "
           "with root.key and with two of the three, put it into "
        << (request.data / "feed" / "root").string() << ", and take root.key off this machine.\n"
        << "Keep a copy of " << (request.data / "keys").string()
        << " in a safe: without it nothing can be published under this name again.\n";
}

void run_import(OpenedCounty& county, const ImportOptions& options, std::ostream& out) {
    const Tools tools = county.tools();
    const AreaCode area = county.area(options.area);
    std::vector<std::string> left_out;
    std::string encoding;
    const DraftInput input =
        read_import(options, area, shanghai_day(tools.clock()), left_out, encoding);
    const check::Findings findings = Publisher(tools).examine(input);
    const std::string draft =
        store_draft(tools.repository, county.data(), input, tools.clock(), tools.random);
    if (options.output == Output::text)
        return print_import_text(draft, input, findings, left_out, out);
    Json list = Json::array();
    for (const check::Finding& finding : findings)
        list.push_back(check::to_json(finding, check::Language::chinese));
    out << Json{{"draft", draft},
                {"item", Json::parse(print_draft(input.draft))},
                {"findings", std::move(list)},
                {"dropped_columns", Json::array()},
                {"left_out", left_out},
                {"encoding", encoding}}
               .dump(2)
        << "\n";
}

void run_publish(OpenedCounty& county, const PublishOptions& options, std::ostream& out) {
    const Tools tools = county.tools();
    const AreaCode area = county.area(options.area);
    county.require_writable_feeds();
    const Day today = shanghai_day(tools.clock());
    std::vector<DraftInput> drafts;
    for (const auto& file : options.files) drafts.push_back(read_draft_file(file, area, today));
    for (const std::string& id : options.drafts)
        drafts.push_back(read_stored_draft(tools.repository, county.data(), id));
    if (drafts.empty())
        throw Error(ErrorKind::invalid, "There is nothing to publish; name files or --draft IDs.");
    const std::vector<Published> published = Publisher(tools).publish(area, drafts);
    if (options.output == Output::json) {
        out << published_json(published).dump(2) << "\n";
        return;
    }
    for (const Published& one : published) out << one.index << " " << one.item << "\n";
}

void run_key_show(OpenedCounty& county, const std::string& text, std::ostream& out) {
    const AreaCode area = county.area(text);
    out << county.keys().log(area).verifier().to_string() << "\n"
        << county.keys().freshness().verifier().to_string() << "\n";
}

void run_verify_data(OpenedCounty& county, Output output, std::ostream& out) {
    report_feeds(verify_county(county), output, out);
}

void run_verify_feed(const std::string& source, const std::string& vkey, Output output,
                     std::ostream& out) {
    std::vector<VerifiedFeed> feeds;
    feeds.push_back(verify_source(source, vkey));
    report_feeds(feeds, output, out);
}

void run_export(OpenedCounty& county, const std::filesystem::path& to,
                const std::vector<std::string>& codes, std::ostream& out) {
    std::vector<AreaCode> areas;
    for (const std::string& code : codes) areas.push_back(county.area(code));
    feed::DiskFileSystem disk(to);
    const ExportReport report = export_feeds(county.tools(), disk, areas);
    out << report.feeds << " feeds, " << report.files << " files copied, " << report.bytes
        << " bytes.\n";
}

}  // namespace villageboard::county
