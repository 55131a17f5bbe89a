/// Runs: 4^L whole tiles in one zstd stream (level 19, window at most 8 MiB, no dictionary), three
/// times smaller than their packs, for a first sync.
/// Record: u16 entry length, entry; u8 number of bodies; per body u32 length, u8 type (0 erased,
/// 1 plain, 3 sealed), bytes. The length counts the bytes after the type; an erased body has none;
/// a sealed one has those of its frame after the type byte.
/// One writer or reader per thread. Format: FORMAT.md section 9.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/bundle.h"
#include "sync/feed/pack.h"

namespace villageboard::feed {

struct RunBody {
    FrameType type = FrameType::erased;  ///< erased, zstd (here: plain) or sealed
    std::string bytes;

    friend bool operator==(const RunBody&, const RunBody&) = default;
};

struct RunRecord {
    std::string entry;
    std::vector<RunBody> bodies;

    friend bool operator==(const RunRecord&, const RunRecord&) = default;
};

/// A pack's record as a run's. Nothing when a frame does not decode or a dictionary is missing.
/// Sealed frames are taken as they are; zeroed ones become erased.
std::optional<RunRecord> run_record(const PackRecord& record, const Dictionaries& dictionaries);

class RunWriter {
  public:
    explicit RunWriter(int level = 19);
    ~RunWriter();
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;

    /// Throws Error(invalid) for an entry or body over its limit.
    void append(const RunRecord& record);
    /// The whole run. Nothing may be appended after it.
    std::string finish();

  private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
    std::string out_;
};

/// Reads a run in parts of any size, holding about one record at a time.
class RunReader {
  public:
    RunReader();
    ~RunReader();
    RunReader(const RunReader&) = delete;
    RunReader& operator=(const RunReader&) = delete;

    /// More bytes of the file, in order. They are kept until next() has used them.
    void push(std::string_view bytes);
    /// The next whole record, or nothing: more bytes are needed, or the end, or damage.
    std::optional<RunRecord> next();
    /// The zstd stream ended and so did the last record; nothing was behind it.
    bool at_end() const;
    /// Not a run: does not decode, breaks a limit, or goes on after its end.
    bool damaged() const;

  private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

}  // namespace villageboard::feed
