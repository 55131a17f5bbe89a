#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {

using kiosk::InputKind;

kiosk::Settings portrait() {
    kiosk::Settings settings;
    settings.panel = kiosk::usual_panel(1080, 1920);
    return settings;
}

Person::Person(const std::filesystem::path& data_dir, kiosk::Settings settings, Instant now,
               kiosk::Services services)
    : now_(now),
      board_(data_dir, [this] { return now_; }),
      presenter_({settings.panel.width_px, settings.panel.height_px}),
      stage_(std::make_unique<kiosk::Stage>(
          board_, presenter_, settings, [] {}, kiosk::StageOptions{.services = services})) {
    show();
}

bool Person::tap(const std::string& label) {
    const kiosk::Node* node = tree().find_target(label);
    if (!node || node->visible.empty()) return false;
    const float x = node->visible.mid_x();
    const float y = node->visible.mid_y();
    press(x, y);
    release(x, y);
    show();
    return true;
}

bool Person::sees(const std::string& label) const {
    const kiosk::Node* node = tree().find(label);
    return node && !node->visible.empty();
}

void Person::press(float x, float y) { queue_.push({InputKind::press, x, y}); }
void Person::move(float x, float y) { queue_.push({InputKind::move, x, y}); }
void Person::release(float x, float y) { queue_.push({InputKind::release, x, y}); }

void Person::show() { stage_->run(queue_, uptime_); }

void Person::wait(int seconds) {
    for (int i = 0; i < seconds; ++i) {
        uptime_ += std::chrono::seconds{1};
        if (stage_->tick(uptime_)) show();
    }
}

}  // namespace villageboard::kiosk_test
