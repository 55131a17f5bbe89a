#include "sync/county/publish/verification.h"

#include "content/model/error.h"
#include "sync/county/keyring.h"
#include "sync/feed/root.h"
#include "sync/feed/tile.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::county {
namespace {

/// A feed behind sync/fetch.
class FetchedSource : public feed::ByteSource {
  public:
    explicit FetchedSource(const std::string& source)
        : fetcher_(fetch::make_fetcher(source, fetch::PlainHttp::anywhere)) {}

    std::optional<std::string> get(const std::string& path, std::uint64_t offset,
                                   std::uint64_t limit) override {
        fetch::MemorySink sink;
        fetch::GetRequest request;
        request.path = path;
        request.from = offset;
        // One byte more, so that a file over the limit shows itself as one.
        request.limit = limit + (offset == 0 ? 0 : 1);
        const fetch::GetReply reply = fetcher_->get(request, sink);
        switch (reply.got) {
            case fetch::Got::whole:
                return sink.bytes().substr(0, limit);
            case fetch::Got::rest:
                return sink.bytes().substr(0, limit);
            case fetch::Got::oversize:
                return sink.bytes().substr(0, limit);
            case fetch::Got::nothing_more:
                return std::string();
            default:
                return std::nullopt;
        }
    }

  private:
    std::unique_ptr<fetch::Fetcher> fetcher_;
};

}  // namespace

feed::Root newest_root(OpenedCounty& county) {
    const Tools tools = county.tools();
    std::optional<feed::Root> root;
    for (std::uint64_t version = 1;; ++version) {
        const auto note = tools.files.read(feed::root_path(version));
        if (!note) break;
        const feed::OpenedRoot opened =
            root ? feed::open_next_root(*note, *root) : feed::open_first_root(*note);
        if (opened.verdict != feed::Verdict::verified)
            throw Error(ErrorKind::rejected, "The file " + feed::root_path(version) +
                                                 " is not valid (" +
                                                 std::string(feed::to_string(opened.verdict)) +
                                                 "); copy it back from a backup.");
        root = opened.root;
    }
    if (!root)
        throw Error(ErrorKind::rejected,
                    "The feed folder has no root/1; copy it back from a backup or a mirror.");
    return *root;
}

std::unique_ptr<feed::ByteSource> open_source(const std::string& source) {
    const std::string folder = fetch::folder_of(source);
    if (folder.empty()) return std::make_unique<FetchedSource>(source);
    std::filesystem::path root = folder;
    if (std::filesystem::is_directory(root / "feed")) root /= "feed";
    return std::make_unique<feed::FolderSource>(root);
}

std::vector<VerifiedFeed> verify_county(OpenedCounty& county) {
    const feed::Root root = newest_root(county);
    feed::FolderSource source(county.feed_folder());
    Keyring keyring(county.tools());
    std::vector<VerifiedFeed> all;
    for (const std::string& digits : county.repository().areas()) {
        feed::VerifyOptions options;
        options.area = parse_area(digits);
        options.keys = root.checkpoint_keys(options.area);
        options.publishers = root.publishers;
        options.village_keys = keyring.all(options.area);
        all.push_back({digits, feed::verify_feed(source, options)});
    }
    return all;
}

VerifiedFeed verify_source(const std::string& source, const std::string& vkey) {
    const auto key = feed::VerifierKey::parse(vkey);
    const auto slash = key ? key->name().rfind('/') : std::string::npos;
    const auto area =
        slash == std::string::npos ? std::nullopt : AreaCode::parse(key->name().substr(slash + 1));
    if (!area)
        throw Error(ErrorKind::invalid,
                    "The key given with --vkey is no log key of a feed; 'key show' prints it as "
                    "NAME/AREA+ID+KEY.");
    feed::VerifyOptions options;
    options.area = *area;
    options.keys = {key->name(), {*key}, {}};
    const auto files = open_source(source);
    return {area->digits(), feed::verify_feed(*files, options)};
}

}  // namespace villageboard::county
