/// Packs: what terminals fetch. The same 256 entries as an entry bundle, with their bodies.
/// A pack of fewer entries is a prefix of the full one and never changes length or offsets, so a
/// reader that holds the first bytes asks for the rest by range. Packs are never recompressed;
/// only an erasure overwrites body frames, with zeros of equal length.
/// Record: u32 length, zstd frame of the entry; u8 number of bodies; per body u32 length, frame.
/// Pure; one reader per thread. Format: FORMAT.md section 8.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/frame.h"

namespace villageboard::feed {

/// Largest record: an entry and two bodies at their limits.
std::uint64_t max_record_bytes();

/// One record of a pack, exactly as it stands there; a pack is their concatenation. This is what
/// the county stores for each entry, so that a pack can be written again byte for byte.
/// Throws Error(invalid) unless the frames are as many as the envelope's bodies and in limits.
std::string pack_record(std::string_view entry, const std::vector<std::string>& body_frames,
                        const Dictionary* entry_dictionary = nullptr);
/// The record with its body frames zeroed: same length, same entry. Throws Error(corrupt) when
/// `record` is none.
std::string erased_record(std::string_view record);

struct PackRecord {
    std::string_view bytes;        ///< the whole record
    std::string_view entry_frame;  ///< zstd
    std::vector<std::string_view> body_frames;
};

/// Reads the records of a pack from the bytes that are there.
class PackReader {
  public:
    /// `pack`: a prefix of a pack; must outlive the reader and what it gave.
    explicit PackReader(std::string_view pack) : pack_(pack) {}

    /// The next whole record, or nothing at the end. A torn last record counts as the end;
    /// a length beyond all limits sets damaged().
    std::optional<PackRecord> next();
    /// Where the next record starts: a later range request goes on from there.
    std::uint64_t whole_bytes() const { return offset_; }
    bool damaged() const { return damaged_; }
    bool at_end() const { return !damaged_ && offset_ == pack_.size(); }

  private:
    std::string_view pack_;
    std::size_t offset_ = 0;
    bool damaged_ = false;
};

/// The entry of a record: at most 65,535 bytes. Nothing when the frame does not decode; the
/// dictionary that its header names must be among those given.
std::optional<std::string> unpack_entry(std::string_view entry_frame,
                                        const Dictionaries& dictionaries);

}  // namespace villageboard::feed
