#include "sync/county/site/item_pages.h"

#include <algorithm>

#include "sync/county/api/csv.h"
#include "sync/county/site/document.h"
#include "sync/county/site/parts.h"
#include "sync/county/site/words.h"

namespace villageboard::county::site {
namespace {

constexpr std::size_t kMostTitle = 200;
constexpr std::size_t kMostWindowTitle = 60;
/// Older ones stay in the signed log; nobody reads the fiftieth correction on a phone.
constexpr std::size_t kMostEarlier = 50;
constexpr const char* kRoot = "../../";
constexpr const char* kFeedRoot = "../../../";

std::optional<Instant> public_keep(const feed::Envelope& envelope) {
    for (const feed::BodyRef& body : envelope.bodies)
        if (body.audience == Audience::public_) return body.keep_until;
    return std::nullopt;
}

bool past(const std::optional<Instant>& at, Instant now) { return at && *at <= now; }

bool embargoed(const PublicRevision& revision, Instant now) {
    return revision.envelope.embargo && *revision.envelope.embargo > now;
}

bool has_public(const feed::Envelope& envelope) {
    return std::ranges::any_of(envelope.bodies, [](const feed::BodyRef& body) {
        return body.audience == Audience::public_;
    });
}

/// "index.html", "page-2.html"; "r3.html", "r3-2.html".
std::string page_name(const std::string& base, std::size_t page) {
    if (page == 0) return base + ".html";
    return (base == "index" ? "page" : base) + "-" + std::to_string(page + 1) + ".html";
}

std::string state_line(const std::string& words, const char* look) {
    return "<p class=\"state " + std::string(look) + "\">" + escaped(words) + "</p>\n";
}

/// Writes the files of one item.
class PageWriter {
  public:
    PageWriter(const PublicItem& item, const std::string& area_name, Instant now)
        : item_(item), area_name_(area_name), now_(now) {}

    ItemPages write() && {
        out_.shown = shown_of(item_, now_);
        if (out_.shown.standing == Standing::hidden) return std::move(out_);
        if (out_.shown.revision == nullptr) {
            bare();
            return std::move(out_);
        }
        const Document document = document_at(*out_.shown.revision);
        out_.title = document.title;
        out_.summary = document.summary;
        out_.office = document.office;
        newest(document);
        for (const PublicRevision* revision : earlier()) older(*revision);
        return std::move(out_);
    }

  private:
    Document document_at(const PublicRevision& revision) const {
        return document_of(*revision.body, revision.envelope, shanghai_day(now_));
    }

    /// Those whose words may still be read, newest first.
    std::vector<const PublicRevision*> earlier() const {
        std::vector<const PublicRevision*> all;
        for (const PublicRevision& one : item_.revisions)
            if (one.body && one.envelope.revision < out_.shown.revision->envelope.revision &&
                !embargoed(one, now_) && !past(public_keep(one.envelope), now_))
                all.push_back(&one);
        std::ranges::reverse(all);
        if (all.size() > kMostEarlier) all.resize(kMostEarlier);
        return all;
    }

    /// A page without the item's words.
    void bare() {
        const auto& envelope = item_.revisions.front().envelope;
        std::string words = say("site.gone_title");
        std::string state = say("site.kept_out");
        if (out_.shown.standing == Standing::withdrawn) {
            words = say("site.withdrawn_title");
            state = item_.reason.empty() ? say("site.withdrawn")
                                         : say("site.withdrawn_why", {{"reason", item_.reason}});
        } else if (out_.shown.standing == Standing::erased) {
            words = say("site.erased_title");
            state = say("site.erased");
        } else if (out_.shown.standing == Standing::unreadable) {
            state = say("site.unreadable");
        }
        out_.title = words;
        Pager pager;
        for (const auto piece : pieces_of(state, kMostPieceBytes))
            pager.add(state_line(std::string(piece), "warn"));
        FactsPart facts;
        facts.facts.push_back({say("site.published"), say_instant(envelope.published)});
        if (item_.updated != envelope.published && out_.shown.standing != Standing::kept_out)
            facts.facts.push_back({say("site.updated"), say_instant(item_.updated)});
        put_parts(pager, {{std::move(facts), {}}}, kFeedRoot, {});
        put_pages("index", words, std::move(pager));
    }

