#include "kiosk/app/equipment.h"

#include <spdlog/spdlog.h>

namespace villageboard::kiosk {
namespace {

std::unique_ptr<state::StateDb> open_state(const std::filesystem::path& data_dir) {
    try {
        return std::make_unique<state::StateDb>(data_dir);
    } catch (const std::exception& error) {
        spdlog::error("opening state.db: {}", error.what());
        return nullptr;
    }
}

}  // namespace

Equipment::Equipment(const std::filesystem::path& data_dir) : state_(open_state(data_dir)) {}

}  // namespace villageboard::kiosk
