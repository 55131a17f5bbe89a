#include "sync/county/publish/exporter.h"

#include <algorithm>
#include <set>

#include "content/model/error.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/tile.h"
#include "sync/feed/writer.h"

namespace villageboard::county {
namespace {

class Copier {
  public:
    Copier(const Tools& tools, feed::FileSystem& to) : tools_(tools), to_(to) {}

    void feed(const std::string& area) {
        const auto note = tools_.files.read(area + "/checkpoint");
        if (!note)
            throw Error(ErrorKind::invalid,
                        "The area " + area + " has no feed yet; publish something in it first.");
        const auto parsed = feed::parse_note(*note);
        const auto checkpoint =
            parsed ? feed::parse_checkpoint(parsed->text) : std::optional<feed::Checkpoint>{};
        if (!checkpoint)
            throw Error(ErrorKind::corrupt, "The checkpoint of the feed " + area +
                                                " is damaged; start 'serve' once to repair it.");
        for (const feed::Tile& tile : feed::tiles_of(checkpoint->size)) copy_tile(area, tile);
        for (const std::string& digest : tools_.repository.blobs(area))
            if (const auto blob = feed::Hash::from_hex(digest)) copy(feed::blob_path(*blob));
        copy_folder("root");
        copy_folder("keys");
        put(area + "/checkpoint", *note);
        ++report_.feeds;
    }

    const ExportReport& report() const { return report_; }

  private:
    /// A partial may have grown since the checkpoint was read, or have become a full tile: a longer
    /// one begins with the same bytes, so its first bytes are what a reader will ask for.
    void copy_tile(const std::string& area, const feed::Tile& tile) {
        const std::string path = area + "/" + feed::tile_path(tile);
        if (copy(path)) return;
        throw Error(ErrorKind::retry,
                    "The file " + path + " went away while it was copied; export once more.");
    }

    bool copy(const std::string& path) {
        const auto bytes = tools_.files.read(path);
        if (!bytes) return false;
        put(path, *bytes);
        return true;
    }

    void copy_folder(const std::string& folder) {
        for (const std::string& name : tools_.files.list(folder))
            if (!name.ends_with("/") && name.find(".tmp") == std::string::npos)
                copy(folder + "/" + name);
    }

    void put(const std::string& path, const std::string& bytes) {
        const auto present = to_.info(path);
        if (present && present->size == bytes.size() && to_.read(path) == bytes) return;
        feed::replace_file(to_, path, bytes, tools_.clock());
        ++report_.files;
        report_.bytes += bytes.size();
    }

    Tools tools_;
    feed::FileSystem& to_;
    ExportReport report_;
};

/// Attachments and dictionaries that were erased since the last export.
void drop_erased_blobs(const Tools& tools, feed::FileSystem& to) {
    std::set<std::string> kept;
    for (const std::string& area : tools.repository.areas())
        for (const std::string& digest : tools.repository.blobs(area)) kept.insert(digest);
    for (const std::string& folder : to.list("blob"))
        for (const std::string& name : to.list("blob/" + folder)) {
            const std::string digest = folder.substr(0, 2) + name;
            if (const auto blob = feed::Hash::from_hex(digest); blob && !kept.contains(digest))
                feed::remove_blob(to, *blob);
        }
}

}  // namespace

ExportReport export_feeds(const Tools& tools, feed::FileSystem& to,
                          const std::vector<AreaCode>& areas) {
    std::vector<std::string> chosen;
    for (const AreaCode& area : areas)
        for (const AreaCode& step : area.path())
            if (std::ranges::find(chosen, step.digits()) == chosen.end())
                chosen.push_back(step.digits());
    const bool everything = areas.empty();
    if (everything) chosen = tools.repository.areas();
    Copier copier(tools, to);
    for (const std::string& area : chosen) copier.feed(area);
    if (everything) drop_erased_blobs(tools, to);
    return copier.report();
}

}  // namespace villageboard::county
