// What the screens see of an item, derived from its revisions and bodies.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "content/cache/names.h"
#include "content/cache/search_index.h"
#include "content/cache/writer.h"

namespace villageboard::cache {
namespace {

struct Step {
    std::uint32_t revision;
    Operation operation;
    Instant published;
    std::optional<Instant> expires;
};

std::string member(const nlohmann::json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// When what a notice announces is over: as it says, or with the day on which it begins.
std::optional<Instant> event_end(const nlohmann::json& body) {
    if (const auto until = parse_instant(member(body, "event_until"))) return until;
    if (const auto at = parse_instant(member(body, "event_at"))) return end_of(shanghai_day(*at));
    return std::nullopt;
}

bool carries_text(const Step& step) {
    return step.operation == Operation::publish || step.operation == Operation::correct;
}

ItemState state_after(const Step& newest, const Step& content, Instant now) {
    switch (newest.operation) {
        case Operation::withdraw:
            return ItemState::withdrawn;
        case Operation::retire:
            return ItemState::retired;
        case Operation::erase:
            return ItemState::erased;
        default:
            return content.expires && *content.expires <= now ? ItemState::expired
                                                              : ItemState::live;
    }
}

constexpr std::array kBestFirst{BodyState::present, BodyState::sealed, BodyState::purged,
                                BodyState::damaged};

}  // namespace

struct CacheWriter::Rendition {
    BodyState state = BodyState::absent;
    Audience audience = Audience::public_;
    std::string title;
    std::string plain_title;
    std::string summary;
    std::string reason;
    std::optional<Instant> event_end;
};

CacheWriter::Rendition CacheWriter::rendition(std::string_view id, std::uint32_t revision) {
    Rendition best;
    std::size_t best_rank = kBestFirst.size();
    Bytes content;
    // "village" sorts after "public", so of two present bodies the last one read is the village's
    Query rows = database_.query(
        "SELECT audience, state, content FROM body WHERE id = ? AND revision = ? ORDER BY "
        "audience");
    rows.bind(id, revision);
    while (rows.step()) {
        const BodyState state = body_state(rows.text(1));
        const auto rank = static_cast<std::size_t>(
            std::find(kBestFirst.begin(), kBestFirst.end(), state) - kBestFirst.begin());
        if (rank > best_rank) continue;
        best_rank = rank;
        best.state = state;
        best.audience = stored_audience(rows.text(0));
        content = rows.blob(2);
    }
    if (best.state != BodyState::present) return best;
    const auto body = nlohmann::json::parse(content, nullptr, false);
    if (!body.is_object()) return best;
    best.title = member(body, "title");
    best.plain_title = member(body, "plain_title");
    best.summary = member(body, "summary");
    best.reason = member(body, "reason");
    best.event_end = event_end(body);
    return best;
}

void CacheWriter::project(Transaction& transaction, std::string_view id, Instant now) {
    std::vector<Step> steps;
    {
        Query rows = database_.query(
            "SELECT revision, operation, published, expires FROM revision WHERE id = ?"
            " AND (embargo IS NULL OR embargo <= ? OR"
            " revision <= (SELECT newest FROM item WHERE item.id = revision.id)) ORDER BY "
            "revision");
        rows.bind(id, now);
        while (rows.step())
            steps.push_back({static_cast<std::uint32_t>(rows.integer(0)),
                             stored_operation(rows.text(1)), rows.instant(2),
                             rows.maybe_instant(3)});
    }
    const auto content = std::find_if(steps.rbegin(), steps.rend(), carries_text);
    if (content == steps.rend()) {
        database_.query("DELETE FROM item WHERE id = ?").bind(id).run();
        index_item(transaction, id, std::nullopt);
        return;
    }
    const Step& newest = steps.back();
    ItemState state = state_after(newest, *content, now);
    if (state == ItemState::live && was_expired(id, content->revision)) state = ItemState::expired;
    const bool own_text = state == ItemState::withdrawn || state == ItemState::erased;
    const std::uint32_t shown = own_text ? newest.revision : content->revision;
    Rendition text = rendition(id, content->revision);
    if (state == ItemState::withdrawn) text.summary = rendition(id, newest.revision).reason;
    database_
        .query(
            "INSERT OR REPLACE INTO item SELECT id, area, ?, ?, kind, catalogue, priority, ?, ?,"
            " ?, formed, ?, ?, expires, notice_from, notice_to, office, reviewers, \"group\","
            " ?, ?, ?, CASE kind WHEN 'notice' THEN ? END FROM revision"
            " WHERE id = ? AND revision = ?")
        .bind(shown, newest.revision, to_string(state), to_string(text.state),
              to_string(text.audience), own_text ? newest.published : content->published,
              steps.front().published, text.title, text.plain_title, text.summary, text.event_end,
              id, content->revision)
        .run();
    index_shown(transaction, id);
}

std::size_t CacheWriter::expire(Transaction& transaction, Instant now) {
    std::vector<std::string> over;
    {
        Query rows = database_.query("SELECT id FROM item WHERE state = 'live' AND expires <= ?");
        rows.bind(now);
        while (rows.step()) over.push_back(rows.text(0));
    }
    for (const std::string& id : over) {
        database_.query("UPDATE item SET state = 'expired' WHERE id = ?").bind(id).run();
        index_item(transaction, id, std::nullopt);
    }
    return over.size();
}

CacheWriter::Passed CacheWriter::pass_time(Transaction& transaction, Instant now) {
    Passed passed;
    std::vector<std::string> due;
    {
        Query rows = database_.query(
            "SELECT DISTINCT r.id FROM revision r LEFT JOIN item i ON i.id = r.id"
            " WHERE r.embargo <= ? AND (i.newest IS NULL OR i.newest < r.revision)");
        rows.bind(now);
        while (rows.step()) due.push_back(rows.text(0));
    }
    for (const std::string& id : due) project(transaction, id, now);
    passed.shown = due.size();
    passed.expired = expire(transaction, now);

    struct Purge {
        std::string id;
        std::uint32_t revision;
        std::string audience;
    };
    std::vector<Purge> purges;
    {
        Query rows = database_.query(
            "SELECT id, revision, audience FROM body"
            " WHERE state IN ('present', 'sealed') AND keep_until <= ?");
        rows.bind(now);
        while (rows.step())
            purges.push_back(
                {rows.text(0), static_cast<std::uint32_t>(rows.integer(1)), rows.text(2)});
    }
    for (const Purge& purge : purges) {
        database_
            .query(
                "UPDATE body SET state = 'purged', content = NULL"
                " WHERE id = ? AND revision = ? AND audience = ?")
            .bind(purge.id, purge.revision, purge.audience)
            .run();
        database_
            .query(
                "INSERT OR REPLACE INTO acknowledgement SELECT id, entry, 'keep_until', area, NULL"
                " FROM revision WHERE id = ? AND revision = ?")
            .bind(purge.id, purge.revision)
            .run();
        purge_files(transaction, purge.id, purge.revision, purge.audience);
        project(transaction, purge.id, now);
    }
    passed.purged = purges.size();
    return passed;
}

void CacheWriter::purge_files(Transaction& transaction, std::string_view id, std::uint32_t revision,
                              std::string_view audience) {
    std::vector<std::string> digests;
    {
        Query rows = database_.query(
            "SELECT DISTINCT digest FROM attachment"
            " WHERE id = ? AND revision = ? AND audience = ?");
        rows.bind(id, revision, audience);
        while (rows.step()) digests.push_back(rows.text(0));
    }
    database_.query("DELETE FROM attachment WHERE id = ? AND revision = ? AND audience = ?")
        .bind(id, revision, audience)
        .run();
    note_removals(transaction, digests);
}

bool CacheWriter::was_expired(std::string_view id, std::uint32_t revision) {
    return database_.query("SELECT 1 FROM item WHERE id = ? AND revision = ? AND state = 'expired'")
        .bind(id, revision)
        .step();
}

}  // namespace villageboard::cache
