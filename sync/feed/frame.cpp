#include "sync/feed/frame.h"

#include <sodium.h>
#include <zstd.h>

#include <algorithm>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceAt = 1 + 4;
constexpr std::size_t kBoxAt = kNonceAt + kNonceBytes;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

OpenedFrame refuse(Verdict verdict) { return {verdict, false, {}}; }

/// How many bytes the content may and must have.
struct ContentSize {
    std::uint64_t most;
    std::optional<std::uint64_t> exactly;
};

/// A zstd frame behind its type byte.
OpenedFrame open_zstd(std::string_view frame, const ContentSize& size,
                      const Dictionaries* dictionaries) {
    const std::string_view inner = frame.substr(1);
    const std::uint32_t id = frame_dictionary_id(inner);
    const bool wants_dictionary = *frame_type(frame) == FrameType::zstd_dictionary;
    if (wants_dictionary != (id != 0)) return refuse(Verdict::bad_frame);
    const Dictionary* dictionary = nullptr;
    if (wants_dictionary) {
        if (dictionaries == nullptr || !dictionaries->contains(id))
            return refuse(Verdict::missing_dictionary);
        dictionary = &dictionaries->at(id);
    }
    if (size.exactly && ZSTD_getFrameContentSize(inner.data(), inner.size()) != *size.exactly)
        return refuse(Verdict::body_mismatch);
    auto body = decompress(inner, size.most, dictionary);
    if (!body) return refuse(Verdict::bad_frame);
    return {Verdict::verified, false, std::move(*body)};
}

/// Opens the box of a sealed frame: type byte 1 and a zstd frame.
std::optional<std::string> open_box(std::string_view frame, std::string_view key,
                                    std::string_view associated) {
    const std::string_view box = frame.substr(kBoxAt);
    std::string plain(box.size() - kTagBytes, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, raw(box), box.size(),
        raw(associated), associated.size(), raw(frame.substr(kNonceAt)), raw(key));
    if (opened != 0) return std::nullopt;
    return plain;
}

OpenedFrame open_sealed_frame(std::string_view frame, const ContentSize& size,
                              const FrameKeys& keys) {
    const auto version = sealed_key_version(frame);
    if (!version || frame.size() < kBoxAt + kTagBytes + 1) return refuse(Verdict::bad_frame);
    if (keys.village == nullptr || keys.context == nullptr || !keys.village->contains(*version))
        return refuse(Verdict::missing_key);
    const std::string& key = keys.village->at(*version);
    if (key.size() != kKeyBytes) return refuse(Verdict::missing_key);
    const auto plain = open_box(frame, key, keys.context->associated_data());
    if (!plain || frame_type(*plain) != FrameType::zstd) return refuse(Verdict::bad_frame);
    return open_zstd(*plain, size, nullptr);
}

}  // namespace

std::uint64_t max_frame_bytes(std::uint64_t size) {
    return 1 + kBoxAt + kTagBytes + ZSTD_compressBound(size);
}

std::string SealContext::associated_data() const {
    return origin + "\n" + item_id + "\n" + std::to_string(revision);
}

std::string pack_frame(std::string_view body, const Dictionary* dictionary) {
    const auto type = dictionary == nullptr ? FrameType::zstd : FrameType::zstd_dictionary;
    return std::string(1, static_cast<char>(type)) + compress(body, dictionary);
}

std::string seal_frame(std::string_view body, std::uint32_t key_version, std::string_view key,
                       const SealContext& context, const RandomBytes& random) {
    if (key.size() != kKeyBytes)
        throw Error(ErrorKind::invalid, "A village key does not have 32 bytes.");
    const std::string plain = pack_frame(body);
    const std::string associated = context.associated_data();
    std::string frame(1, static_cast<char>(FrameType::sealed));
    append_u32(frame, key_version);
    frame += random(kNonceBytes);
    frame.resize(kBoxAt + plain.size() + kTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char*>(frame.data() + kBoxAt), nullptr, raw(plain), plain.size(),
        raw(associated), associated.size(), nullptr, raw(frame) + kNonceAt, raw(key));
    return frame;
}

std::string erased_frame(std::size_t size) { return std::string(size, '\0'); }

bool is_erased_frame(std::string_view frame) {
    return !frame.empty() &&
           std::all_of(frame.begin(), frame.end(), [](char c) { return c == '\0'; });
}

std::optional<FrameType> frame_type(std::string_view frame) {
    if (frame.empty() || static_cast<unsigned char>(frame[0]) > 3) return std::nullopt;
    return static_cast<FrameType>(frame[0]);
}

std::optional<std::uint32_t> sealed_key_version(std::string_view frame) {
    if (frame_type(frame) != FrameType::sealed || frame.size() < kBoxAt) return std::nullopt;
    return read_u32(frame, 1);
}

namespace {

OpenedFrame open_any(std::string_view frame, const ContentSize& size, const FrameKeys& keys) {
    const auto type = frame_type(frame);
    if (!type || frame.size() > max_frame_bytes(size.most)) return refuse(Verdict::bad_frame);
    switch (*type) {
        case FrameType::erased:
            if (!is_erased_frame(frame)) return refuse(Verdict::bad_frame);
            return {Verdict::verified, true, {}};
        case FrameType::zstd:
        case FrameType::zstd_dictionary:
            return open_zstd(frame, size, keys.dictionaries);
        case FrameType::sealed:
            return open_sealed_frame(frame, size, keys);
    }
    return refuse(Verdict::bad_frame);
}

}  // namespace

OpenedFrame open_frame(std::string_view frame, std::uint64_t size, const FrameKeys& keys) {
    if (size > kMaxBodyBytes) return refuse(Verdict::oversize);
    return open_any(frame, {kMaxBodyBytes, size}, keys);
}

OpenedFrame open_sealed_blob(std::string_view blob, std::uint64_t max_size, const FrameKeys& keys) {
    if (frame_type(blob) != FrameType::sealed) return refuse(Verdict::bad_frame);
    return open_any(blob, {max_size, std::nullopt}, keys);
}

}  // namespace villageboard::feed
