#include "sync/county/keep/manifest.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>

#include "content/model/error.h"
#include "sync/feed/bytes.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPiece = 1024 * 1024;
constexpr std::uintmax_t kMostManifest = 256 * 1024 * 1024;

Error refused(const std::filesystem::path& file) {
    return Error(
        ErrorKind::retry,
        file.string() + " can't be written (" + std::strerror(errno) + "); is the disk full?",
        file.string());
}

/// A new file, closed when it goes.
class Output {
  public:
    explicit Output(std::filesystem::path file) : file_(std::move(file)) {
        std::error_code ignored;
        std::filesystem::create_directories(file_.parent_path(), ignored);
        descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (descriptor_ < 0) throw refused(file_);
    }
    ~Output() { ::close(descriptor_); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void add(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw refused(file_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() {
        if (::fsync(descriptor_) != 0) throw refused(file_);
    }

  private:
    std::filesystem::path file_;
    int descriptor_;
};

// Hands a file's bytes on piece by piece; false when there is no such file.
template <typename Take>
bool read_pieces(const std::filesystem::path& file, Take&& take) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return false;
    std::string piece(kPiece, '\0');
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        take(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
    }
    if (in.bad())
        throw Error(ErrorKind::retry, file.string() + " can't be read; look at the disk.",
                    file.string());
    return true;
}

}  // namespace

bool copy_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::unique_ptr<Output> out;
    const bool found = read_pieces(from, [&](std::string_view piece) {
        if (!out) out = std::make_unique<Output>(to);
        out->add(piece);
    });
    if (out) out->sync();
    return found;
}

void write_durably(const std::filesystem::path& file, const std::string& bytes) {
    Output out(file);
    out.add(bytes);
    out.sync();
}

void sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) throw refused(folder);
}

bool lies_inside(const std::filesystem::path& folder, const std::filesystem::path& of) {
    const auto relative = std::filesystem::weakly_canonical(folder).lexically_relative(
        std::filesystem::weakly_canonical(of));
    return !relative.empty() && *relative.begin() != "..";
}

// A trailing slash would put the folder's other name inside of it.
std::filesystem::path partial_of(const std::filesystem::path& folder) {
    std::filesystem::path name = std::filesystem::absolute(folder).lexically_normal();
    if (!name.has_filename()) name = name.parent_path();
    return name.string() + ".partial";
}

KeptFile described(const std::filesystem::path& folder, const std::string& path) {
    crypto_hash_sha256_state state;
    ::crypto_hash_sha256_init(&state);
    KeptFile kept{path, 0, {}};
    read_pieces(folder / path, [&](std::string_view piece) {
        kept.size += piece.size();
        ::crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                                    piece.size());
    });
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    ::crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    kept.sha256 = feed::to_hex(digest);
    return kept;
}

std::vector<std::string> files_below(const std::filesystem::path& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_directory()) continue;
        const std::string path = entry.path().lexically_relative(folder).generic_string();
        if (!entry.is_regular_file() || entry.is_symlink())
            throw Error(ErrorKind::rejected, path + " is no plain file; nothing was taken.", path);
        paths.push_back(path);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string write_manifest(const std::filesystem::path& folder, Json about) {
    Json files = Json::array();
    for (const std::string& path : files_below(folder)) {
        if (path == kManifestFile) continue;
        const KeptFile kept = described(folder, path);
        files.push_back({{"path", kept.path}, {"size", kept.size}, {"sha256", kept.sha256}});
    }
    about["files"] = std::move(files);
    const std::string bytes = about.dump(1) + "\n";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_directory()) sync_folder(entry.path());
    write_durably(folder / kManifestFile, bytes);
    sync_folder(folder);
    return feed::sha256(bytes).hex();
}

Json verified_manifest(const std::filesystem::path& folder) {
    std::string bytes;
    std::error_code error;
    if (std::filesystem::file_size(folder / kManifestFile, error) > kMostManifest || error)
        throw Error(ErrorKind::rejected,
                    "The folder " + folder.string() +
                        " has no manifest.json: it is none of ours, or was never finished.");
    read_pieces(folder / kManifestFile, [&](std::string_view piece) { bytes += piece; });
    Json manifest = Json::parse(bytes, nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_array())
        throw Error(ErrorKind::rejected, "The manifest.json of " + folder.string() +
                                             " is damaged; nothing was taken from it.");
    std::map<std::string, KeptFile> listed;
    try {
        for (const Json& file : manifest["files"]) {
            KeptFile kept{file.at("path"), file.at("size"), file.at("sha256")};
            listed[kept.path] = kept;
        }
    } catch (const Json::exception&) {
        throw Error(ErrorKind::rejected, "The manifest.json of " + folder.string() +
                                             " is damaged; nothing was taken from it.");
    }
    for (const std::string& path : files_below(folder)) {
        if (path == kManifestFile) continue;
        const auto found = listed.find(path);
        if (found == listed.end())
            throw Error(ErrorKind::rejected,
                        "The file " + path +
                            " is not in the manifest; take it out of the "
                            "folder if it was put there by hand.",
                        path);
        const KeptFile kept = described(folder, path);
        if (kept.size != found->second.size || kept.sha256 != found->second.sha256)
            throw Error(ErrorKind::rejected,
                        "The file " + path + " is not what the manifest says; nothing was taken.",
                        path);
        listed.erase(found);
    }
    if (!listed.empty())
        throw Error(ErrorKind::rejected,
                    "The file " + listed.begin()->first + " is missing; nothing was taken.",
                    listed.begin()->first);
    return manifest;
}

std::string manifest_digest(const std::filesystem::path& folder) {
    std::string bytes;
    if (!read_pieces(folder / kManifestFile, [&](std::string_view piece) { bytes += piece; }))
        return {};
    return feed::sha256(bytes).hex();
}

}  // namespace villageboard::county
