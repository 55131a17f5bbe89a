#include "kiosk/film/webm.h"

#include <webm/callback.h>
#include <webm/reader.h>
#include <webm/status.h>
#include <webm/webm_parser.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

namespace villageboard::film {
namespace {

constexpr std::uint64_t kMaxHeaderBytes = 64u << 10;  // of Info and Tracks
constexpr std::uint64_t kMaxPacketBytes = 4u << 20;   // of one frame
constexpr std::size_t kMaxPicturePackets = 180 * 60;  // 60 a second
constexpr std::size_t kMaxSoundPackets = 180 * 400;   // 2.5 ms each, Opus's shortest
constexpr std::size_t kMaxElements = 600'000;
constexpr Time kLastFrame{40};
constexpr std::size_t kOpusHeadBytes = 19;

const webm::Status kGoOn(webm::Status::kOkCompleted);
const webm::Status kStop(webm::Status::kInvalidElementValue);

class ByteReader : public webm::Reader {
  public:
    explicit ByteReader(Bytes& bytes) : bytes_(bytes) {}

    webm::Status Read(std::size_t wanted, std::uint8_t* to, std::uint64_t* read) override {
        const std::uint64_t count = std::min<std::uint64_t>(wanted, bytes_.size() - at_);
        *read = 0;
        if (count == 0) return webm::Status(webm::Status::kEndOfFile);
        if (!bytes_.read(at_, {reinterpret_cast<std::byte*>(to), count}))
            return webm::Status(webm::Status::kEndOfFile);
        return moved(wanted, count, read);
    }

    webm::Status Skip(std::uint64_t wanted, std::uint64_t* skipped) override {
        const std::uint64_t count = std::min(wanted, bytes_.size() - at_);
        *skipped = 0;
        if (count == 0) return webm::Status(webm::Status::kEndOfFile);
        return moved(wanted, count, skipped);
    }

    std::uint64_t Position() const override { return at_; }

  private:
    webm::Status moved(std::uint64_t wanted, std::uint64_t count, std::uint64_t* done) {
        at_ += count;
        *done = count;
        return webm::Status(count == wanted ? webm::Status::kOkCompleted
                                            : webm::Status::kOkPartial);
    }

    Bytes& bytes_;
    std::uint64_t at_ = 0;
};

// What is told of the container, as it is read.
class Indexer : public webm::Callback {
  public:
    Indexer(std::uint64_t file_size, const std::stop_token& stop)
        : file_size_(file_size), stop_(stop) {}

    FilmFault fault() const { return fault_; }
    WebmIndex& index() { return index_; }
    std::optional<Time> declared_length() const { return declared_; }

    // libwebm makes room for as much as an element says that it holds.
    webm::Status OnElementBegin(const webm::ElementMetadata& element,
                                webm::Action* action) override {
        *action = webm::Action::kRead;
        if (stop_.stop_requested() || ++elements_ > kMaxElements) return refuse();
        const bool open_end = element.size == webm::kUnknownElementSize;
        const bool frames = element.id == webm::Id::kSegment || element.id == webm::Id::kCluster;
        if (open_end) return frames ? kGoOn : refuse();
        if (element.position > file_size_ || element.size > file_size_ - element.position)
            return refuse();
        switch (element.id) {
            case webm::Id::kSegment:
            case webm::Id::kCluster:
                return kGoOn;
            case webm::Id::kBlockGroup:
            case webm::Id::kBlock:
            case webm::Id::kSimpleBlock:
                return element.size <= kMaxPacketBytes ? kGoOn : refuse();
            case webm::Id::kSeekHead:
            case webm::Id::kCues:
            case webm::Id::kChapters:
            case webm::Id::kTags:
            case webm::Id::kVoid:
            case webm::Id::kBlockAdditions:
                *action = webm::Action::kSkip;
                return kGoOn;
            default:
                return element.size <= kMaxHeaderBytes ? kGoOn : refuse();
        }
    }

