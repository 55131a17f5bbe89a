/// Reads, verifies and decodes pictures on a thread of its own and keeps the last used under a
/// budget of bytes. The bytes that are decoded are the very ones that were compared with the
/// digest. A screen asks in every frame and draws what is ready; the loop is woken when more is.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/draw/picture.h"
#include "kiosk/draw/stored_file.h"

namespace villageboard::draw {

enum class PictureState : std::uint8_t { pending, ready, failed };

struct PictureAnswer {
    PictureState state = PictureState::pending;
    std::shared_ptr<const Picture>
        picture;  ///< with ready only; keep it until the frame is painted
    PictureFault fault = PictureFault::none;
    bool moves = false;  ///< the picture is the first frame of an animation
};

/// Reads a whole file of at most kMaxPictureFileBytes; nothing if it can't.
std::optional<std::vector<std::byte>> read_picture_file(const std::filesystem::path& file);

class PictureLoader {
  public:
    using Read = std::function<std::optional<std::vector<std::byte>>(const std::filesystem::path&)>;

    /// The budget should hold what one screen shows at once: less would decode it over and over.
    /// `wake` is called on the worker's thread after each picture; it must not throw or block.
    PictureLoader(std::size_t budget_bytes, std::function<void()> wake,
                  Read read = read_picture_file);
    /// Waits for the picture in work, drops the rest.
    ~PictureLoader();
    PictureLoader(const PictureLoader&) = delete;
    PictureLoader& operator=(const PictureLoader&) = delete;

    /// The picture of the file scaled down to fit `box`, or pending: then it is put at the front of
    /// the queue (the last asked is the first decoded; the 64 newest stay). Bytes of another
    /// digest are damaged. A failed file is answered from memory until retry_failed().
    PictureAnswer get(const StoredFile& file, Size box);

    /// Forgets what could not be shown: it is read again when next asked for.
    void retry_failed();

    /// Bytes of decoded pictures kept. Those handed out live on with their holders.
    std::size_t bytes() const;

  private:
    struct Key {
        std::string path;
        std::string sha256;
        int width;
        int height;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Entry {
        PictureAnswer answer;
        std::list<Key>::iterator order;
    };
    void work(const std::stop_token& stop);
    PictureResult load(const Key& key) const;
    void finish(const Key& key, const PictureResult& result);
    void shrink();

    const std::size_t budget_bytes_;
    const std::function<void()> wake_;
    const Read read_;
    mutable std::mutex mutex_;  ///< guards everything below but the thread
    std::condition_variable_any changed_;
    std::list<Key> queue_;  ///< next to decode first
    std::map<Key, Entry> entries_;
    std::list<Key> order_;  ///< most recently used first
    std::size_t bytes_ = 0;
    std::optional<Key> in_work_;
    std::jthread worker_;  ///< last: stops before the rest goes
};

}  // namespace villageboard::draw
