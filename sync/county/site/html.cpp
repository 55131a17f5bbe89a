#include "sync/county/site/html.h"

#include <algorithm>

#include "sync/county/site/words.h"

namespace villageboard::county::site {
namespace {

constexpr std::string_view kSentenceEnds[] = {"。", "！", "？", "；", ". ", "\n"};
constexpr std::size_t kFewestDigits = 3;

std::string_view escape_of(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (const auto escape = escape_of(c); !escape.empty())
            out += escape;
        else
            out += static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' ? ' ' : c;
    }
    return out;
}

std::vector<std::string_view> pieces_of(std::string_view text, std::size_t most) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    std::size_t sentence = 0;
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at + 1;
        while (next < text.size() && is_continuation(text[next])) ++next;
        const std::size_t cost = std::max(next - at, escape_of(text[at]).size());
        if (bytes + cost > most && at > begin) {
            const std::size_t cut = sentence > begin ? sentence : at;
            pieces.push_back(text.substr(begin, cut - begin));
            begin = sentence = cut;
            at = cut;
            bytes = 0;
            continue;
        }
        bytes += cost;
        at = next;
        for (const std::string_view end : kSentenceEnds)
            if (text.substr(begin, at - begin).ends_with(end)) sentence = at;
    }
    if (begin < text.size()) pieces.push_back(text.substr(begin));
    return pieces;
}

std::string phone_link(const std::string& phone) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool plain = std::ranges::all_of(
        phone, [&](char c) { return is_digit(c) || c == '-' || c == ' ' || c == '+'; });
    if (!plain || std::ranges::count_if(phone, is_digit) < static_cast<long>(kFewestDigits))
        return escaped(phone);
    std::string digits;
    for (const char c : phone)
        if (is_digit(c) || c == '+') digits += c;
    return "<a href=\"tel:" + digits + "\">" + escaped(phone) + "</a>";
}

std::string framed(const Frame& frame, const std::string& main, const std::string& foot) {
    std::string feeds;
    std::string feed_links;
    if (!frame.feeds.empty()) {
        feeds = "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"" + frame.feeds +
                "atom.xml\">\n<link rel=\"alternate\" type=\"application/feed+json\" href=\"" +
                frame.feeds + "feed.json\">\n";
        feed_links = "<p class=\"feeds\">" + say("site.feeds") + say("alert.colon") + "<a href=\"" +
                     frame.feeds + "atom.xml\">" + say("site.atom") + "</a><a href=\"" +
                     frame.feeds + "feed.json\">" + say("site.json") + "</a></p>\n";
    }
    const std::string header =
        frame.up_words.empty()
            ? std::string()
            : "<header><a href=\"" + frame.up + "\">" + escaped(frame.up_words) + "</a></header>\n";
    return "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
           escaped(frame.title) + "</title>\n<link rel=\"stylesheet\" href=\"" + frame.root +
           "site.css\">\n" + feeds + "</head>\n<body>\n" + header + "<main>\n" + main +
           "</main>\n<footer>\n" + foot + feed_links + "</footer>\n</body>\n</html>\n";
}

void Pager::add(std::string html, Kind kind) {
    if (kind == Kind::heading) {
        heading_ += html;
        return;
    }
    std::string piece = std::exchange(heading_, {}) + std::move(html);
    if (!pages_.back().empty() && pages_.back().size() + piece.size() > kMostPartBytes)
        pages_.emplace_back();
    pages_.back() += piece;
}

std::size_t Pager::room() const {
    const std::size_t used = pages_.back().size() + heading_.size();
    return used + kMostPieceBytes > kMostPartBytes ? kMostPartBytes - heading_.size()
                                                   : kMostPartBytes - used;
}

std::vector<std::string> Pager::pages() && {
    if (!heading_.empty()) add({});
    return std::move(pages_);
}

}  // namespace villageboard::county::site
