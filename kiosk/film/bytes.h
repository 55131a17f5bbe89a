/// Bytes that are read in pieces where they lie: a film's file is never in memory as a whole.
/// One reader; any thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace villageboard::film {

class Bytes {
  public:
    virtual ~Bytes() = default;
    virtual std::uint64_t size() const = 0;
    /// Fills `to` from byte `at` on; false if there are not so many, or they can't be read.
    virtual bool read(std::uint64_t at, std::span<std::byte> to) = 0;
};

/// Points into memory, which must outlive it.
class MemoryBytes : public Bytes {
  public:
    explicit MemoryBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
    std::uint64_t size() const override { return bytes_.size(); }
    bool read(std::uint64_t at, std::span<std::byte> to) override;

  private:
    std::span<const std::byte> bytes_;
};

/// A file, held open: what was verified stays what is read although another takes its name.
class FileBytes : public Bytes {
  public:
    /// is_open() is false where there is no such regular file.
    explicit FileBytes(const std::filesystem::path& file);
    ~FileBytes() override;
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    std::uint64_t size() const override { return size_; }
    bool read(std::uint64_t at, std::span<std::byte> to) override;

  private:
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace villageboard::film
