#include "sync/fetch/folder_fetcher.h"

#include <array>
#include <cerrno>
#include <cstdio>

#include "content/model/error.h"

namespace villageboard::fetch {
namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Error unreadable(const std::string& path, const std::string& folder) {
    return {ErrorKind::retry, path + " can't be read.", folder};
}

}  // namespace

FolderFetcher::FolderFetcher(std::string folder) : folder_(std::move(folder)) {
    while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
}

GetReply FolderFetcher::get(const GetRequest& request, Sink& sink) {
    ++requests_;
    const std::string path = folder_ + "/" + request.path;
    if (!std::filesystem::is_directory(folder_))
        throw Error(ErrorKind::retry, "There is no folder " + folder_ + "; is the stick in?",
                    folder_);
    if (!std::filesystem::is_regular_file(path)) return {Got::missing};
    const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
    if (!file) throw unreadable(path, folder_);
    const std::uint64_t size = std::filesystem::file_size(path);
    if (request.from > 0 && request.from >= size) return {Got::nothing_more};
    if (size - request.from > request.limit) return {Got::oversize};
    if (std::fseek(file.get(), static_cast<long>(request.from), SEEK_SET) != 0)
        throw unreadable(path, folder_);
    const Got got = request.from > 0 ? Got::rest : Got::whole;
    sink.begin(got, {});
    std::uint64_t left = size - request.from;
    std::array<char, 65536> buffer{};
    while (left > 0) {
        const std::size_t part =
            std::fread(buffer.data(), 1, std::min<std::uint64_t>(buffer.size(), left), file.get());
        if (part == 0) throw unreadable(path, folder_);
        sink.add({buffer.data(), part});
        left -= part;
    }
    return {got};
}

PostReply FolderFetcher::post(const PostRequest&) {
    throw Error(ErrorKind::retry, folder_ + " is a folder and takes no requests.", folder_);
}

}  // namespace villageboard::fetch
