#include "kiosk/draw/present/renderer.h"

#include <doctest/doctest.h>

#include <fstream>

namespace villageboard::draw {
namespace {

using std::chrono::nanoseconds;

RendererTrial trial(const char* unit, std::vector<int> processor, std::vector<int> opengl) {
    RendererTrial out{unit, {}, {}};
    for (const int time : processor) out.processor.emplace_back(time);
    for (const int time : opengl) out.opengl.emplace_back(time);
    return out;
}

}  // namespace

TEST_CASE("OpenGL in software never draws the board, however fast it was") {
    for (const char* unit : {"llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "Software Rasterizer",
                             "Google SwiftShader", "swrast", ""}) {
        CAPTURE(unit);
        CHECK(is_software(unit));
        CHECK(faster(trial(unit, {900, 900, 900}, {1, 1, 1})) == Renderer::processor);
    }
    for (const char* unit :
         {"Mesa Intel(R) UHD Graphics 600 (GLK 2)", "Mali-G52 (Panfrost)", "V3D 4.2"})
        CHECK_FALSE(is_software(unit));
}

TEST_CASE("hardware draws only where it was clearly faster, one slow frame aside") {
    const char* unit = "Mali-G52 (Panfrost)";
    CHECK(faster(trial(unit, {100, 100, 100}, {75, 9000, 75})) == Renderer::opengl);
    CHECK(faster(trial(unit, {100, 100, 100}, {76, 76, 76})) == Renderer::processor);
    CHECK(faster(trial(unit, {100}, {1})) == Renderer::processor);
    CHECK(faster(trial(unit, {}, {})) == Renderer::processor);
}

TEST_CASE("a renderer is called auto, processor or opengl") {
    CHECK(parse_renderer("auto") == Renderer::automatic);
    CHECK(parse_renderer("processor") == Renderer::processor);
    CHECK(parse_renderer("opengl") == Renderer::opengl);
    for (const char* bad : {"", "gpu", "OpenGL", "auto "}) CHECK_FALSE(parse_renderer(bad));
}

TEST_CASE("a machine without a render node is known before OpenGL is touched") {
    const auto folder = std::filesystem::temp_directory_path() / "villageboard-dri";
    std::filesystem::remove_all(folder);
    CHECK_FALSE(has_render_node(folder));
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "card0");
    CHECK_FALSE(has_render_node(folder));
    std::ofstream(folder / "renderD128");
    CHECK(has_render_node(folder));
    std::filesystem::remove_all(folder);
}

}  // namespace villageboard::draw
