#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>

#include "content/cache/digest.h"
#include "content/cache/schema.h"
#include "content/demo/film_encoder.h"
#include "content/model/uuid.h"
#include "kiosk/draw/png.h"
#include "tests/kiosk/support/village.h"

namespace villageboard::kiosk_test {
namespace {

using namespace std::chrono_literals;

constexpr const char* kSalt = "00112233445566778899aabbccddeeff";

}  // namespace

Instant fixture_now() { return *parse_instant("2026-11-23T06:30:00Z"); }

TemporaryFolder::TemporaryFolder() {
    std::random_device random;
    path_ = std::filesystem::temp_directory_path() /
            ("villageboard-kiosk-" + std::to_string(random()) + std::to_string(random()));
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

VillageWriter::VillageWriter(std::filesystem::path data_dir, Instant confirmed)
    : data_dir_(std::move(data_dir)), writer_(data_dir_ / "cache.1.db"), confirmed_(confirmed) {
    std::ofstream(data_dir_ / "cache.current") << "cache.1.db\n";
    for (const char* area : {kCounty, kTown, kVillage}) follow(area, false);
}

void VillageWriter::follow(const std::string& area, bool granted) {
    cache::FeedState feed;
    feed.area = area;
    feed.origin = "board.yunling.example/" + area;
    feed.size = 1;
    feed.root = std::string(64, '0');
    feed.confirmed = confirmed_;
    feed.contacted = confirmed_;
    feed.granted = granted;
    cache::Transaction transaction(writer_.database());
    writer_.put_feed(transaction, feed);
    transaction.commit();
}

std::string VillageWriter::add(const Body& body, const ItemOptions& options) {
    const Instant published =
        fixture_now() - std::chrono::days{options.days_ago} - std::chrono::minutes{count_};
    const auto random = [this](std::span<std::byte> bytes) {
        std::fill(bytes.begin(), bytes.end(), static_cast<std::byte>(count_ + 1));
    };
    cache::NewRevision revision;
    revision.id = options.corrects;
    if (revision.id.empty())
        revision.id = make_uuid_v7(
            std::chrono::time_point_cast<std::chrono::milliseconds>(published), random);
    revision.revision = ++revisions_[revision.id];
    if (revision.revision > 1) revision.operation = Operation::correct;
    revision.area = options.area;
    revision.entry = static_cast<std::uint64_t>(count_++);
    revision.kind = kind_of(body);
    revision.catalogue = options.catalogue;
    revision.priority = options.priority;
    revision.formed = shanghai_day(published);
    revision.published = published;
    revision.expires = options.expires;
    revision.notice_from = options.notice_from;
    revision.notice_to = options.notice_to;
    revision.office = std::string(kVillage) + "-VC";
    const std::string json = print_body(body, kSalt);
    revision.bodies = {{options.audience,
                        cache::sha256_hex(json),
                        json.size(),
                        {},
                        cache::BodyState::present,
                        json}};
    if (options.public_rendition) {
        const std::string shown = print_body(*options.public_rendition, kSalt);
        revision.bodies.push_back({Audience::public_,
                                   cache::sha256_hex(shown),
                                   shown.size(),
                                   {},
                                   cache::BodyState::present,
                                   shown});
    }
    for (const std::string& digest : options.pictures)
        revision.attachments.push_back(
            {Audience::public_, digest, 1000, options.picture_type, "", "picture"});
    for (const std::string& digest : options.coming)
        revision.attachments.push_back(
            {Audience::public_, digest, 1000, options.picture_type, "", "picture"});
    for (const Clip& clip : options.clips)
        revision.attachments.push_back(
            {Audience::public_, clip.digest, 1000, "audio/ogg", clip.language, "audio"});
    cache::Transaction transaction(writer_.database());
    writer_.add(transaction, revision, fixture_now());
    for (const std::string& digest : options.pictures) writer_.set_held(transaction, digest);
    for (const Clip& clip : options.clips)
        if (clip.held) writer_.set_held(transaction, clip.digest);
    transaction.commit();
    return revision.id;
}

std::string VillageWriter::picture(std::uint32_t colour) {
    std::vector<std::uint32_t> pixels(320 * 200, colour);
    for (int i = 0; i < 320 * 200; ++i)
        if ((i / 320 / 20 + i % 320 / 20) % 2 == 0) pixels[static_cast<std::size_t>(i)] = 0xE8E2D4;
    const auto draft = data_dir_ / "draft.png";
    draw::write_png(draft, {pixels.data(), 320, 200, 320, 1});
    std::ifstream in(draft, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return file(bytes);
}

std::string VillageWriter::film(int seconds, int frames_per_second) {
    constexpr int kWidth = 64;
    constexpr int kHeight = 36;
    demo::FilmEncoder encoder({kWidth, kHeight, frames_per_second, 100});
    for (int n = 0; n < seconds * frames_per_second; ++n) {
        const auto grey = static_cast<std::uint32_t>(40 + n * 17 % 180);
        encoder.add(std::vector<std::uint32_t>(kWidth * kHeight, grey << 16 | grey << 8 | grey));
    }
    return file(encoder.finish());
}

std::string VillageWriter::moving_poster() {
    constexpr int kSide = 120;
    WebPAnimEncoderOptions options;
    WebPAnimEncoderOptionsInit(&options);
    WebPAnimEncoder* encoder = WebPAnimEncoderNew(kSide, kSide, &options);
    WebPConfig config;
    WebPConfigInit(&config);
    int at = 0;
    for (const auto& [grey, ms] : {std::pair{0x40u, 100}, {0x80u, 300}, {0xC0u, 500}}) {
        WebPPicture picture;
        WebPPictureInit(&picture);
        picture.use_argb = 1;
        picture.width = picture.height = kSide;
        WebPPictureAlloc(&picture);
        std::fill_n(picture.argb, kSide * kSide, 0xFF000000 | grey << 16 | grey << 8 | grey);
        WebPAnimEncoderAdd(encoder, &picture, at, &config);
        WebPPictureFree(&picture);
        at += ms;
    }
    WebPAnimEncoderAdd(encoder, nullptr, at, nullptr);
    WebPData data;
    WebPDataInit(&data);
    WebPAnimEncoderAssemble(encoder, &data);
    const std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
    WebPDataClear(&data);
    WebPAnimEncoderDelete(encoder);
    return file(bytes);
}

std::string VillageWriter::file(const std::string& bytes) {
    const std::string digest = cache::sha256_hex(bytes);
    std::filesystem::create_directories(path_of(digest).parent_path());
    std::ofstream(path_of(digest), std::ios::binary) << bytes;
    return digest;
}

std::filesystem::path VillageWriter::path_of(const std::string& digest) const {
    return cache::file_path(data_dir_, digest);
}

}  // namespace villageboard::kiosk_test
