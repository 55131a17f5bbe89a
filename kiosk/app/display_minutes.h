/// How long each item stood on the glass, day by day, for the report to the county. Gathers in
/// memory and hands over once a minute, so that a power cut costs a minute at most. Pure but for
/// the function that writes. UI thread only.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "content/model/time.h"

namespace villageboard::kiosk {

class DisplayMinutes {
  public:
    using Time = std::chrono::milliseconds;
    using Times = std::map<std::string, Time>;
    /// Stores times of one day; false when it could not, and everything is handed over again.
    using Write = std::function<bool(Day, const Times&)>;

    /// Under this name stands how long anything published was on top.
    static constexpr const char* kAnything = "";

    explicit DisplayMinutes(Write write) : write_(std::move(write)) {}

    /// From `now` on `item` is on top; empty: content, but no single item; nothing: no content.
    /// Called at least every few seconds while the program runs; a longer silence (the machine
    /// slept) doesn't count.
    void note(std::optional<std::string> item, Time now, Day today);
    /// Hands over what is left.
    void flush();

  private:
    Write write_;
    std::optional<std::string> item_;
    Day day_{};
    Time last_{0};
    Time written_{0};
    Times times_;  ///< of day_
};

}  // namespace villageboard::kiosk
