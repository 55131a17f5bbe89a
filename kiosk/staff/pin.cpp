#include "kiosk/staff/pin.h"

#include <sodium.h>

#include <new>

namespace villageboard::kiosk {

struct Pin::Cell {
    char digits[kMostDigits];
    std::size_t size;
};

void Pin::Free::operator()(Cell* cell) const { sodium_free(cell); }

Pin::Pin() {
    if (sodium_init() < 0) throw std::bad_alloc();
    cell_.reset(static_cast<Cell*>(sodium_malloc(sizeof(Cell))));
    if (!cell_) throw std::bad_alloc();
    clear();
}

Pin::~Pin() = default;

void Pin::add(int digit) {
    if (cell_->size < kMostDigits) cell_->digits[cell_->size++] = static_cast<char>('0' + digit);
}

void Pin::erase_last() {
    if (cell_->size > 0) cell_->digits[--cell_->size] = 0;
}

void Pin::clear() { sodium_memzero(cell_.get(), sizeof(Cell)); }

std::size_t Pin::size() const { return cell_->size; }

std::string_view Pin::digits() const { return {cell_->digits, cell_->size}; }

}  // namespace villageboard::kiosk
