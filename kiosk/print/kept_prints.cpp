#include "kiosk/print/kept_prints.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "content/cache/database.h"
#include "content/model/error.h"

namespace villageboard::print {
namespace {

constexpr std::string_view kPrefix = "print-";

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw Error(ErrorKind::retry, "a print can't be kept", path.string());
}

// Numbers of the prints that are there, in order.
std::vector<std::pair<unsigned, std::filesystem::path>> kept(const std::filesystem::path& folder) {
    std::vector<std::pair<unsigned, std::filesystem::path>> all;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(kPrefix) || entry.path().extension() != ".pdf") continue;
        unsigned number = 0;
        const char* end = name.data() + name.size();
        if (std::from_chars(name.data() + kPrefix.size(), end, number).ec == std::errc{})
            all.emplace_back(number, entry.path());
    }
    if (failure) fail(folder);
    std::sort(all.begin(), all.end());
    return all;
}

void write(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        fail(path);
    }
    cache::sync_path(path);
}

}  // namespace

std::filesystem::path keep_print(const std::filesystem::path& folder, std::string_view bytes,
                                 std::size_t most) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) fail(folder);
    auto all = kept(folder);
    char name[32];
    std::snprintf(name, sizeof name, "print-%04u.pdf", all.empty() ? 1 : all.back().first + 1);
    const std::filesystem::path path = folder / name;
    const std::filesystem::path part = folder / "part";
    write(part, bytes);
    std::filesystem::rename(part, path, failure);
    if (failure) fail(path);
    cache::sync_path(folder);
    for (std::size_t i = 0; i + most <= all.size(); ++i)
        std::filesystem::remove(all[i].second, failure);
    return path;
}

}  // namespace villageboard::print
