#include "sync/county/site/outputs.h"

#include "sync/county/site/html.h"
#include "sync/county/site/parts.h"
#include "sync/county/site/spoken.h"
#include "sync/county/site/words.h"
#include "sync/feed/hash.h"

namespace villageboard::county::site {
namespace {

constexpr std::size_t kMostTitle = 60;
constexpr std::size_t kMostSentence = 200;
/// Facts and strong words beside the summary.
constexpr std::size_t kMostSpoken = 6;
constexpr std::size_t kMostPosterBytes = 4'000;

std::string ended(std::string text) {
    for (const std::string_view end : {"。", "！", "？", ".", "!", "?"})
        if (text.ends_with(end)) return text;
    return text + "。";
}

/// What in a document matters enough to be said: strong words, and the first facts.
std::vector<std::string> spoken_parts(const Document& document) {
    std::vector<std::string> all;
    for (const Part& part : document.parts) {
        if (!part.language.empty()) continue;
        if (const auto* text = std::get_if<TextPart>(&part.what);
            text != nullptr && text->look == TextPart::Look::strong)
            all.push_back(clipped(text->text, kMostSentence));
        if (const auto* facts = std::get_if<FactsPart>(&part.what))
            for (const LabelValue& fact : facts->facts)
                if (fact.value != document.phone)
                    all.push_back(fact.label + say("alert.colon") +
                                  clipped(fact.value, kMostSentence));
        if (all.size() >= kMostSpoken) break;
    }
    if (all.size() > kMostSpoken) all.resize(kMostSpoken);
    return all;
}

std::string style_of(Paper paper) {
    const bool large = paper == Paper::a3;
    return std::string("@page{size:") + (large ? "A3" : "A4") +
           " portrait;margin:18mm}*{box-sizing:border-box}body{margin:0 auto;max-width:" +
           (large ? "261mm" : "174mm") +
           ";color:#000;background:#fff;font:" + (large ? "26pt" : "18pt") +
           "/1.6 \"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif}h1{font-size:" +
           (large ? "56pt" : "38pt") +
           ";line-height:1.25;margin:0 0 .4em;text-wrap:balance}h2{font-size:1.1em;margin:1em 0 "
           ".2em}p{margin:0 0 .6em}.lead{font-size:1.25em;font-weight:600}.state{border:2pt solid "
           "#000;padding:.2em .5em;font-weight:700}dl{margin:0}dt{font-weight:700;float:left;"
           "clear:left;margin-right:.8em}dd{margin:0 0 .3em;overflow-wrap:anywhere}"
           "table{border-collapse:collapse;width:100%;font-size:.8em}th,td{border:.5pt solid "
           "#000;padding:.2em .4em;text-align:left}.r{text-align:right}caption{text-align:left;"
           "font-weight:700}.files{display:none}footer{border-top:2pt solid #000;margin-top:1em;"
           "padding-top:.5em;font-size:.7em;break-inside:avoid}";
}

/// The parts that fit a wall, none of them a line of a roll.
std::vector<Part> poster_parts(const Document& document) {
    std::vector<Part> parts;
    for (const Part& part : document.parts) {
        const auto* table = std::get_if<TablePart>(&part.what);
        const bool persons = table != nullptr && table->of_persons;
        if (part.language.empty() && !persons && !std::holds_alternative<FilePart>(part.what))
            parts.push_back(part);
    }
    return parts;
}

}  // namespace

std::optional<Document> words_of(const PublicItem& item, Instant now) {
    const Shown shown = shown_of(item, now);
    if (shown.revision == nullptr) return std::nullopt;
    return document_of(*shown.revision->body, shown.revision->envelope, shanghai_day(now));
}

std::string script_of(const Document& document) {
    std::vector<std::string> lines;
    const std::vector<std::string> drill(document.drill.empty() ? 0 : 1, document.drill);
    for (const std::string& words : drill) lines.push_back(ended(words));
    lines.push_back(say("script.about", {{"office", document.office}}));
    lines.push_back(ended(clipped(document.title, kMostTitle)));
    if (!document.summary.empty()) lines.push_back(ended(clipped(document.summary, kMostSentence)));
    for (std::string& part : spoken_parts(document)) lines.push_back(ended(std::move(part)));
    lines.push_back(say("script.hall"));
    lines.push_back(say("script.office", {{"office", document.office}}));
    if (!document.phone.empty()) lines.push_back(say("script.phone", {{"phone", document.phone}}));
    for (const std::string& words : drill) lines.push_back(ended(words));
    lines.push_back(say("script.end"));
    std::string out;
    for (const std::string& line : lines) out += read_aloud(line) + "\n";
    return out;
}

std::string poster_of(const Document& document, const PublicItem& item, Paper paper) {
    std::string main;
    for (const std::string& state : document.states)
        main += "<p class=\"state\">" + escaped(state) + "</p>\n";
    main += "<h1>" + escaped(clipped(document.title, kMostTitle)) + "</h1>\n";
    if (!document.summary.empty())
        main += "<p class=\"lead\">" + escaped(clipped(document.summary, kMostSentence)) + "</p>\n";
    Pager pager;
    put_parts(pager, poster_parts(document), {}, {});
    // what does not fit the wall is read on the board
    const std::string first = std::move(pager).pages().front();
    if (first.size() <= kMostPosterBytes) main += first;
    std::string foot = "<p>" + escaped(document.office) + "</p>\n";
    if (!document.phone.empty())
        foot += "<p>" + say("site.tel") + say("alert.colon") + escaped(document.phone) + "</p>\n";
    foot += "<p>" + say("poster.where") + "</p>\n<p>" +
            say("paper.published",
                {{"day", say_day(shanghai_day(item.revisions.front().envelope.published))}}) +
            " " + say("site.number", {{"number", item.id}}) + "</p>\n";
    return "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
           escaped(clipped(document.title, kMostTitle)) + "</title>\n<style>" + style_of(paper) +
           "</style>\n</head>\n<body>\n<main>\n" + main + "</main>\n<footer>\n" + foot +
           "</footer>\n</body>\n</html>\n";
}

std::string poster_policy(Paper paper) {
    const feed::Hash digest = feed::sha256(style_of(paper));
    return "default-src 'none'; style-src 'sha256-" + digest.base64() + "'";
}

}  // namespace villageboard::county::site
