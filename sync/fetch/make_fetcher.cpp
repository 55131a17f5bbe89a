#include "content/model/error.h"
#include "sync/fetch/fetcher.h"
#include "sync/fetch/folder_fetcher.h"
#include "sync/fetch/http_fetcher.h"

namespace villageboard::fetch {

std::unique_ptr<Fetcher> make_fetcher(const std::string& source, PlainHttp plain) {
    if (source.empty()) throw Error(ErrorKind::invalid, "A county is a URL or a folder.");
    const std::string folder = folder_of(source);
    if (!folder.empty()) return std::make_unique<FolderFetcher>(folder);
    return std::make_unique<HttpFetcher>(source, HttpOptions{.plain = plain});
}

}  // namespace villageboard::fetch
