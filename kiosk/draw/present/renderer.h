/// Whether the processor or the graphics unit draws. Pure, but for has_render_node().
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::draw {

enum class Renderer : std::uint8_t {
    automatic,  ///< whichever is faster on this machine
    processor,
    opengl
};

/// "auto", "processor" or "opengl"; nothing for anything else.
std::optional<Renderer> parse_renderer(std::string_view text);

/// What the first frame cost with each, in the order of measuring.
struct RendererTrial {
    std::string unit;  ///< GL_RENDERER
    std::vector<std::chrono::nanoseconds> processor;
    std::vector<std::chrono::nanoseconds> opengl;
};

/// Mesa's and others' OpenGL on the processor: never faster than the processor's own painter.
bool is_software(std::string_view unit);

/// Opengl only for real hardware that was clearly faster (median at most 3/4 of the processor's),
/// since it costs memory and start-up time; processor also when either was measured less than
/// twice.
Renderer faster(const RendererTrial& trial);

/// Whether this machine has a graphics unit that programs may use: without one OpenGL isn't even
/// started.
bool has_render_node(const std::filesystem::path& folder = "/dev/dri");

}  // namespace villageboard::draw
