#include <SDL.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "content/state/secret_bytes.h"
#include "content/state/submission.h"
#include "kiosk/letter/opus_file.h"
#include "kiosk/letter/recorder.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostSamples =
    static_cast<std::size_t>(kVoiceRate) * state::kMaxVoice.count();
constexpr std::uint16_t kDeviceSamples = 512;
constexpr float kLoudest = 12000;  // of 32,767: speech right before the microphone

using Samples = std::span<const std::int16_t>;

float loudness(Samples samples) {
    double sum = 0;
    for (const std::int16_t sample : samples) sum += double{1.0} * sample * sample;
    const double mean = samples.empty() ? 0 : sum / static_cast<double>(samples.size());
    return std::min(1.F, static_cast<float>(std::sqrt(mean)) / kLoudest);
}

/// The sound, filled and read by SDL's thread. Lives as long as a device is open on it.
struct Tape {
    state::SecretBytes bytes{kMostSamples * sizeof(std::int16_t)};
    std::atomic<std::size_t> recorded{0};  ///< samples
    std::atomic<std::size_t> played{0};
    std::atomic<float> level{0};

    std::int16_t* samples() { return reinterpret_cast<std::int16_t*>(bytes.room_for_all().data()); }
    Samples all() { return {samples(), recorded.load()}; }
    bool full() const { return recorded == kMostSamples; }
    bool heard() const { return played >= recorded; }
};

void capture(void* user, Uint8* bytes, int size) noexcept {
    Tape& tape = *static_cast<Tape*>(user);
    const Samples heard(reinterpret_cast<const std::int16_t*>(bytes),
                        static_cast<std::size_t>(size) / sizeof(std::int16_t));
    const std::size_t at = tape.recorded;
    const std::size_t count = std::min(heard.size(), kMostSamples - at);
    std::copy_n(heard.begin(), count, tape.samples() + at);
    tape.recorded = at + count;
    tape.level = loudness(heard);
}

void play_back(void* user, Uint8* bytes, int size) noexcept {
    Tape& tape = *static_cast<Tape*>(user);
    auto* out = reinterpret_cast<std::int16_t*>(bytes);
    const std::size_t wanted = static_cast<std::size_t>(size) / sizeof(std::int16_t);
    const std::size_t at = tape.played;
    const std::size_t count = std::min(wanted, tape.recorded - at);
    std::copy_n(tape.samples() + at, count, out);
    std::fill_n(out + count, wanted - count, std::int16_t{0});
    tape.played = at + count;
    tape.level = loudness({out, wanted});
}

/// An open device with SDL's audio behind it.
class Device {
  public:
    enum class Way { in, out };
    Device(Way way, Tape& tape) {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return;
        SDL_AudioSpec wanted{};
        wanted.freq = kVoiceRate;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = kDeviceSamples;
        wanted.callback = way == Way::in ? capture : play_back;
        wanted.userdata = &tape;
        id_ = SDL_OpenAudioDevice(nullptr, way == Way::in ? 1 : 0, &wanted, nullptr, 0);
        if (id_ == 0) {
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
            return;
        }
        SDL_PauseAudioDevice(id_, 0);
    }
    ~Device() {
        if (id_ == 0) return;
        SDL_CloseAudioDevice(id_);
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    bool open() const { return id_ != 0; }

  private:
    SDL_AudioDeviceID id_ = 0;
};

enum class Command { record, stop, play, forget, end };

class SdlRecorder : public Recorder {
  public:
    SdlRecorder()
        : worker_([this] {
              work();
              SDL_TLSCleanup();  // SDL doesn't see this thread end
          }) {}
    ~SdlRecorder() override {
        order(Command::end, RecorderState::empty);
        worker_.join();
    }

    RecorderState state() const override {
        const std::lock_guard lock(mutex_);
        if (state_ == RecorderState::playing && tape_ && tape_->heard())
            return RecorderState::ready;
        return state_;
    }
    void record() override { order(Command::record, RecorderState::opening); }
    void stop() override {
        const RecorderState now = state();
        if (now == RecorderState::recording) order(Command::stop, RecorderState::finishing);
        if (now == RecorderState::opening) order(Command::forget, RecorderState::empty);
        if (now == RecorderState::playing) order(Command::stop, RecorderState::ready);
    }
    void play() override {
        if (state() == RecorderState::ready) order(Command::play, RecorderState::playing);
    }
    void forget() override { order(Command::forget, RecorderState::empty); }
    std::chrono::milliseconds length() const override {
        const std::lock_guard lock(mutex_);
        return tape_ ? voice_length(tape_->recorded) : std::chrono::milliseconds{0};
    }
    float level() const override {
        const std::lock_guard lock(mutex_);
        return tape_ ? tape_->level.load() : 0;
    }
    std::string_view opus() const override {
        const std::lock_guard lock(mutex_);
        const bool there = state_ == RecorderState::ready || state_ == RecorderState::playing;
        return there && opus_ ? opus_->view() : std::string_view{};
    }

  private:
    void order(Command command, RecorderState meanwhile) {
        const std::lock_guard lock(mutex_);
        commands_.push_back(command);
        state_ = meanwhile;
        called_.notify_one();
    }

    Command next() {
        std::unique_lock lock(mutex_);
        called_.wait(lock, [this] { return !commands_.empty(); });
        const Command command = commands_.front();
        commands_.pop_front();
        return command;
    }

    /// What was ordered after this command overrides what came of it.
    void became(RecorderState state) {
        const std::lock_guard lock(mutex_);
        if (commands_.empty()) state_ = state;
    }

    void work() {
        for (Command command = next(); command != Command::end; command = next()) {
            const bool recorded = device_ && recording_;
            device_.reset();
            if (command == Command::stop && recorded) encode();
            if (command == Command::forget || command == Command::record) wipe();
            if (command == Command::record) open(Device::Way::in);
            if (command == Command::play) open(Device::Way::out);
        }
        device_.reset();
        wipe();
    }

    void open(Device::Way way) {
        recording_ = way == Device::Way::in;
        {
            const std::lock_guard lock(mutex_);
            if (!tape_) tape_.emplace();
            tape_->played = 0;
        }
        device_.emplace(way, *tape_);
        if (device_->open())
            return became(recording_ ? RecorderState::recording : RecorderState::playing);
        device_.reset();
        became(recording_ ? RecorderState::missing : RecorderState::ready);
    }

    void encode() {
        state::SecretBytes file = encode_opus(tape_->all());
        const bool there = !file.empty();
        {
            const std::lock_guard lock(mutex_);
            opus_ = std::move(file);
        }
        became(there ? RecorderState::ready : RecorderState::empty);
    }

    void wipe() {
        const std::lock_guard lock(mutex_);
        tape_.reset();
        opus_.reset();
    }

    mutable std::mutex mutex_;
    std::condition_variable called_;
    std::deque<Command> commands_;
    RecorderState state_ = RecorderState::empty;
    std::optional<Tape> tape_;
    std::optional<state::SecretBytes> opus_;
    std::optional<Device> device_;  ///< the worker's own
    bool recording_ = false;        ///< likewise: what the device is open for
    std::thread worker_;
};

}  // namespace

std::unique_ptr<Recorder> sdl_recorder() { return std::make_unique<SdlRecorder>(); }

}  // namespace villageboard::kiosk
