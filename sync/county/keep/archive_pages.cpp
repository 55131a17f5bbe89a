#include "sync/county/keep/archive_pages.h"

#include "content/model/body.h"
#include "content/model/error.h"
#include "sync/county/site/document.h"
#include "sync/county/site/html.h"
#include "sync/county/site/parts.h"
#include "sync/county/site/style.h"
#include "sync/county/site/words.h"

namespace villageboard::county {
namespace {

using site::escaped;
using site::say;

// On paper, names of files matter too.
constexpr const char* kPrinted =
    "@media print{.files{display:block}table{font-size:9pt}th,td{border:.5pt solid #000}}"
    "body{max-width:60rem}";

std::string page_of(const std::string& title, const std::string& up, const std::string& main) {
    return "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
           "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           escaped(title) + "</title>\n<style>" + std::string(site::style_sheet()) + kPrinted +
           "</style>\n</head>\n<body>\n" +
           (up.empty()
                ? ""
                : "<header><a href=\"" + up + "\">" + say("archive.up") + "</a></header>\n") +
           "<main>\n" + main + "</main>\n</body>\n</html>\n";
}

std::string heading(int level, const std::string& words) {
    const std::string tag = "h" + std::to_string(level);
    return "<" + tag + ">" + escaped(words) + "</" + tag + ">\n";
}

std::string paragraph(const std::string& words, const char* look = nullptr) {
    return "<p" + (look == nullptr ? "" : " class=\"" + std::string(look) + "\"") + ">" +
           escaped(words) + "</p>\n";
}

std::string link(const std::string& path, const std::string& words) {
    return "<a href=\"" + escaped(path) + "\">" + escaped(words) + "</a>";
}

std::string year_of(const ArchiveFacts& facts) { return std::to_string(facts.year); }

std::string word_of(const std::map<std::string, std::string>& words, std::string_view code) {
    const auto found = words.find(std::string(code));
    return found == words.end() ? std::string(code) : found->second;
}

std::string text_of(site::Pager pager) {
    std::string all;
    for (const std::string& page : std::move(pager).pages()) all += page;
    return all;
}

/// What the signed envelope tells.
site::FactsPart record_of(const ArchiveFacts& facts, const ArchivedArea& area,
                          const ArchiveLine& line) {
    const feed::Envelope& envelope = line.envelope;
    const std::vector<std::string> cells = list_row(facts, area, line, {}, {});
    site::FactsPart record;
    for (std::size_t i = 0; i < cells.size() && i < facts.columns.size(); ++i)
        if (!cells[i].empty()) record.facts.push_back({facts.columns[i], cells[i]});
    const auto add = [&record](const char* key, std::string value) {
        record.facts.push_back({say(key), std::move(value)});
    };
    add("site.published", site::say_instant(envelope.published));
    if (envelope.formed) add("site.formed", site::say_day(*envelope.formed));
    if (envelope.notice_from && envelope.notice_to)
        add("more.notice", say("event.span", {{"from", site::say_day(*envelope.notice_from)},
                                              {"to", site::say_day(*envelope.notice_to)}}));
    if (envelope.expires) add("site.expires", site::say_instant(*envelope.expires));
    const feed::BodyRef* body = public_body_of(envelope);
    if (body != nullptr && body->keep_until)
        add("site.keep_until", site::say_instant(*body->keep_until));
    for (const std::string& role : envelope.reviewers) add("archive.reviewer", role);
    return record;
}

std::optional<Body> readable(Kind kind, std::string_view bytes) {
    try {
        return parse_body(kind, bytes, Strictness::lenient);
    } catch (const Error&) {
        return std::nullopt;
    }
}

void put_words(site::Pager& pager, const ArchiveFacts& facts, const ArchiveLine& line,
               std::string_view bytes) {
    if (line.envelope.operation == Operation::withdraw) {
        pager.add(paragraph(say("site.withdrawn_why", {{"reason", title_in(bytes)}}), "lead"));
        return;
    }
    const auto body = readable(line.envelope.kind, bytes);
    if (!body) {
        pager.add(paragraph(say("archive.unreadable"), "state warn"));
        return;
    }
    const site::Document document =
        site::document_of(*body, line.envelope, shanghai_day(facts.made));
    if (!document.drill.empty()) pager.add(paragraph(document.drill, "state warn"));
    if (!document.office.empty())
        pager.add(paragraph(say("site.office") + say("alert.colon") + document.office, "plain"));
    for (const auto piece : site::pieces_of(document.summary, site::kMostPieceBytes))
        pager.add(paragraph(std::string(piece), "lead"));
    site::put_parts(pager, document.parts, [](const site::FilePart& file) {
        return "../" + archive_file_path(*feed::Hash::from_hex(file.sha256), file.mime);
    });
    if (document.change) site::put_change(pager, *document.change);
}

std::string row_of(const ListedLine& listed, const std::vector<std::string>& cells) {
    constexpr std::size_t kShown[] = {0, 1, 4, 5, 6, 7, 8, 9, 10};
    constexpr std::size_t kTitle = 5;
    std::string row = "<tr>";
    for (const std::size_t column : kShown) {
        const bool linked = column == kTitle && has_words(listed.line.state);
        const std::string page = std::to_string(listed.line.index) + ".html";
        row += "<td>" +
               (linked ? link(page, cells[column].empty() ? page : cells[column])
                       : escaped(cells[column])) +
               "</td>";
    }
    return row + "</tr>\n";
}

std::string list_of(const ArchiveFacts& facts, const ArchivedArea& area,
                    const std::vector<ListedLine>& lines) {
    if (lines.empty()) return paragraph(say("archive.nothing"));
    std::string head;
    for (const std::size_t column : {0, 1, 4, 5, 6, 7, 8, 9, 10})
        head += "<th scope=\"col\">" + escaped(facts.columns.at(column)) + "</th>";
    std::string rows;
    for (const ListedLine& one : lines)
        rows += row_of(one, list_row(facts, area, one.line, one.title, one.page_sha256));
    return "<div class=\"wide\"><table class=\"many\"><thead><tr>" + head +
           "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
}

}  // namespace

std::string archive_page(const ArchiveFacts& facts, const ArchivedArea& area,
                         const ArchiveLine& line, std::string_view body) {
    const std::string title = line.envelope.operation == Operation::withdraw
                                  ? say("site.withdrawn_title")
                                  : title_in(body);
    const bool stands = line.state == LineState::current;
    std::string main = heading(1, title) + paragraph(word_of(facts.states, to_string(line.state)),
                                                     stands ? "state good" : "state warn");
    site::Pager pager;
    put_words(pager, facts, line, body);
    pager.add(heading(2, say("more.record")), site::Pager::Kind::heading);
    site::put_parts(pager, {{record_of(facts, area, line), {}}},
                    [](const site::FilePart&) { return std::string(); });
    main += text_of(std::move(pager));
    if (const feed::BodyRef* signed_body = public_body_of(line.envelope))
        main += "<p class=\"files\">" +
                link("../" + archive_body_path(signed_body->sha256), say("archive.signed_words")) +
                "</p>\n";
    return page_of(title, "index.html", main);
}

std::string archive_area_page(const ArchiveFacts& facts, const ArchivedArea& area,
                              const std::vector<ListedLine>& lines) {
    const std::string title =
        say("archive.title_of", {{"area", area.name}, {"year", year_of(facts)}});
    return page_of(title, "../index.html", heading(1, title) + list_of(facts, area, lines));
}

std::string archive_index(const ArchiveFacts& facts, const std::string& fingerprint) {
    const std::string title = say("archive.title", {{"year", year_of(facts)}});
    std::string main = heading(1, title);
    main += paragraph(
        say("archive.made", {{"origin", facts.origin}, {"at", site::say_instant(facts.made)}}));
    main += heading(2, say("archive.areas")) + "<ul>";
    for (const ArchivedArea& area : facts.areas)
        main += "<li>" +
                link(area.area.digits() + "/index.html",
                     say("archive.area", {{"area", area.name},
                                          {"code", area.area.digits()},
                                          {"n", std::to_string(area.lines)}})) +
                "</li>";
    main += "</ul>\n<p>" + link(kArchiveList, say("archive.list")) + "</p>\n";
    main += heading(2, say("archive.about"));
    for (const char* key : {"archive.about_words", "archive.about_missing", "archive.about_past",
                            "archive.about_period", "archive.about_keep"})
        main += paragraph(say(key));
    main += heading(2, say("archive.check"));
    for (const char* key : {"archive.check_program", "archive.check_sums", "archive.check_log"})
        main += paragraph(say(key));
    main += paragraph(say("archive.fingerprint", {{"fingerprint", fingerprint}}), "state");
    return page_of(title, {}, main);
}

}  // namespace villageboard::county
