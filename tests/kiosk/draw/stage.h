/// One screen in memory to draw on in tests: fonts, atlas, Dear ImGui, rasteriser.
#pragma once
#include <imgui.h>

#include <vector>

#include "fonts/imgui/draw.h"
#include "fonts/layout/cache.h"
#include "kiosk/draw/present/offscreen.h"
#include "kiosk/draw/rasteriser.h"

namespace villageboard::draw {

class Stage {
  public:
    explicit Stage(Size size, fonts::AtlasLimits limits = {})
        : atlas(faces, limits), layouts(faces), screen(size), rasteriser(atlas), size_(size) {
        context_ = ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        fonts::use_atlas(ImGui::GetIO(), atlas);
    }
    ~Stage() { ImGui::DestroyContext(context_); }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Builds one frame with `build(ImDrawList&)`, without painting it.
    template <typename Build>
    const ImDrawData& build(Build build) {
        atlas.begin_frame();
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {static_cast<float>(size_.width), static_cast<float>(size_.height)};
        io.DeltaTime = 1.0f / 60.0f;
        ImGui::NewFrame();
        build(*ImGui::GetBackgroundDrawList());
        ImGui::Render();
        return *ImGui::GetDrawData();
    }

    /// Builds and paints one frame; gives what changed.
    template <typename Build>
    std::vector<Rect> frame(Build build_frame, ImU32 background = 0xFFEFF7FB) {
        const ImDrawData& data = build(build_frame);
        const auto damage = rasteriser.render(data, screen.canvas(), background);
        screen.present(damage);
        return {damage.begin(), damage.end()};
    }

    std::vector<std::uint32_t> pixels() {
        const Canvas canvas = screen.canvas();
        return {canvas.pixels, canvas.pixels + std::size_t{1} * canvas.width * canvas.height};
    }

    fonts::FaceSet faces;
    fonts::Atlas atlas;
    fonts::LayoutCache layouts;
    OffscreenPresenter screen;
    Rasteriser rasteriser;

  private:
    Size size_;
    ImGuiContext* context_ = nullptr;
};

}  // namespace villageboard::draw