    void states(Pager& pager, const Document& document) const {
        const feed::Envelope& envelope = out_.shown.revision->envelope;
        switch (out_.shown.standing) {
            case Standing::retired:
                pager.add(state_line(say("site.retired"), "warn"));
                break;
            case Standing::expired:
                pager.add(state_line(say("site.expired", {{"day", say_instant(*envelope.expires)}}),
                                     "warn"));
                break;
            default:
                if (document.states.empty()) pager.add(state_line(say("site.current"), "good"));
        }
        for (const std::string& state : document.states) pager.add(state_line(state, "warn"));
        if (envelope.revision > 1 && document.change)
            pager.add(state_line(
                say("site.corrected", {{"n", std::to_string(envelope.revision)},
                                       {"day", say_day(shanghai_day(envelope.published))}}),
                "warn"));
    }

    static void lead(Pager& pager, const Document& document) {
        if (!document.plain_title.empty() && document.plain_title != document.title)
            pager.add("<p class=\"plain\">" + escaped(clipped(document.plain_title, kMostTitle)) +
                      "</p>\n");
        for (const auto piece : pieces_of(document.summary, kMostPieceBytes))
            pager.add("<p class=\"lead\">" + escaped(piece) + "</p>\n");
    }

    /// What the envelope tells, which no author writes.
    static FactsPart record(const Document& document, const feed::Envelope& envelope) {
        FactsPart facts;
        const auto add = [&](const char* key, std::string value) {
            facts.facts.push_back({say(key), std::move(value)});
        };
        add("site.office", document.office);
        add("site.published", say_instant(envelope.published));
        if (envelope.formed) add("site.formed", say_day(*envelope.formed));
        if (envelope.notice_from && envelope.notice_to)
            add("more.notice", say("event.span", {{"from", say_day(*envelope.notice_from)},
                                                  {"to", say_day(*envelope.notice_to)}}));
        if (envelope.expires) add("site.expires", say_instant(*envelope.expires));
        if (const auto keep = public_keep(envelope)) add("site.keep_until", say_instant(*keep));
        if (!envelope.catalogue.empty()) add("site.catalogue", envelope.catalogue);
        return facts;
    }

    void content(Pager& pager, const Document& document, const feed::Envelope& envelope,
                 const std::string& tables) const {
        put_parts(pager, document.parts, kFeedRoot, tables);
        if (!document.phone.empty())
            pager.add("<p class=\"lead\">" + say("site.tel") + say("alert.colon") +
                      phone_link(clipped(document.phone, kMostTitle)) + "</p>\n");
        if (document.change) put_change(pager, *document.change);
        pager.add("<h2>" + say("more.record") + "</h2>\n", Pager::Kind::heading);
        put_parts(pager, {{record(document, envelope), {}}}, kFeedRoot, {});
    }

    void newest(const Document& document) {
        Pager pager;
        states(pager, document);
        lead(pager, document);
        content(pager, document, out_.shown.revision->envelope, "table-");
        std::string links;
        for (const PublicRevision* one : earlier()) {
            const auto& envelope = one->envelope;
            links +=
                "<li><a href=\"" + page_name("r" + std::to_string(envelope.revision), 0) + "\">" +
                say("site.earlier_link", {{"n", std::to_string(envelope.revision)},
                                          {"day", say_day(shanghai_day(envelope.published))}}) +
                "</a></li>";
        }
        if (!links.empty())
            pager.add("<h2>" + say("site.earlier") + "</h2>\n<ul>" + links + "</ul>\n");
        put_pages("index", document.title, std::move(pager));
        put_tables(document);
    }

    void put_tables(const Document& document) {
        std::size_t count = 0;
        for (const Part& part : document.parts) {
            const auto* table = std::get_if<TablePart>(&part.what);
            if (table == nullptr) continue;
            CsvTable csv(table->header);
            for (const auto& cells : table->rows) {
                CsvRow row;
                for (const Cell& one : cells)
                    row.push_back(one.plain.empty() ? one.text : one.plain);
                csv.add(row);
            }
            out_.files["table-" + std::to_string(++count) + ".csv"] = csv.text();
        }
    }

