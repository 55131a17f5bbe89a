/// Draws one real frame several times with the processor and with the graphics unit, into memory,
/// and keeps the times. UI thread, with the OpenGL context current.
#pragma once
#include <functional>

#include "kiosk/draw/present/gl_painter.h"
#include "kiosk/draw/present/renderer.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

inline constexpr std::chrono::milliseconds kTrialBudget{150};

class TrialPresenter final : public Presenter {
  public:
    /// `clock` gives the time since some moment; `gl` must outlive the presenter.
    TrialPresenter(const GlApi& gl, Size laid_out, std::function<std::chrono::nanoseconds()> clock);

    /// Measures with the first frame it is given, until each was drawn five times or the budget is
    /// used up. The first drawing of each warms up and isn't counted.
    bool draw(const ImDrawData& data, const fonts::Atlas& atlas, std::uint32_t background) override;
    Canvas canvas() override;
    void present(std::span<const Rect>) override {}

    const RendererTrial& result() const { return result_; }

  private:
    const GlApi& gl_;
    Size size_;
    std::function<std::chrono::nanoseconds()> clock_;
    std::vector<std::uint32_t> pixels_;
    RendererTrial result_;
};

}  // namespace villageboard::draw