    webm::Status OnInfo(const webm::ElementMetadata&, const webm::Info& info) override {
        scale_ns_ = info.timecode_scale.value();
        if (scale_ns_ == 0 || scale_ns_ > 1'000'000'000) return refuse();
        const double length = info.duration.value() * static_cast<double>(scale_ns_) / 1e6;
        if (!info.duration.is_present()) return kGoOn;
        if (!(length >= 0)) return refuse();
        if (length > static_cast<double>(kMaxFilmLength.count()))
            return refuse(FilmFault::unsupported);
        declared_ = Time{static_cast<Time::rep>(length)};
        return kGoOn;
    }

    webm::Status OnTrackEntry(const webm::ElementMetadata&,
                              const webm::TrackEntry& track) override {
        if (track.content_encodings.is_present()) return refuse(FilmFault::unsupported);
        if (track.track_type.value() == webm::TrackType::kVideo) return take_picture(track);
        if (track.track_type.value() == webm::TrackType::kAudio) return take_sound(track);
        return kGoOn;
    }

    webm::Status OnClusterBegin(const webm::ElementMetadata&, const webm::Cluster& cluster,
                                webm::Action* action) override {
        *action = webm::Action::kRead;
        cluster_ = cluster.timecode.value();
        return kGoOn;
    }

    webm::Status OnSimpleBlockBegin(const webm::ElementMetadata&, const webm::SimpleBlock& block,
                                    webm::Action* action) override {
        *action = webm::Action::kRead;
        return begin_block(block);
    }

    webm::Status OnBlockBegin(const webm::ElementMetadata&, const webm::Block& block,
                              webm::Action* action) override {
        *action = webm::Action::kRead;
        return begin_block(block);
    }

    webm::Status OnFrame(const webm::FrameMetadata& frame, webm::Reader* reader,
                         std::uint64_t* left) override {
        if (*left == frame.size) {
            if (!add(frame)) return refuse();
        }
        return Skip(reader, left);
    }

  private:
    webm::Status refuse(FilmFault fault = FilmFault::damaged) {
        fault_ = fault;
        return kStop;
    }

    webm::Status take_picture(const webm::TrackEntry& track) {
        const auto width = track.video.value().pixel_width.value();
        const auto height = track.video.value().pixel_height.value();
        if (picture_track_ != 0 || track.codec_id.value() != "V_VP8" || width > kMaxFilmWidth ||
            height > kMaxFilmHeight || width * height == 0) {
            return refuse(FilmFault::unsupported);
        }
        picture_track_ = track.track_number.value();
        index_.size = {static_cast<int>(width), static_cast<int>(height)};
        return picture_track_ != 0 ? kGoOn : refuse();
    }

    // RFC 7845, section 5.1: the head of an Opus stream, without mapping.
    webm::Status take_sound(const webm::TrackEntry& track) {
        const auto& head = track.codec_private.value();
        if (sound_track_ != 0 || track.codec_id.value() != "A_OPUS")
            return refuse(FilmFault::unsupported);
        if (head.size() < kOpusHeadBytes ||
            std::string_view(reinterpret_cast<const char*>(head.data()), 8) != "OpusHead")
            return refuse();
        if (head[9] < 1 || head[9] > 2 || head[18] != 0) return refuse(FilmFault::unsupported);
        sound_track_ = track.track_number.value();
        index_.channels = head[9];
        index_.pre_skip = head[10] | head[11] << 8;
        return sound_track_ != 0 ? kGoOn : refuse();
    }

    webm::Status begin_block(const webm::Block& block) {
        if (block.lacing != webm::Lacing::kNone) return refuse(FilmFault::unsupported);
        track_ = block.track_number;
        const std::uint64_t limit = std::uint64_t{1} << 40;
        if (cluster_ > limit) return refuse();
        const std::int64_t units = static_cast<std::int64_t>(cluster_) + block.timecode;
        const double ms = static_cast<double>(units) * static_cast<double>(scale_ns_) / 1e6;
        if (ms < 0 || ms > static_cast<double>(kMaxFilmLength.count()))
            return refuse(ms < 0 ? FilmFault::damaged : FilmFault::unsupported);
        time_ = Time{static_cast<Time::rep>(ms + 0.5)};
        return kGoOn;
    }

    bool add(const webm::FrameMetadata& frame) {
        const bool picture = track_ == picture_track_ && picture_track_ != 0;
        const bool sound = track_ == sound_track_ && sound_track_ != 0;
        if (!picture && !sound) return true;
        auto& packets = picture ? index_.picture : index_.sound;
        if (packets.size() >= (picture ? kMaxPicturePackets : kMaxSoundPackets)) return false;
        if (frame.size == 0 || frame.size > kMaxPacketBytes || frame.position > file_size_ ||
            frame.size > file_size_ - frame.position) {
            return false;
        }
        if (!packets.empty() && time_ < packets.back().time) return false;
        packets.push_back({frame.position, static_cast<std::uint32_t>(frame.size), time_});
        return true;
    }

    const std::uint64_t file_size_;
    const std::stop_token& stop_;
    WebmIndex index_;
    FilmFault fault_ = FilmFault::none;
    std::optional<Time> declared_;
    std::size_t elements_ = 0;
    std::uint64_t scale_ns_ = 1'000'000;
    std::uint64_t cluster_ = 0;
    std::uint64_t picture_track_ = 0;
    std::uint64_t sound_track_ = 0;
    std::uint64_t track_ = 0;
    Time time_{0};
};

bool begins_as_ebml(Bytes& bytes) {
    constexpr std::array<std::byte, 4> kEbml{std::byte{0x1A}, std::byte{0x45}, std::byte{0xDF},
                                             std::byte{0xA3}};
    std::array<std::byte, 4> first{};
    return bytes.read(0, first) && first == kEbml;
}

// A frame is shown until the next; the last one as long as the one before it, or as declared.
Time length_of(const WebmIndex& index, std::optional<Time> declared) {
    const Time last = index.picture.back().time;
    const Time step =
        index.picture.size() > 1 ? last - index.picture[index.picture.size() - 2].time : kLastFrame;
    return std::max(last + std::clamp(step, Time{1}, Time{1000}), declared.value_or(Time{0}));
}

webm::Status feed(webm::WebmParser& parser, Indexer& indexer, ByteReader& reader) {
    webm::Status status(webm::Status::kOkPartial);
    while (status.code == webm::Status::kOkPartial) {
        const std::uint64_t before = reader.Position();
        status = parser.Feed(&indexer, &reader);
        if (reader.Position() == before) break;
    }
    return status;
}

}  // namespace

WebmAnswer read_webm(Bytes& bytes, const std::stop_token& stop) {
    if (bytes.size() > kMaxFilmFileBytes) return {{}, FilmFault::unsupported};
    if (!begins_as_ebml(bytes)) return {{}, FilmFault::unsupported};
    ByteReader reader(bytes);
    Indexer indexer(bytes.size(), stop);
    webm::WebmParser parser;
    const webm::Status status = feed(parser, indexer, reader);
    if (indexer.fault() != FilmFault::none) return {{}, indexer.fault()};
    const bool whole = status.code == webm::Status::kOkCompleted;
    if (!whole || indexer.index().picture.empty()) return {{}, FilmFault::damaged};
    indexer.index().length = length_of(indexer.index(), indexer.declared_length());
    return {std::move(indexer.index()), FilmFault::none};
}

}  // namespace villageboard::film
