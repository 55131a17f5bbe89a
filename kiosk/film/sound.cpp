#include "kiosk/film/sound.h"

#include <SDL.h>

#include <atomic>
#include <mutex>

#include "kiosk/film/reel.h"

namespace villageboard::film {
namespace {

constexpr std::uint16_t kDeviceSamples = 1024;

std::mutex& sdl_audio_mutex() {
    static std::mutex mutex;
    return mutex;
}

class SdlSound : public Sound {
  public:
    SdlSound(SDL_AudioDeviceID device, int channels) : device_(device), channels_(channels) {}
    ~SdlSound() override {
        SDL_CloseAudioDevice(device_);
        release_sdl_audio();
    }
    SdlSound(const SdlSound&) = delete;
    SdlSound& operator=(const SdlSound&) = delete;

    void write(std::span<const std::int16_t> samples) override {
        if (SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(samples.size_bytes())) == 0)
            written_ += static_cast<std::int64_t>(samples.size()) / channels_;
    }

    std::int64_t written() const override { return written_; }

    std::int64_t heard() const override {
        const auto waiting = static_cast<std::int64_t>(SDL_GetQueuedAudioSize(device_));
        return written_ - waiting / (channels_ * static_cast<std::int64_t>(sizeof(std::int16_t)));
    }

    void run() override { SDL_PauseAudioDevice(device_, 0); }
    void hold() override { SDL_PauseAudioDevice(device_, 1); }

  private:
    const SDL_AudioDeviceID device_;
    const int channels_;
    std::atomic<std::int64_t> written_{0};
};

}  // namespace

std::unique_ptr<Sound> open_sdl_sound(int channels) {
    if (!acquire_sdl_audio()) return nullptr;
    SDL_AudioSpec wanted{};
    wanted.freq = kSoundRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = static_cast<Uint8>(channels);
    wanted.samples = kDeviceSamples;
    const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device != 0) return std::make_unique<SdlSound>(device, channels);
    release_sdl_audio();
    return nullptr;
}

bool acquire_sdl_audio() {
    const std::lock_guard lock(sdl_audio_mutex());
    return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
}

void release_sdl_audio() {
    const std::lock_guard lock(sdl_audio_mutex());
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

}  // namespace villageboard::film
