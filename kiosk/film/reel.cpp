#include "kiosk/film/reel.h"

#include <algorithm>
#include <array>

#include "content/cache/digest.h"
#include "kiosk/draw/animation.h"

namespace villageboard::film {
namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

bool agrees(Bytes& bytes, const std::string& sha256, const std::stop_token& stop) {
    if (sha256.empty()) return true;
    cache::Sha256 hash;
    std::array<std::byte, kPieceBytes> piece;
    for (std::uint64_t at = 0; at < bytes.size() && !stop.stop_requested();) {
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(kPieceBytes, bytes.size() - at));
        if (!bytes.read(at, {piece.data(), count})) return false;
        hash.add({piece.data(), count});
        at += count;
    }
    return hash.hex() == sha256;
}

}  // namespace

Opened open_film(const draw::StoredFile& file, draw::Size box, const std::stop_token& stop) {
    auto bytes = std::make_unique<FileBytes>(file.path);
    if (!bytes->is_open()) return {nullptr, FilmFault::unreadable};
    if (bytes->size() > kMaxFilmFileBytes) return {nullptr, FilmFault::unsupported};
    if (!agrees(*bytes, file.sha256, stop)) return {nullptr, FilmFault::damaged};
    return make_film_reel(std::move(bytes), box, stop);
}

Opened open_poster(const draw::StoredFile& file, draw::Size box, const std::stop_token& stop) {
    FileBytes bytes(file.path);
    if (!bytes.is_open()) return {nullptr, FilmFault::unreadable};
    if (bytes.size() > draw::kMaxAnimationFileBytes) return {nullptr, FilmFault::unsupported};
    std::vector<std::byte> all(static_cast<std::size_t>(bytes.size()));
    if (!bytes.read(0, all)) return {nullptr, FilmFault::unreadable};
    MemoryBytes held(all);
    if (!agrees(held, file.sha256, stop)) return {nullptr, FilmFault::damaged};
    return make_poster_reel(std::move(all), box);
}

}  // namespace villageboard::film
