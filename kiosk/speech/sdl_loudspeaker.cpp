#include <SDL.h>

#include "kiosk/film/sound.h"
#include "kiosk/speech/loudspeaker.h"

namespace villageboard::speech {
namespace {

constexpr std::uint16_t kDeviceSamples = 1024;

void fill(void* tape, Uint8* bytes, int count) noexcept {
    auto* samples = reinterpret_cast<std::int16_t*>(bytes);
    static_cast<Tape*>(tape)->take({samples, static_cast<std::size_t>(count) / sizeof *samples});
}

class SdlLoudspeaker : public Loudspeaker {
  public:
    explicit SdlLoudspeaker(SDL_AudioDeviceID device) : device_(device) {
        SDL_PauseAudioDevice(device_, 0);
    }
    ~SdlLoudspeaker() override {
        SDL_CloseAudioDevice(device_);
        film::release_sdl_audio();
        SDL_TLSCleanup();
    }
    SdlLoudspeaker(const SdlLoudspeaker&) = delete;
    SdlLoudspeaker& operator=(const SdlLoudspeaker&) = delete;

  private:
    const SDL_AudioDeviceID device_;
};

}  // namespace

// SDL keeps an error text for each thread that used it, and doesn't see a thread end that isn't its
// own.
std::unique_ptr<Loudspeaker> open_sdl_loudspeaker(Tape& tape) {
    if (!film::acquire_sdl_audio()) {
        SDL_TLSCleanup();
        return nullptr;
    }
    SDL_AudioSpec wanted{};
    wanted.freq = kRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kDeviceSamples;
    wanted.callback = fill;
    wanted.userdata = &tape;
    const SDL_AudioDeviceID device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device != 0) return std::make_unique<SdlLoudspeaker>(device);
    film::release_sdl_audio();
    SDL_TLSCleanup();
    return nullptr;
}

}  // namespace villageboard::speech
