/// A script for the loudspeaker (outputs.h) as sound: Opus in Ogg (RFC 7845), one channel, by the
/// voices of the terminals (content/speech/engine.h). Made from the script's words alone, so it
/// holds what they hold and nothing more. Any thread; one script at a time is spoken.
#pragma once
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "content/speech/engine.h"
#include "content/speech/lexicon.h"

namespace villageboard::county::site {

inline constexpr std::chrono::minutes kLongestSound{10};
/// All sounds that are kept to be given out again.
inline constexpr std::size_t kSoundCacheBytes = std::size_t{16} << 20;

/// The lines of a script said one after the other, with pauses between sentences and longer ones
/// between lines. Nothing where that takes longer than `most`.
std::optional<speech::Pcm> say_script(speech::Engine& engine, const speech::Lexicon& lexicon,
                                      std::string_view script, std::chrono::milliseconds most);

/// Samples at speech::kRate as an Ogg Opus file. Throws Error(retry) where the encoder refuses.
std::string ogg_opus(std::span<const std::int16_t> samples);

class ScriptSounds {
  public:
    using OpenEngine = std::function<std::unique_ptr<speech::Engine>()>;
    /// The engine is opened for the first script that is spoken, and kept.
    explicit ScriptSounds(OpenEngine open) : open_(std::move(open)) {}

    /// The sound of a script; the same script again is not spoken again while it is kept. Throws
    /// Refusal: too_often while another one is being spoken, invalid for one of more than
    /// kLongestSound. Throws Error(retry) where no voice is installed.
    std::string sound_of(const std::string& script);

  private:
    struct Kept {
        std::string digest;  ///< SHA-256 of the script
        std::string ogg;
    };
    std::optional<std::string> kept(const std::string& digest);
    void keep(Kept sound);
    std::string speak(const std::string& script);

    OpenEngine open_;
    std::mutex speaking_;  ///< guards the two below
    std::unique_ptr<speech::Engine> engine_;
    std::optional<speech::Lexicon> lexicon_;
    std::mutex keeping_;  ///< guards the two below
    std::deque<Kept> kept_;
    std::size_t kept_bytes_ = 0;
};

}  // namespace villageboard::county::site
