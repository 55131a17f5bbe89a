/// A terminal that shows the honest state of an invented county, and what its source can be made to
/// say instead.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "content/cache/reader.h"
#include "sync/feed/tile.h"
#include "tests/sync/agent/simulated_county.h"

namespace villageboard::agent {

struct Scene {
    SimulatedCounty county;
    std::unique_ptr<Terminal> terminal;
    std::string first_id;

    Scene() {
        county.add_notice(kCounty, "县里通知");
        county.add_notice(kTown, "镇里通知");
        first_id = county.add_notice(kVillage, "第一条");
        county.add_notice(kVillage, "第二条");
        county.add_notice(kVillage, "第三条");
        county.publish_all();
        terminal = std::make_unique<Terminal>(county);
        terminal->enrol();
    }

    /// The file at `path` becomes what `change` makes of it.
    void tamper(const std::string& path, const std::function<void(std::string&)>& change) {
        terminal->at_county().lie = [path, change](const std::string& asked,
                                                   std::optional<std::string>& bytes) {
            if (asked != path) return;
            if (!bytes) bytes.emplace();
            change(*bytes);
        };
    }
    void serve(const std::string& path, const std::string& bytes) {
        tamper(path, [bytes](std::string& file) { file = bytes; });
    }
    void publish_one_more() {
        county.add_notice(kVillage, "第四条");
        county.publish(kVillage);
    }
    std::string pack_path() {
        const auto size = static_cast<unsigned>(county.feed(kVillage).entries.size());
        return "539921102205/" + feed::tile_path({feed::TileKind::pack, 0, 0, size});
    }
    /// Records of the village's feed with one of them changed: what a lying mirror serves.
    void serve_records(const std::function<void(std::vector<std::string>&)>& change) {
        std::vector<std::string> records;
        for (const auto& stored : county.feed(kVillage).entries) records.push_back(stored.record);
        change(records);
        std::string pack;
        for (const std::string& record : records) pack += record;
        serve(pack_path(), pack);
    }
};

/// Everything a terminal believes and shows, as text.
inline std::string picture(Terminal& terminal) {
    std::string text;
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    cache::ListQuery all;
    all.states = {cache::ItemState::live, cache::ItemState::expired, cache::ItemState::retired,
                  cache::ItemState::withdrawn, cache::ItemState::erased};
    for (const cache::ItemRow& item : cache.list(all))
        text += item.id + " " + std::to_string(item.revision) + " " + item.title + "\n";
    for (const cache::FeedRow& feed : cache.feeds())
        text += feed.area + " " + std::to_string(feed.size) + " " + feed.root + " " +
                format_instant(feed.confirmed) + "\n";
    TrustStore trust(terminal.data());
    for (const AreaCode& where : {kCounty, kTown, kVillage})
        if (const auto floor = trust.floor(where))
            text += where.digits() + " " + std::to_string(floor->size) + " " + floor->root.hex() +
                    " " + format_instant(floor->fresh) + "\n";
    return text + "root " + std::to_string(trust.root().version) + " time " +
           format_instant(trust.times().floor) + "\n";
}

inline std::string village_checkpoint() { return "539921102205/checkpoint"; }

}  // namespace villageboard::agent
