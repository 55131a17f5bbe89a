#include "sync/feed/compress.h"

#include <zdict.h>
#include <zstd.h>

#include <mutex>
#include <new>

#include "sync/feed/bytes.h"
#include "sync/feed/entry.h"

namespace villageboard::feed {
namespace {

constexpr int kLevel = 19;
/// Pictures and sound hardly compress: a fast level for what is large.
constexpr int kLargeLevel = 6;
constexpr std::size_t kLargeBytes = 1024 * 1024;
constexpr int kWindowLog = 23;
constexpr std::size_t kMinSamples = 8;

template <auto Free>
struct Freed {
    template <typename Object>
    void operator()(Object* object) const {
        Free(object);
    }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, Freed<ZSTD_freeCCtx>>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, Freed<ZSTD_freeDCtx>>;
using CompressDictionary = std::unique_ptr<ZSTD_CDict, Freed<ZSTD_freeCDict>>;
using DecompressDictionary = std::unique_ptr<ZSTD_DDict, Freed<ZSTD_freeDDict>>;

/// zstd's functions fail here only for lack of memory: buffers have their bounds, parameters are
/// constants.
std::size_t must(std::size_t result) {
    if (ZSTD_isError(result)) throw std::bad_alloc();
    return result;
}

bool is_one_frame(std::string_view frame) {
    if (frame.size() < 4 || frame.substr(0, 4) != "\x28\xB5\x2F\xFD") return false;
    const std::size_t length = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
    return !ZSTD_isError(length) && length == frame.size();
}

}  // namespace

struct Dictionary::State {
    std::string bytes;
    std::uint32_t id = 0;
    DecompressDictionary decompress;
    mutable std::once_flag once;
    mutable CompressDictionary compress;
};

/// Readers never need the compressing form, which takes megabytes: made at its first use.
struct DictionaryAccess {
    static const ZSTD_CDict* compressing(const Dictionary& dictionary) {
        const Dictionary::State& state = *dictionary.state_;
        std::call_once(state.once, [&] {
            state.compress.reset(ZSTD_createCDict(state.bytes.data(), state.bytes.size(), kLevel));
            if (!state.compress) throw std::bad_alloc();
        });
        return state.compress.get();
    }
    static const ZSTD_DDict* decompressing(const Dictionary& dictionary) {
        return dictionary.state_->decompress.get();
    }
};

std::optional<Dictionary> Dictionary::load(std::string bytes) {
    if (bytes.size() > kMaxDictionaryBytes) return std::nullopt;
    auto state = std::make_shared<State>();
    state->id = ZDICT_getDictID(bytes.data(), bytes.size());
    if (state->id == 0) return std::nullopt;
    state->decompress.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
    if (!state->decompress) return std::nullopt;
    state->bytes = std::move(bytes);
    return Dictionary(std::move(state));
}

std::uint32_t Dictionary::id() const { return state_->id; }
const std::string& Dictionary::bytes() const { return state_->bytes; }

bool may_train_on(Kind kind) {
    return kind == Kind::notice || kind == Kind::policy || kind == Kind::interpretation ||
           kind == Kind::alert;
}

std::optional<Dictionary> train_dictionary(const std::vector<std::string>& samples,
                                           std::size_t max_bytes) {
    if (samples.size() < kMinSamples) return std::nullopt;
    std::string joined;
    std::vector<std::size_t> sizes;
    for (const std::string& sample : samples) {
        joined += sample;
        sizes.push_back(sample.size());
    }
    std::string bytes(std::min<std::size_t>(max_bytes, kMaxDictionaryBytes), '\0');
    const std::size_t size =
        ZDICT_trainFromBuffer(bytes.data(), bytes.size(), joined.data(), sizes.data(),
                              static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size)) return std::nullopt;
    bytes.resize(size);
    return Dictionary::load(std::move(bytes));
}

std::string compress(std::string_view bytes, const Dictionary* dictionary) {
    const Compressor context(ZSTD_createCCtx());
    if (!context) throw std::bad_alloc();
    const int level = bytes.size() > kLargeBytes ? kLargeLevel : kLevel;
    must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level));
    must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 1));
    must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 1));
    if (bytes.size() > kLargeBytes)
        must(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, kWindowLog));
    if (dictionary != nullptr)
        must(ZSTD_CCtx_refCDict(context.get(), DictionaryAccess::compressing(*dictionary)));
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(
        must(ZSTD_compress2(context.get(), out.data(), out.size(), bytes.data(), bytes.size())));
    return out;
}

std::uint32_t frame_dictionary_id(std::string_view frame) {
    return ZSTD_getDictID_fromFrame(frame.data(), frame.size());
}

std::optional<std::string> decompress(std::string_view frame, std::uint64_t max_bytes,
                                      const Dictionary* dictionary) {
    if (!is_one_frame(frame)) return std::nullopt;
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > max_bytes)
        return std::nullopt;
    const std::uint32_t id = frame_dictionary_id(frame);
    if (id != 0 && (dictionary == nullptr || dictionary->id() != id)) return std::nullopt;
    const Decompressor context(ZSTD_createDCtx());
    if (!context) throw std::bad_alloc();
    std::string out(size, '\0');
    const ZSTD_DDict* form = id == 0 ? nullptr : DictionaryAccess::decompressing(*dictionary);
    const std::size_t written = ZSTD_decompress_usingDDict(context.get(), out.data(), out.size(),
                                                           frame.data(), frame.size(), form);
    if (ZSTD_isError(written) || written != size) return std::nullopt;
    return out;
}

}  // namespace villageboard::feed
