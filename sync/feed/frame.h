/// How one body, or one sealed attachment, is stored: a frame whose first byte says how.
/// 0 erased (all bytes zero), 1 zstd, 2 zstd with dictionary, 3 sealed. Format: FORMAT.md
/// section 7. Pure but for the nonce; any thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sync/feed/compress.h"
#include "sync/feed/entry.h"

namespace villageboard::feed {

enum class FrameType : unsigned char { erased = 0, zstd = 1, zstd_dictionary = 2, sealed = 3 };

/// Longest frame of `size` bytes of content: zstd's bound plus what sealing adds.
std::uint64_t max_frame_bytes(std::uint64_t size);

/// Symmetric keys of one village by version, 32 bytes each. Revoking a device starts a version.
using VillageKeys = std::map<std::uint32_t, std::string>;

/// What a sealed frame is bound to: it opens nowhere else.
struct SealContext {
    std::string origin;  ///< of the feed
    std::string item_id;
    std::uint32_t revision = 0;

    /// `origin LF item id LF revision`, the associated data.
    std::string associated_data() const;
};

/// Type 1, or 2 with a dictionary.
std::string pack_frame(std::string_view body, const Dictionary* dictionary = nullptr);
/// Type 3: u32 key version, 24-byte nonce, XChaCha20-Poly1305 over (byte 1 + zstd frame).
/// Throws Error(invalid) when `key` is not 32 bytes.
std::string seal_frame(std::string_view body, std::uint32_t key_version, std::string_view key,
                       const SealContext& context, const RandomBytes& random);
/// As many zeros as the frame had bytes.
std::string erased_frame(std::size_t size);
/// Whether all bytes are zero (and there is at least one).
bool is_erased_frame(std::string_view frame);
std::optional<FrameType> frame_type(std::string_view frame);
/// Of a sealed frame.
std::optional<std::uint32_t> sealed_key_version(std::string_view frame);

struct OpenedFrame {
    Verdict verdict = Verdict::bad_frame;
    bool erased = false;  ///< with verified: a zero frame; whether it may be: ItemHistory
    std::string body;
};

struct FrameKeys {
    const Dictionaries* dictionaries = nullptr;  ///< those named below the frame's index
    const VillageKeys* village = nullptr;
    const SealContext* context = nullptr;  ///< needed for sealed frames
};

/// Decodes a frame whose content is said to have exactly `size` bytes; checks that size before it
/// decompresses, not the digest. verified, bad_frame, oversize, body_mismatch (another size),
/// missing_dictionary or missing_key. A zstd frame without dictionary under type 2 is refused.
OpenedFrame open_frame(std::string_view frame, std::uint64_t size, const FrameKeys& keys);
/// The same for an attachment, whose content size is bounded by `max_size` but not known.
OpenedFrame open_sealed_blob(std::string_view blob, std::uint64_t max_size, const FrameKeys& keys);

}  // namespace villageboard::feed
