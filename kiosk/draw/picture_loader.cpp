#include "kiosk/draw/picture_loader.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "content/cache/digest.h"

namespace villageboard::draw {
namespace {

constexpr std::size_t kMaxQueue = 64;

/// What a failed picture counts in the budget, so that their number is bounded too.
constexpr std::size_t kEntryBytes = 256;

std::size_t cost(const PictureAnswer& answer) {
    return kEntryBytes + (answer.picture ? answer.picture->bytes() : 0);
}

bool agrees(std::span<const std::byte> bytes, const std::string& sha256) {
    return sha256.empty() ||
           cache::sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) == sha256;
}

}  // namespace

std::optional<std::vector<std::byte>> read_picture_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error || size > kMaxPictureFileBytes) return std::nullopt;
    std::vector<std::byte> bytes(size);
    std::ifstream in(file, std::ios::binary);
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!in) return std::nullopt;
    return bytes;
}

PictureLoader::PictureLoader(std::size_t budget_bytes, std::function<void()> wake, Read read)
    : budget_bytes_(budget_bytes),
      wake_(std::move(wake)),
      read_(std::move(read)),
      worker_([this](const std::stop_token& stop) { work(stop); }) {}

PictureLoader::~PictureLoader() {
    worker_.request_stop();
    worker_.join();
}

PictureAnswer PictureLoader::get(const StoredFile& file, Size box) {
    const Key key{file.path.string(), file.sha256, box.width, box.height};
    const std::lock_guard lock(mutex_);
    const auto known = entries_.find(key);
    if (known != entries_.end()) {
        order_.splice(order_.begin(), order_, known->second.order);
        return known->second.answer;
    }
    if (in_work_ == key) return {};
    queue_.remove(key);
    queue_.push_front(key);
    if (queue_.size() > kMaxQueue) queue_.pop_back();
    changed_.notify_one();
    return {};
}

void PictureLoader::retry_failed() {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const auto& entry) {
        if (entry.second.answer.state != PictureState::failed) return false;
        bytes_ -= cost(entry.second.answer);
        order_.erase(entry.second.order);
        return true;
    });
}

std::size_t PictureLoader::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

void PictureLoader::work(const std::stop_token& stop) {
    while (true) {
        Key key;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
            if (stop.stop_requested()) return;
            key = queue_.front();
            queue_.pop_front();
            in_work_ = key;
        }
        finish(key, load(key));
        wake_();
    }
}

PictureResult PictureLoader::load(const Key& key) const {
    try {
        const auto bytes = read_(key.path);
        if (!bytes) return {nullptr, PictureFault::unreadable};
        if (!agrees(*bytes, key.sha256)) return {nullptr, PictureFault::damaged};
        return decode_picture(*bytes, {key.width, key.height});
    } catch (const std::bad_alloc&) {
        return {nullptr, PictureFault::too_large};
    }
}

void PictureLoader::finish(const Key& key, const PictureResult& result) {
    const std::lock_guard lock(mutex_);
    in_work_.reset();
    const PictureState state = result.picture ? PictureState::ready : PictureState::failed;
    order_.push_front(key);
    const PictureAnswer answer{state, result.picture, result.fault, result.moves};
    entries_.insert_or_assign(key, Entry{answer, order_.begin()});
    bytes_ += cost(answer);
    shrink();
}

/// The newest stays even if it alone passes the budget: a screen could never show it otherwise.
void PictureLoader::shrink() {
    while (bytes_ > budget_bytes_ && order_.size() > 1) {
        const auto last = entries_.find(order_.back());
        bytes_ -= cost(last->second.answer);
        entries_.erase(last);
        order_.pop_back();
    }
}

}  // namespace villageboard::draw