    void older(const PublicRevision& revision) {
        const Document document = document_at(revision);
        const std::string number = std::to_string(revision.envelope.revision);
        Pager pager;
        pager.add(state_line(
            say("site.revision",
                {{"n", number}, {"day", say_day(shanghai_day(revision.envelope.published))}}),
            "warn"));
        pager.add("<p class=\"files\"><a href=\"index.html\">" + say("site.newest_revision") +
                  "</a></p>\n");
        lead(pager, document);
        content(pager, document, revision.envelope, {});
        put_pages("r" + number, document.title, std::move(pager));
    }

    void put_pages(const std::string& base, const std::string& title, Pager pager) {
        const std::vector<std::string> pages = std::move(pager).pages();
        for (std::size_t i = 0; i < pages.size(); ++i) {
            std::string main = "<h1>" + escaped(clipped(title, kMostTitle)) + "</h1>\n";
            std::string nav;
            if (pages.size() > 1) {
                main += "<p class=\"plain\">" +
                        say("site.page",
                            {{"n", std::to_string(i + 1)}, {"all", std::to_string(pages.size())}}) +
                        "</p>\n";
                const auto link = [&](std::size_t page, const char* rel, const char* key) {
                    nav += "<a rel=\"" + std::string(rel) + "\" href=\"" + page_name(base, page) +
                           "\">" + say(key) + "</a>";
                };
                if (i > 0) link(i - 1, "prev", "site.previous");
                if (i + 1 < pages.size()) link(i + 1, "next", "site.next");
                nav = "<nav>" + nav + "</nav>\n";
            }
            const Frame frame{.title = clipped(title, kMostWindowTitle),
                              .up = "../",
                              .up_words = say("site.board", {{"area", area_name_}}),
                              .root = kRoot,
                              .feeds = {}};
            out_.files[page_name(base, i)] =
                framed(frame, main + pages[i] + nav,
                       "<p>" + say("site.public") + "</p>\n<p>" +
                           say("site.number", {{"number", item_.id}}) + "</p>\n");
        }
    }

    const PublicItem& item_;
    const std::string& area_name_;
    Instant now_;
    ItemPages out_;
};

}  // namespace

std::string_view to_string(Standing standing) {
    constexpr std::string_view kWords[] = {"hidden",    "live",   "retired",  "expired",
                                           "withdrawn", "erased", "kept_out", "unreadable"};
    return kWords[static_cast<std::size_t>(standing)];
}

Shown shown_of(const PublicItem& item, Instant now) {
    Shown shown;
    const PublicRevision* newest = nullptr;
    bool any_public = false;
    for (const PublicRevision& one : item.revisions) {
        if (embargoed(one, now)) continue;
        newest = &one;
        any_public = any_public || has_public(one.envelope);
    }
    if (newest == nullptr || !any_public) return shown;
    shown.newest = newest->envelope.revision;
    if (item.phase == feed::ItemPhase::erased) {
        shown.standing = Standing::erased;
    } else if (item.phase == feed::ItemPhase::withdrawn) {
        shown.standing = Standing::withdrawn;
    } else if (!has_public(newest->envelope) || past(public_keep(newest->envelope), now)) {
        shown.standing = Standing::kept_out;
    } else if (!newest->body) {
        shown.standing = Standing::unreadable;
    } else {
        shown.revision = newest;
        shown.standing = item.phase == feed::ItemPhase::retired ? Standing::retired
                         : past(newest->envelope.expires, now)  ? Standing::expired
                                                                : Standing::live;
    }
    return shown;
}

std::optional<Instant> changes_at(const PublicItem& item, Instant now) {
    std::optional<Instant> next;
    const auto consider = [&](const std::optional<Instant>& at) {
        if (at && *at > now && (!next || *at < *next)) next = at;
    };
    for (const PublicRevision& one : item.revisions) {
        consider(one.envelope.embargo);
        consider(one.envelope.expires);
        consider(public_keep(one.envelope));
        if (!one.body) continue;
        if (const auto* policy = std::get_if<Policy>(&*one.body); policy && policy->repealed_on)
            consider(start_of(*policy->repealed_on));
        if (const auto* asked = std::get_if<Consultation>(&*one.body)) {
            consider(start_of(asked->open_from));
            consider(end_of(asked->open_to));
        }
    }
    return next;
}

ItemPages pages_of(const PublicItem& item, const std::string& area_name, Instant now) {
    return PageWriter(item, area_name, now).write();
}

}  // namespace villageboard::county::site
