#include "kiosk/draw/present/drm.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "content/model/error.h"
#include "kiosk/draw/present/glass.h"

namespace villageboard::draw {
namespace {

constexpr std::size_t kBuffers = 2;

const DrmMode* best_mode(const DrmConnector& connector) {
    const auto rank = [](const DrmMode& mode) {
        return std::tuple(mode.preferred, std::int64_t{mode.size.width} * mode.size.height,
                          mode.hertz);
    };
    const auto best = std::ranges::max_element(connector.modes, {}, rank);
    return best == connector.modes.end() ? nullptr : &*best;
}

}  // namespace

std::optional<DrmOutput> choose_output(const std::vector<DrmConnector>& connectors) {
    for (const DrmConnector& connector : connectors) {
        const DrmMode* mode = best_mode(connector);
        if (connector.connected && mode != nullptr && !connector.crtcs.empty())
            return DrmOutput{connector, *mode, connector.crtcs.front()};
    }
    return std::nullopt;
}

DrmPresenter::DrmPresenter(std::unique_ptr<DrmCard> card, Turn turn)
    : card_(std::move(card)), backing_(turn, kBuffers) {
    const auto output = choose_output(card_->connectors());
    if (!output) throw Error(ErrorKind::retry, "no display is connected to the graphics card");
    switch_on(*output);
    if (!lost_) return;
    drop_buffers();
    throw Error(ErrorKind::retry,
                "another program, perhaps a desktop, has the display " + output->connector.name);
}

DrmPresenter::~DrmPresenter() { drop_buffers(); }

void DrmPresenter::drop_buffers() noexcept {
    for (const DrmBuffer& buffer : buffers_) card_->drop_buffer(buffer);
    buffers_.clear();
}

/// All of them or, when the card has no room, none.
std::vector<DrmBuffer> DrmPresenter::make_buffers(Size size) {
    std::vector<DrmBuffer> buffers;
    try {
        while (buffers.size() < kBuffers) buffers.push_back(card_->make_buffer(size));
    } catch (...) {
        for (const DrmBuffer& buffer : buffers) card_->drop_buffer(buffer);
        throw;
    }
    return buffers;
}

/// Both buffers hold what the picture is before the display shows one.
void DrmPresenter::switch_on(const DrmOutput& output) {
    std::vector<DrmBuffer> old;
    if (buffers_.empty() || output.mode.size != output_.mode.size) {
        old = std::exchange(buffers_, make_buffers(output.mode.size));
        backing_.fit(output.mode.size);
        for (std::size_t i = 0; i < kBuffers; ++i) backing_.forget(i);
    }
    output_ = output;
    for (std::size_t i = 0; i < kBuffers; ++i) backing_.bring(i, buffers_[i].canvas);
    front_ = 0;
    flying_ = false;
    waits_ = false;
    lost_ = !card_->set_mode(output_, buffers_[front_]);
    for (const DrmBuffer& buffer : old) card_->drop_buffer(buffer);
}

Canvas DrmPresenter::canvas() { return backing_.canvas(); }

void DrmPresenter::present(std::span<const Rect> damage) {
    if (damage.empty()) return;
    backing_.add(damage);
    show();
}

void DrmPresenter::show_again() {
    for (std::size_t i = 0; i < kBuffers; ++i) backing_.forget(i);
    show();
}

void DrmPresenter::show() {
    waits_ = flying_;
    if (flying_ || lost_) return;
    const std::size_t back = (front_ + 1) % kBuffers;
    if (backing_.lacks_nothing(back)) return;
    const auto damage = backing_.bring(back, buffers_[back].canvas);
    switch (card_->show(output_, buffers_[back], damage)) {
        case Shown::queued:
            flying_ = true;
            front_ = back;
            break;
        case Shown::at_once:
            front_ = back;
            break;
        case Shown::busy:
            backing_.forget(back);
            waits_ = true;
            flying_ = true;
            break;
        case Shown::not_allowed:
        case Shown::gone:
            backing_.forget(back);
            lost_ = true;
            break;
    }
}

void DrmPresenter::handle_events() {
    if (!card_->read_shown()) return;
    flying_ = false;
    if (waits_) show();
}

bool DrmPresenter::look_again() {
    const auto output = choose_output(card_->connectors());
    if (!output) {
        lost_ = true;
        return false;
    }
    if (!lost_ && *output == output_) return false;
    const Size before = panel();
    switch_on(*output);
    return panel() != before;
}

std::optional<std::pair<double, double>> DrmPresenter::glass_mm() const {
    return believed_mm(output_.mode.size, output_.connector.width_mm, output_.connector.height_mm,
                       backing_.turn());
}

}  // namespace villageboard::draw
