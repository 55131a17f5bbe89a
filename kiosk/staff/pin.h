/// The digits of a PIN while they are typed: in one locked place of memory that is wiped, never
/// copied, never logged. UI thread, then the thread that checks it.
#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

namespace villageboard::kiosk {

inline constexpr std::size_t kMostDigits = 12;
inline constexpr std::size_t kLeastDigits = 6;

class Pin {
  public:
    Pin();
    ~Pin();
    Pin(Pin&&) noexcept = default;
    Pin& operator=(Pin&&) noexcept = default;

    /// Nothing once it is full.
    void add(int digit);
    void erase_last();
    void clear();
    std::size_t size() const;
    bool long_enough() const { return size() >= kLeastDigits; }
    /// Valid until it is changed.
    std::string_view digits() const;

  private:
    struct Cell;
    struct Free {
        void operator()(Cell* cell) const;
    };
    std::unique_ptr<Cell, Free> cell_;
};

}  // namespace villageboard::kiosk
