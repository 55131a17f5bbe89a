/// The touch panel, mouse and keyboard of a bare machine, read through libinput: devices come and
/// go as udev tells, touch panels are calibrated by udev's LIBINPUT_CALIBRATION_MATRIX. Run so far
/// only without devices: the machines at hand have none. UI thread only.
#pragma once
#include <memory>

#include "kiosk/app/panel_input.h"

namespace villageboard::kiosk {

class Devices {
  public:
    /// `input` must outlive this. Throws Error (retry) when the devices can't be listed. A device
    /// that may not be opened is left out and logged.
    explicit Devices(PanelInput& input);
    ~Devices();
    Devices(const Devices&) = delete;
    Devices& operator=(const Devices&) = delete;

    /// To be watched for reading; then read().
    int fd() const;
    /// Takes what has arrived, without waiting.
    void read();

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
    PanelInput& input_;
};

}  // namespace villageboard::kiosk
