#include <algorithm>
#include <fstream>

#include "content/model/error.h"
#include "kiosk/speech/loudspeaker.h"

namespace villageboard::speech {
namespace {

constexpr std::size_t kMostSamples = std::size_t{kRate} * 600;

void put(std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string wav_head(std::size_t samples) {
    const auto bytes = static_cast<std::uint32_t>(samples * sizeof(std::int16_t));
    std::string head = "RIFF";
    put(head, 36 + bytes, 4);
    head += "WAVEfmt ";
    put(head, 16, 4);
    put(head, 1, 2);  // PCM
    put(head, 1, 2);  // channels
    put(head, kRate, 4);
    put(head, kRate * 2, 4);
    put(head, 2, 2);
    put(head, 16, 2);
    head += "data";
    put(head, bytes, 4);
    return head;
}

}  // namespace

class Recorder::Connection : public Loudspeaker {
  public:
    Connection(Recorder& recorder, Tape& tape) : recorder_(recorder) {
        const std::lock_guard lock(recorder_.mutex_);
        recorder_.tape_ = &tape;
    }
    ~Connection() override {
        const std::lock_guard lock(recorder_.mutex_);
        recorder_.tape_ = nullptr;
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

  private:
    Recorder& recorder_;
};

std::unique_ptr<Loudspeaker> Recorder::open(Tape& tape) {
    return std::make_unique<Connection>(*this, tape);
}

OpenLoudspeaker Recorder::opener() {
    return [this](Tape& tape) { return open(tape); };
}

void Recorder::advance_to(std::chrono::milliseconds now) {
    const std::lock_guard lock(mutex_);
    const auto passed = std::max(now - now_, std::chrono::milliseconds{0});
    now_ = now;
    if (!tape_ || tape_->left() == 0) return;
    const auto all = static_cast<std::size_t>(passed.count()) * (kRate / 1000);
    Pcm piece(std::min(all, kMostSamples));
    tape_->take(piece, [this](const std::string& name) { heard_.push_back(name); });
    piece.resize(std::min(piece.size(), kMostSamples - std::min(kMostSamples, sound_.size())));
    sound_.insert(sound_.end(), piece.begin(), piece.end());
}

std::vector<std::string> Recorder::heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}

bool Recorder::has_heard(const std::string& words) const {
    const std::lock_guard lock(mutex_);
    return std::any_of(heard_.begin(), heard_.end(), [&](const std::string& name) {
        return name.find(words) != std::string::npos;
    });
}

Pcm Recorder::sound() const {
    const std::lock_guard lock(mutex_);
    return sound_;
}

void Recorder::write_wav(const std::filesystem::path& file) const {
    const Pcm all = sound();
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << wav_head(all.size());
    out.write(reinterpret_cast<const char*>(all.data()),
              static_cast<std::streamsize>(all.size() * sizeof(std::int16_t)));
    if (!out.flush()) throw Error(ErrorKind::retry, "can't write the sound", file.string());
}

void Recorder::forget() {
    const std::lock_guard lock(mutex_);
    heard_.clear();
    sound_.clear();
}

}  // namespace villageboard::speech
