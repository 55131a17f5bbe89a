/// The picture on a bare display: no X server, no compositor. Two buffers of the card's; one is
/// shown while the other is drawn. Never waits: while a buffer is being shown the next frame is
/// kept, and shown from handle_events(). Run so far against a card in memory only: the machines at
/// hand have no /dev/dri. UI thread only.
#pragma once
#include <optional>

#include "kiosk/draw/present/backing.h"
#include "kiosk/draw/present/drm_card.h"
#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

/// The first connected display, in its own resolution; without one the largest, at the fastest.
/// Nothing where no display is connected that the card can drive. Pure.
std::optional<DrmOutput> choose_output(const std::vector<DrmConnector>& connectors);

class DrmPresenter final : public Presenter {
  public:
    /// Throws Error (retry) when no display is connected, or the card lets it show nothing.
    DrmPresenter(std::unique_ptr<DrmCard> card, Turn turn);
    ~DrmPresenter() override;
    DrmPresenter(const DrmPresenter&) = delete;
    DrmPresenter& operator=(const DrmPresenter&) = delete;

    Canvas canvas() override;
    void present(std::span<const Rect> damage) override;
    void show_again() override;
    std::optional<std::pair<double, double>> glass_mm() const override;

    /// To be watched for reading; then handle_events().
    int fd() const { return card_->fd(); }
    void handle_events();
    /// Looks whether another display was plugged in or the old one came back, also whether the card
    /// is ours again; true when the size changed. Call after the kernel told of a change, and now
    /// and then while lost().
    bool look_again();
    /// Nothing can be shown now: the display is unplugged or another program has the card. Frames
    /// are kept; the newest is shown when look_again() finds the way open.
    bool lost() const { return lost_; }
    Size panel() const { return output_.mode.size; }

  private:
    std::vector<DrmBuffer> make_buffers(Size size);
    void switch_on(const DrmOutput& output);
    void drop_buffers() noexcept;
    void show();

    std::unique_ptr<DrmCard> card_;
    Backing backing_;
    DrmOutput output_;
    std::vector<DrmBuffer> buffers_;
    std::size_t front_ = 0;  ///< shown, or about to be
    bool flying_ = false;    ///< the front buffer is not yet on the display
    bool waits_ = false;     ///< a frame is kept until it is
    bool lost_ = false;
};

}  // namespace villageboard::draw
