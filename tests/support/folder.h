/// A folder for one test, and what the files below it hold.
#pragma once
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace villageboard {

/// Empty, with a name of its own; removed with all in it at the end.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "board-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
};

/// Whether any file in the folder or below it holds these bytes.
inline bool stands_in(const std::filesystem::path& folder, const std::string& bytes) {
    return std::ranges::any_of(std::filesystem::recursive_directory_iterator(folder),
                               [&](const auto& entry) {
                                   if (!entry.is_regular_file()) return false;
                                   std::ifstream in(entry.path(), std::ios::binary);
                                   const std::string all{std::istreambuf_iterator<char>(in), {}};
                                   return all.find(bytes) != std::string::npos;
                               });
}

}  // namespace villageboard
