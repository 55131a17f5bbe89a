#include "kiosk/draw/present/trial.h"

#include <utility>

#include "kiosk/draw/present/gl_target.h"
#include "kiosk/draw/rasteriser.h"

namespace villageboard::draw {
namespace {

constexpr int kRounds = 6;  ///< the first warms up

}  // namespace

TrialPresenter::TrialPresenter(const GlApi& gl, Size laid_out,
                               std::function<std::chrono::nanoseconds()> clock)
    : gl_(gl),
      size_(laid_out),
      clock_(std::move(clock)),
      pixels_(static_cast<std::size_t>(laid_out.width) * laid_out.height) {
    result_.unit = gl.renderer;
}

Canvas TrialPresenter::canvas() {
    return {pixels_.data(), size_.width, size_.height, size_.width, 1};
}

bool TrialPresenter::draw(const ImDrawData& data, const fonts::Atlas& atlas,
                          std::uint32_t background) {
    if (!result_.processor.empty()) return true;
    Rasteriser rasteriser(atlas);
    GlPainter painter(gl_);
    const GlTarget target(gl_, size_);
    Primitives primitives;
    const auto begin = clock_();
    for (int round = 0; round < kRounds && clock_() - begin < kTrialBudget; ++round) {
        const auto start = clock_();
        rasteriser.invalidate();
        rasteriser.render(data, canvas(), background);
        const auto middle = clock_();
        flatten(data, atlas, size_, primitives);
        painter.paint(primitives, atlas, size_, Turn::none, background);
        gl_.finish();
        const auto end = clock_();
        if (round == 0) continue;
        result_.processor.push_back(middle - start);
        result_.opengl.push_back(end - middle);
    }
    return true;
}

}  // namespace villageboard::draw
