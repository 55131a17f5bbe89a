#include "kiosk/app/equipment.h"

#include <sodium.h>
#include <spdlog/spdlog.h>

#include <functional>

#include "content/state/inquiry.h"
#include "kiosk/input/rime_input.h"
#include "kiosk/input/zinnia_input.h"

namespace villageboard::kiosk {
namespace {

Conf open_conf(const std::filesystem::path& data_dir) {
    try {
        return read_conf(data_dir);
    } catch (const std::exception& error) {
        spdlog::error("reading kiosk.conf: {}", error.what());
        return {};
    }
}

std::unique_ptr<state::StateDb> open_state(const std::filesystem::path& data_dir) {
    try {
        auto state = std::make_unique<state::StateDb>(data_dir);
        // of somebody who stood here when the power went
        state::Inquiries(*state).forget();
        return state;
    } catch (const std::exception& error) {
        spdlog::error("opening state.db: {}", error.what());
        return nullptr;
    }
}

std::unique_ptr<StaffDoor> open_door(state::StateDb* state, const std::filesystem::path& data_dir) {
    if (state == nullptr) return nullptr;
    try {
        return std::make_unique<StaffDoor>(*state, data_dir, state::running_time);
    } catch (const std::exception& error) {
        spdlog::error("opening the door for staff: {}", error.what());
        return nullptr;
    }
}

template <typename Made, typename Kept>
std::unique_ptr<Kept> open_input(const std::filesystem::path& data) {
    try {
        return std::make_unique<Made>(data);
    } catch (const std::exception& error) {
        spdlog::error("opening an input method: {}", error.what());
        return nullptr;
    }
}

std::unique_ptr<Post> open_post(state::StateDb* state) {
    if (!state) return nullptr;
    return std::make_unique<Post>(
        *state, [](std::span<std::byte> bytes) { ::randombytes_buf(bytes.data(), bytes.size()); });
}

std::function<std::unique_ptr<speech::Engine>()> engine_of(speech::Voice voice) {
    if (voice == speech::Voice::off) return {};
    return [voice] { return speech::open_engine(voice); };
}

}  // namespace

Equipment::Equipment(const std::filesystem::path& data_dir, Prints prints,
                     speech::OpenLoudspeaker loudspeaker)
    : conf_(open_conf(data_dir)),
      state_(open_state(data_dir)),
      staff_(open_door(state_.get(), data_dir)),
      print_(std::make_unique<print::PrintDesk>(
          data_dir / "prints", conf_.slip_paper.value_or(print::Paper::receipt80),
          prints == Prints::on_paper ? print::cups_spooler(conf_.slip_printer, conf_.poster_printer)
                                     : print::no_printer())),
      post_(open_post(state_.get())),
      recorder_(sdl_recorder()),
      voice_(std::make_unique<speech::Reader>(
          engine_of(conf_.voice.value_or(speech::Voice::recorded)), std::move(loudspeaker))),
      pinyin_(open_input<RimeInput, InputMethod>(input_tables_folder())),
      handwriting_(open_input<ZinniaInput, Handwriting>(handwriting_model())) {}

}  // namespace villageboard::kiosk
