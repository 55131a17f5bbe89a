#include "sync/county/desk/versions.h"

#include "sync/county/desk/path.h"
#include "sync/county/keyring.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {

std::vector<ItemVersion> Versions::of(const Actor& actor, const AreaCode& area,
                                      const std::string& item) {
    const auto entries = tools_.repository.entries_of_item(area.digits(), item);
    const std::string catalogue =
        entries.empty() ? "" : feed::read_entry(entries.back().entry).envelope.catalogue;
    if (entries.empty() || !may_read(actor, area, catalogue))
        throw Refusal(RefusalKind::unknown, "unknown", "There is no such item in this area.");
    const feed::Dictionaries dictionaries =
        RepositorySource(tools_.repository, area.digits()).dictionaries();
    const feed::VillageKeys village = Keyring(tools_).all(area);
    std::vector<ItemVersion> versions;
    nlohmann::ordered_json last;
    for (const EntryRow& row : entries) {
        const feed::SealContext context{feed::feed_origin(tools_.settings.origin, area), row.item,
                                        row.revision};
        const feed::FrameKeys keys{
            .dictionaries = &dictionaries, .village = &village, .context = &context};
        auto bytes = stored_body(row, Audience::village, keys);
        if (!bytes) bytes = stored_body(row, Audience::public_, keys);
        ItemVersion version{row.index, feed::read_entry(row.entry).envelope, {}, {}};
        if (bytes) version.body = nlohmann::ordered_json::parse(*bytes, nullptr, false);
        if (version.body.is_discarded()) version.body = nullptr;
        if (version.body.is_object()) version.body.erase("salt");
        const bool carries = version.body.is_object() && !version.body.contains("reason");
        if (carries) {
            if (last.is_object()) version.changes = figure_changes(last, version.body);
            last = version.body;
        }
        versions.push_back(std::move(version));
    }
    return versions;
}

}  // namespace villageboard::county
