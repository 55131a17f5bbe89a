#include "kiosk/draw/present/renderer.h"

#include <algorithm>
#include <cctype>

namespace villageboard::draw {
namespace {

std::chrono::nanoseconds median(std::vector<std::chrono::nanoseconds> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

}  // namespace

std::optional<Renderer> parse_renderer(std::string_view text) {
    if (text == "auto") return Renderer::automatic;
    if (text == "processor") return Renderer::processor;
    if (text == "opengl") return Renderer::opengl;
    return std::nullopt;
}

bool is_software(std::string_view unit) {
    std::string lower(unit);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::string_view kNames[] = {"llvmpipe", "softpipe",    "swrast",
                                           "software", "swiftshader", "lavapipe"};
    return lower.empty() || std::ranges::any_of(kNames, [&](std::string_view name) {
               return lower.find(name) != std::string::npos;
           });
}

Renderer faster(const RendererTrial& trial) {
    if (is_software(trial.unit) || trial.processor.size() < 2 || trial.opengl.size() < 2)
        return Renderer::processor;
    return median(trial.opengl) * 4 <= median(trial.processor) * 3 ? Renderer::opengl
                                                                   : Renderer::processor;
}

bool has_render_node(const std::filesystem::path& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().filename().string().starts_with("renderD")) return true;
    return false;
}

}  // namespace villageboard::draw
