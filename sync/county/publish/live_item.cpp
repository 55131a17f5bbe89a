#include "sync/county/publish/live_item.h"

#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {

std::optional<LiveItem> live_item(Repository& repository, const AreaCode& area,
                                  const std::string& item) {
    if (!feed::is_item_id(item)) return std::nullopt;
    const auto row = repository.item(area.digits(), item);
    const auto kind = row ? parse_kind(row->kind) : std::nullopt;
    if (!kind || row->phase != "live") return std::nullopt;
    const feed::Dictionaries dictionaries =
        RepositorySource(repository, area.digits()).dictionaries();
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries;
    std::optional<LiveItem> found;
    repository.visit_entries(area.digits(), row->last_index, 1, [&](const EntryRow& entry) {
        const auto body = stored_body(entry, Audience::public_, keys);
        if (!body) return;
        found = LiveItem{*row, feed::read_entry(entry.entry).envelope,
                         parse_body(*kind, std::string_view(*body), Strictness::lenient)};
    });
    return found;
}

}  // namespace villageboard::county
