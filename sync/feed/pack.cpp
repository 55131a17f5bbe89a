#include "sync/feed/pack.h"

#include <zstd.h>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

constexpr std::size_t kMaxBodies = 2;

std::uint64_t max_entry_frame_bytes() { return ZSTD_compressBound(kMaxEntryBytes); }

/// Takes length-prefixed parts off a record, as far as the bytes go.
class PartReader {
  public:
    explicit PartReader(std::string_view bytes) : rest_(bytes), total_(bytes.size()) {}

    std::optional<std::string_view> part(std::uint64_t limit) {
        if (rest_.size() < 4) return std::nullopt;
        const std::uint64_t length = read_u32(rest_);
        damaged_ = length == 0 || length > limit;
        if (damaged_ || rest_.size() - 4 < length) return std::nullopt;
        const std::string_view bytes = rest_.substr(4, length);
        rest_.remove_prefix(4 + length);
        return bytes;
    }
    std::optional<std::size_t> count(std::size_t limit) {
        if (rest_.empty()) return std::nullopt;
        const auto value = static_cast<unsigned char>(rest_[0]);
        damaged_ = value > limit;
        if (damaged_) return std::nullopt;
        rest_.remove_prefix(1);
        return value;
    }
    bool damaged() const { return damaged_; }
    std::size_t taken() const { return total_ - rest_.size(); }

  private:
    std::string_view rest_;
    std::size_t total_;
    bool damaged_ = false;
};

std::optional<PackRecord> take_record(PartReader& parts, std::string_view bytes) {
    PackRecord record;
    const auto entry = parts.part(max_entry_frame_bytes());
    if (!entry) return std::nullopt;
    record.entry_frame = *entry;
    const auto count = parts.count(kMaxBodies);
    if (!count) return std::nullopt;
    for (std::size_t i = 0; i < *count; ++i) {
        const auto frame = parts.part(max_frame_bytes(kMaxBodyBytes));
        if (!frame) return std::nullopt;
        record.body_frames.push_back(*frame);
    }
    record.bytes = bytes.substr(0, parts.taken());
    return record;
}

void append_part(std::string& out, std::string_view bytes) {
    append_u32(out, static_cast<std::uint32_t>(bytes.size()));
    out += bytes;
}

}  // namespace

std::uint64_t max_record_bytes() {
    return 4 + max_entry_frame_bytes() + 1 + kMaxBodies * (4 + max_frame_bytes(kMaxBodyBytes));
}

std::string pack_record(std::string_view entry, const std::vector<std::string>& body_frames,
                        const Dictionary* entry_dictionary) {
    const OpenedEntry opened = read_entry(entry);
    if (opened.verdict != Verdict::verified)
        throw Error(ErrorKind::invalid, "What should be packed is no entry.");
    if (opened.envelope.bodies.size() != body_frames.size())
        throw Error(ErrorKind::invalid, "An entry has another number of bodies than of frames.");
    std::string record;
    append_part(record, compress(entry, entry_dictionary));
    record += static_cast<char>(body_frames.size());
    for (const std::string& frame : body_frames) {
        if (frame.empty() || frame.size() > max_frame_bytes(kMaxBodyBytes))
            throw Error(ErrorKind::invalid, "A body's frame is empty or too long.");
        append_part(record, frame);
    }
    return record;
}

std::string erased_record(std::string_view record) {
    PackReader reader(record);
    const auto parsed = reader.next();
    if (!parsed || !reader.at_end())
        throw Error(ErrorKind::corrupt, "A stored pack record is damaged; restore the database.");
    std::string erased(record);
    for (std::string_view frame : parsed->body_frames) {
        const auto at = static_cast<std::size_t>(frame.data() - record.data());
        erased.replace(at, frame.size(), frame.size(), '\0');
    }
    return erased;
}

std::optional<PackRecord> PackReader::next() {
    if (damaged_) return std::nullopt;
    const std::string_view rest = pack_.substr(offset_);
    PartReader parts(rest);
    auto record = take_record(parts, rest);
    damaged_ = parts.damaged();
    if (record) offset_ += record->bytes.size();
    return record;
}

std::optional<std::string> unpack_entry(std::string_view entry_frame,
                                        const Dictionaries& dictionaries) {
    const auto found = dictionaries.find(frame_dictionary_id(entry_frame));
    return decompress(entry_frame, kMaxEntryBytes,
                      found == dictionaries.end() ? nullptr : &found->second);
}

}  // namespace villageboard::feed
