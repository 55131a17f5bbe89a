#include "sync/county/figures/report_page.h"

#include <nlohmann/json.hpp>

#include "sync/county/figures/figure_words.h"

namespace villageboard::county {
namespace {

constexpr const char* kStyle =
    "@page{size:A4;margin:14mm}"
    "body{font:10.5pt/1.35 \"Noto Sans CJK SC\",\"Noto Sans SC\",sans-serif;color:#000;margin:0}"
    "h1{font-size:16pt;margin:0 0 4mm;text-align:center}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:0.3mm solid #000;padding:1mm 1.5mm;text-align:left;vertical-align:top}"
    "td.n{text-align:right;white-space:nowrap}"
    "p{margin:2mm 0}.d{font-family:monospace;font-size:8pt;word-break:break-all}"
    "tr{break-inside:avoid}";

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else
            result += c;
    }
    return result;
}

std::string tag(const char* name, const std::string& text) {
    return "<" + std::string(name) + ">" + escaped(text) + "</" + std::string(name) + ">";
}

std::string number_cell(const std::string& text) {
    return "<td class=\"n\">" + escaped(text) + "</td>";
}

std::string figure_row(const nlohmann::json& figure) {
    const auto& words = figure_words();
    const auto number = figure.at("number").get<std::size_t>();
    std::string row = "<tr>" + number_cell(std::to_string(number)) +
                      tag("td", figure.at("name").get<std::string>()) +
                      tag("td", words.figures.at(number - 1).what);
    if (!figure.at("available").get<bool>())
        return row + "<td colspan=\"3\">" + escaped(words.page.at("unavailable")) + "</td></tr>";
    const auto numerator = figure.at("numerator").get<std::int64_t>();
    const auto denominator = figure.at("denominator").get<std::int64_t>();
    const std::string share = rate(numerator, denominator);
    return row + number_cell(std::to_string(numerator)) + number_cell(std::to_string(denominator)) +
           number_cell(share.empty() ? words.page.at("nothing") : share) + "</tr>";
}

}  // namespace

std::string rate(std::int64_t numerator, std::int64_t denominator) {
    if (denominator <= 0) return {};
    const std::int64_t tenths = (numerator * 2000 + denominator) / (2 * denominator);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::string report_page(const YearlyReportRow& report, const std::string& area_name) {
    const auto document = nlohmann::json::parse(report.document);
    const auto& page = figure_words().page;
    std::string html = "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">" +
                       tag("title", page.at("title")) + "<style>" + kStyle +
                       "</style></head><body>\n" + tag("h1", page.at("title")) + "\n";
    html += tag("p", page.at("area") + page.at("colon") +
                         (area_name.empty() ? report.area : area_name) + page.at("open") +
                         report.area + page.at("close") + page.at("year") + page.at("colon") +
                         std::to_string(report.year));
    html += "\n<table><thead><tr>";
    for (const char* column : {"number", "figure", "what", "numerator", "denominator", "rate"})
        html += tag("th", page.at(column));
    html += "</tr></thead><tbody>\n";
    for (const auto& figure : document.at("figures")) html += figure_row(figure) + "\n";
    html += "</tbody></table>\n" + tag("p", page.at("source"));
    if (report.made == Instant{})
        html += tag("p", page.at("preliminary"));
    else
        html +=
            tag("p", page.at("frozen") + page.at("colon") + format_day(shanghai_day(report.made))) +
            "<p class=\"d\">" +
            escaped(page.at("digest") + page.at("colon") + "SHA-256 " + report.digest) + "</p>";
    return html + "\n</body></html>\n";
}

CsvTable figures_csv(const std::vector<Figure>& figures) {
    CsvTable table({"number", "figure", "available", "numerator", "denominator", "rate", "note"});
    for (const Figure& one : figures)
        table.add({std::to_string(one.number),
                   figure_words().figures.at(static_cast<std::size_t>(one.number) - 1).name,
                   one.available ? "yes" : "no", one.available ? std::to_string(one.numerator) : "",
                   one.available ? std::to_string(one.denominator) : "",
                   one.available ? rate(one.numerator, one.denominator) : "", one.why});
    return table;
}

CsvTable figure_rows_csv(const Figure& figure) {
    CsvTable table({"area", "subject", "met", "value"});
    for (const FigureRow& row : figure.rows)
        table.add({row.area, row.subject, row.met ? "yes" : "no", std::to_string(row.value)});
    return table;
}

}  // namespace villageboard::county
