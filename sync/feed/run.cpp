#include "sync/feed/run.h"

#include <zstd.h>

#include <new>

#include "content/model/error.h"
#include "sync/feed/bytes.h"
#include "sync/feed/tile.h"

namespace villageboard::feed {
namespace {

constexpr int kWindowLog = 23;
constexpr std::size_t kMaxBodies = 2;
constexpr std::size_t kChunk = 128 * 1024;

std::size_t must(std::size_t result) {
    if (ZSTD_isError(result)) throw std::bad_alloc();
    return result;
}

bool is_run_type(unsigned char type) { return type == 0 || type == 1 || type == 3; }

std::string format_record(const RunRecord& record) {
    std::string out;
    append_to_bundle(out, record.entry);
    if (record.bodies.size() > kMaxBodies)
        throw Error(ErrorKind::invalid, "An entry has over two bodies.");
    out += static_cast<char>(record.bodies.size());
    for (const RunBody& body : record.bodies) {
        if (body.bytes.size() > max_frame_bytes(kMaxBodyBytes))
            throw Error(ErrorKind::invalid, "A body is over its limit.");
        append_u32(out, static_cast<std::uint32_t>(body.bytes.size()));
        out += static_cast<char>(body.type);
        out += body.bytes;
    }
    return out;
}

}  // namespace

std::optional<RunRecord> run_record(const PackRecord& packed, const Dictionaries& dictionaries) {
    RunRecord record;
    auto entry = unpack_entry(packed.entry_frame, dictionaries);
    if (!entry) return std::nullopt;
    const OpenedEntry opened = read_entry(*entry);
    if (opened.envelope.bodies.size() != packed.body_frames.size()) return std::nullopt;
    record.entry = std::move(*entry);
    for (std::size_t i = 0; i < packed.body_frames.size(); ++i) {
        const std::string_view frame = packed.body_frames[i];
        if (frame_type(frame) == FrameType::sealed) {
            record.bodies.push_back({FrameType::sealed, std::string(frame.substr(1))});
            continue;
        }
        OpenedFrame body =
            open_frame(frame, opened.envelope.bodies[i].size, {&dictionaries, nullptr, nullptr});
        if (body.verdict != Verdict::verified) return std::nullopt;
        const auto type = body.erased ? FrameType::erased : FrameType::zstd;
        record.bodies.push_back({type, std::move(body.body)});
    }
    return record;
}

struct RunWriter::Stream {
    Stream() : context(ZSTD_createCCtx()) {
        if (context == nullptr) throw std::bad_alloc();
    }
    ~Stream() { ZSTD_freeCCtx(context); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// Appends to `out` what the compressor gives; with ZSTD_e_end until it has given all.
    void push(std::string_view bytes, ZSTD_EndDirective directive, std::string& out) {
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        std::size_t left = 1;
        while (in.pos < in.size || (directive == ZSTD_e_end && left > 0)) {
            const std::size_t before = out.size();
            out.resize(before + kChunk);
            ZSTD_outBuffer chunk{out.data() + before, kChunk, 0};
            left = must(ZSTD_compressStream2(context, &chunk, &in, directive));
            out.resize(before + chunk.pos);
        }
    }

    ZSTD_CCtx* context;
};

RunWriter::RunWriter(int level) : stream_(std::make_unique<Stream>()) {
    must(ZSTD_CCtx_setParameter(stream_->context, ZSTD_c_compressionLevel, level));
    must(ZSTD_CCtx_setParameter(stream_->context, ZSTD_c_windowLog, kWindowLog));
    must(ZSTD_CCtx_setParameter(stream_->context, ZSTD_c_checksumFlag, 1));
}
RunWriter::~RunWriter() = default;

void RunWriter::append(const RunRecord& record) {
    stream_->push(format_record(record), ZSTD_e_continue, out_);
}

std::string RunWriter::finish() {
    stream_->push({}, ZSTD_e_end, out_);
    return std::move(out_);
}

struct RunReader::Stream {
    Stream() : context(ZSTD_createDCtx()) {
        if (context == nullptr) throw std::bad_alloc();
        must(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, kWindowLog));
    }
    ~Stream() { ZSTD_freeDCtx(context); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// Decompresses until `count` bytes lie behind `used`; false where the input ends before.
    bool fill(std::size_t count);
    void decompress_chunk();
    std::optional<RunRecord> take_record();

    ZSTD_DCtx* context;
    std::string in;
    std::size_t in_used = 0;
    std::string out;
    std::size_t used = 0;
    std::uint64_t records = 0;
    bool started = false;
    bool ended = false;
    bool damaged = false;
};

bool RunReader::Stream::fill(std::size_t count) {
    while (out.size() - used < count && !damaged) {
        const std::size_t before = out.size();
        const std::size_t in_before = in_used;
        if (ended) return false;
        decompress_chunk();
        if (out.size() == before && in_used == in_before && !ended) return false;
    }
    return !damaged;
}

void RunReader::Stream::decompress_chunk() {
    const std::size_t before = out.size();
    out.resize(before + kChunk);
    ZSTD_outBuffer chunk{out.data() + before, kChunk, 0};
    ZSTD_inBuffer bytes{in.data(), in.size(), in_used};
    const std::size_t left = ZSTD_decompressStream(context, &chunk, &bytes);
    out.resize(before + (ZSTD_isError(left) ? 0 : chunk.pos));
    damaged = ZSTD_isError(left) != 0;
    in_used = bytes.pos;
    ended = left == 0;
    if (ended && in_used < in.size()) damaged = true;
}

/// Leaves `used` alone unless the record is whole, so that the next try starts over.
std::optional<RunRecord> RunReader::Stream::take_record() {
    const std::size_t start = used;
    const auto at = [&](std::size_t offset) { return std::string_view(out).substr(used + offset); };
    if (!fill(2)) return std::nullopt;
    const std::size_t entry_length = read_u16(at(0));
    damaged = entry_length == 0 || records == tiles_in_run(kMaxRunLevel) * kTileWidth;
    if (!fill(2 + entry_length + 1)) return std::nullopt;
    RunRecord record;
    record.entry = at(2).substr(0, entry_length);
    const auto count = static_cast<unsigned char>(at(2 + entry_length)[0]);
    damaged = count > kMaxBodies;
    std::size_t offset = 2 + entry_length + 1;
    for (unsigned i = 0; i < count && !damaged; ++i) {
        if (!fill(offset + 5)) return std::nullopt;
        const std::uint64_t length = read_u32(at(offset));
        const auto type = static_cast<unsigned char>(at(offset + 4)[0]);
        damaged = !is_run_type(type) || length > max_frame_bytes(kMaxBodyBytes) ||
                  (type == 0) != (length == 0);
        if (damaged || !fill(offset + 5 + length)) return std::nullopt;
        record.bodies.push_back(
            {static_cast<FrameType>(type), std::string(at(offset + 5).substr(0, length))});
        offset += 5 + length;
    }
    if (damaged) return std::nullopt;
    used = start + offset;
    ++records;
    return record;
}

RunReader::RunReader() : stream_(std::make_unique<Stream>()) {}
RunReader::~RunReader() = default;

void RunReader::push(std::string_view bytes) {
    Stream& stream = *stream_;
    if (bytes.empty()) return;
    if (stream.ended) stream.damaged = true;
    stream.started = true;
    stream.in.erase(0, stream.in_used);
    stream.in_used = 0;
    stream.in += bytes;
}

std::optional<RunRecord> RunReader::next() {
    Stream& stream = *stream_;
    if (stream.damaged || !stream.started) return std::nullopt;
    if (stream.used > kChunk) {
        stream.out.erase(0, stream.used);
        stream.used = 0;
    }
    return stream.take_record();
}

bool RunReader::at_end() const {
    return stream_->ended && !stream_->damaged && stream_->used == stream_->out.size();
}

bool RunReader::damaged() const {
    const bool torn = stream_->ended && stream_->used < stream_->out.size();
    return stream_->damaged || torn;
}

}  // namespace villageboard::feed
