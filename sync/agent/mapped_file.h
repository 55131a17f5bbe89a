/// A file's bytes without reading them all into memory. The file must not shrink meanwhile.
#pragma once
#include <filesystem>
#include <string_view>

namespace villageboard::agent {

class MappedFile {
  public:
    /// Throws Error(retry) when the file can't be read.
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return bytes_; }

  private:
    std::string_view bytes_;
};

}  // namespace villageboard::agent
