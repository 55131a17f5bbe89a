#include "sync/agent/records.h"

#include "sync/agent/mapped_file.h"
#include "sync/feed/pack.h"
#include "sync/feed/run.h"

namespace villageboard::agent {
namespace {

using feed::Verdict;

constexpr std::size_t kChunk = 256 * 1024;

TileRead read_pack(std::string_view bytes, std::uint64_t from, std::uint64_t to,
                   DictionaryShelf& shelf, const VisitRecord& visit) {
    feed::PackReader reader(bytes);
    for (std::uint64_t index = from; index < to; ++index) {
        const auto record = reader.next();
        if (!record) return {reader.damaged() ? Verdict::bad_frame : Verdict::truncated};
        const auto dictionaries = shelf.usable(record->entry_frame, index);
        const auto entry = feed::unpack_entry(record->entry_frame, dictionaries);
        if (!entry) return {Verdict::bad_frame};
        std::vector<ReceivedBody> bodies;
        for (const std::string_view frame : record->body_frames)
            bodies.push_back({ReceivedBody::Form::frame, std::string(frame)});
        const Verdict verdict = visit(index, *entry, bodies);
        if (verdict != Verdict::verified) return {verdict};
    }
    return {Verdict::verified, reader.whole_bytes()};
}

ReceivedBody from_run(feed::RunBody body) {
    switch (body.type) {
        case feed::FrameType::erased:
            return {ReceivedBody::Form::frame, feed::erased_frame(1)};
        case feed::FrameType::sealed:
            return {ReceivedBody::Form::frame,
                    static_cast<char>(feed::FrameType::sealed) + body.bytes};
        default:
            return {ReceivedBody::Form::text, std::move(body.bytes)};
    }
}

/// The next record, pushing more of `rest` as long as the reader asks for it.
std::optional<feed::RunRecord> next_record(feed::RunReader& reader, std::string_view& rest) {
    for (;;) {
        auto record = reader.next();
        if (record || reader.damaged() || rest.empty()) return record;
        reader.push(rest.substr(0, kChunk));
        rest.remove_prefix(std::min(kChunk, rest.size()));
    }
}

TileRead read_run(std::string_view rest, std::uint64_t from, std::uint64_t to,
                  const VisitRecord& visit) {
    feed::RunReader reader;
    for (std::uint64_t index = from; index < to; ++index) {
        auto record = next_record(reader, rest);
        if (!record) return {reader.damaged() ? Verdict::bad_frame : Verdict::truncated};
        std::vector<ReceivedBody> bodies;
        for (feed::RunBody& body : record->bodies) bodies.push_back(from_run(std::move(body)));
        const Verdict verdict = visit(index, record->entry, bodies);
        if (verdict != Verdict::verified) return {verdict};
    }
    return {Verdict::verified};
}

}  // namespace

TileRead read_tile(feed::TileKind kind, const std::filesystem::path& file, std::uint64_t from,
                   std::uint64_t to, DictionaryShelf& shelf, const VisitRecord& visit) {
    const MappedFile mapped(file);
    if (kind == feed::TileKind::run) return read_run(mapped.bytes(), from, to, visit);
    return read_pack(mapped.bytes(), from, to, shelf, visit);
}

}  // namespace villageboard::agent
