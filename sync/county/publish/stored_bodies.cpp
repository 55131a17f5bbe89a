#include "sync/county/publish/stored_bodies.h"

#include <nlohmann/json.hpp>

#include "content/catalogue/builtin.h"
#include "content/model/json_text.h"
#include "sync/county/calendar/village_list.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/reference_of.h"
#include "sync/feed/pack.h"

namespace villageboard::county {
namespace {

/// Enough for two years of monthly reports; older ones are no neighbours of a new one.
constexpr std::size_t kReportsLookedAt = 24;

std::optional<EntryRow> entry_at(Repository& repository, const std::string& area,
                                 std::uint64_t index) {
    std::optional<EntryRow> found;
    repository.visit_entries(area, index, 1, [&found](const EntryRow& row) { found = row; });
    return found;
}

/// A stored body without its salt, as the model reads it.
std::optional<Body> public_body(Repository& repository, const std::string& area, Kind kind,
                                const EntryRow& row) {
    const feed::Dictionaries dictionaries = RepositorySource(repository, area).dictionaries();
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries;
    const auto bytes = stored_body(row, Audience::public_, keys);
    if (!bytes) return std::nullopt;
    return parse_body(kind, std::string_view(*bytes), Strictness::lenient);
}

template <typename Table>
std::optional<Table> newest_table(Repository& repository, const std::string& area, Kind kind) {
    for (const ItemRow& item : repository.live_items(area, std::string(to_string(kind)))) {
        const auto row = entry_at(repository, area, item.last_index);
        if (!row) continue;
        if (auto body = public_body(repository, area, kind, *row)) return std::get<Table>(*body);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> stored_body(const EntryRow& row, Audience audience,
                                       const feed::FrameKeys& keys) {
    const feed::OpenedEntry opened = feed::read_entry(row.entry);
    const auto record = feed::PackReader(row.record).next();
    if (opened.verdict != feed::Verdict::verified || !record) return std::nullopt;
    const auto& bodies = opened.envelope.bodies;
    for (std::size_t i = 0; i < bodies.size() && i < record->body_frames.size(); ++i) {
        if (bodies[i].audience != audience) continue;
        auto frame = feed::open_frame(record->body_frames[i], bodies[i].size, keys);
        if (frame.verdict != feed::Verdict::verified || frame.erased) return std::nullopt;
        return std::move(frame.body);
    }
    return std::nullopt;
}

ReferenceData ReferenceData::load(Repository& repository, const AreaCode& county) {
    const std::string& area = county.digits();
    auto catalogue = newest_table<CatalogueTable>(repository, area, Kind::catalogue);
    auto calendar = newest_table<CalendarTable>(repository, area, Kind::calendar);
    auto areas = newest_table<AreasTable>(repository, area, Kind::areas);
    ReferenceData data{Catalogue(catalogue ? std::move(*catalogue) : builtin_catalogue()),
                       Calendar(calendar ? std::move(calendar->years) : builtin_calendar().years),
                       std::nullopt};
    if (areas) data.areas.emplace(std::move(areas->rows));
    return data;
}

ReferenceData reference_of(Repository& repository, const AreaCode& county, const AreaCode& area) {
    ReferenceData data = ReferenceData::load(repository, county);
    data.catalogue = with_own_items(repository, data.catalogue, area);
    return data;
}

std::vector<LegalBasisRow> legal_bases(Repository& repository, const AreaCode& county) {
    auto table = newest_table<LegalBasisTable>(repository, county.digits(), Kind::legal_basis);
    return table ? std::move(table->rows) : builtin_legal_bases().rows;
}

std::optional<Finance> previous_report(Repository& repository, const std::string& area,
                                       const std::string& catalogue, Day before) {
    std::optional<Finance> newest;
    std::size_t looked_at = 0;
    for (const ItemRow& item : repository.live_items(area, std::string(to_string(Kind::finance)))) {
        if (++looked_at > kReportsLookedAt) break;
        const auto row = entry_at(repository, area, item.last_index);
        if (!row || feed::read_entry(row->entry).envelope.catalogue != catalogue) continue;
        const auto body = public_body(repository, area, Kind::finance, *row);
        if (!body) continue;
        const auto& report = std::get<Finance>(*body);
        if (report.period.to < before && (!newest || newest->period.to < report.period.to))
            newest = report;
    }
    return newest;
}

}  // namespace villageboard::county
