#include <sodium.h>

#include <istream>
#include <ostream>

#include "content/model/error.h"
#include "sync/county/cli/commands.h"
#include "sync/county/staff_pins.h"

namespace villageboard::county {
namespace {

void tell(std::size_t terminals, std::ostream& out) {
    out << terminals << (terminals == 1 ? " terminal" : " terminals")
        << " will have it within an hour of their next contact.\n";
}

}  // namespace

void run_pin_set(OpenedCounty& county, const std::string& area, const std::string& role,
                 std::istream& in, std::ostream& out) {
    const AreaCode where = county.area(area);
    std::string pin;
    if (!std::getline(in, pin))
        throw Error(ErrorKind::invalid, "Write the PIN to standard input, one line.");
    if (!pin.empty() && pin.back() == '\r') pin.pop_back();
    const std::size_t terminals = StaffPins(county.tools()).set(where, role, pin);
    sodium_memzero(pin.data(), pin.size());
    out << "The PIN of " << role << " in " << where.digits() << " is set. ";
    tell(terminals, out);
}

void run_pin_list(OpenedCounty& county, const std::string& area, std::ostream& out) {
    for (const std::string& role : StaffPins(county.tools()).roles(county.area(area)))
        out << role << "\n";
}

void run_pin_remove(OpenedCounty& county, const std::string& area, const std::string& role,
                    std::ostream& out) {
    const AreaCode where = county.area(area);
    const std::size_t terminals = StaffPins(county.tools()).remove(where, role);
    out << "The PIN of " << role << " in " << where.digits() << " is gone. ";
    tell(terminals, out);
}

}  // namespace villageboard::county
