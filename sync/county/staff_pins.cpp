#include "sync/county/staff_pins.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kLeast = 6;
constexpr std::size_t kMost = 12;
constexpr std::size_t kPepperBytes = 32;
constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = std::size_t{64} << 20;
constexpr std::size_t kMostRole = 64;

bool is_row(std::string_view pin, int step) {
    for (std::size_t i = 1; i < pin.size(); ++i)
        if (pin[i] - pin[i - 1] != step) return false;
    return true;
}

bool repeats(std::string_view pin, std::size_t length) {
    if (pin.size() % length != 0) return false;
    for (std::size_t i = length; i < pin.size(); ++i)
        if (pin[i] != pin[i - length]) return false;
    return true;
}

void check_role(const std::string& role) {
    const bool code = !role.empty() && role.size() <= kMostRole &&
                      std::all_of(role.begin(), role.end(), [](unsigned char c) {
                          return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
                      });
    if (!code)
        throw Error(ErrorKind::invalid,
                    "A role is written with 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'; it is no "
                    "person's name.");
}

}  // namespace

void check_pin_strength(std::string_view pin) {
    const bool digits =
        std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < kLeast || pin.size() > kMost)
        throw Error(ErrorKind::invalid, "A PIN has 6 to 12 digits and nothing else.");
    if (is_row(pin, 0) || is_row(pin, 1) || is_row(pin, -1) || repeats(pin, 2) || repeats(pin, 3))
        throw Error(ErrorKind::invalid,
                    "This PIN is one of those that are guessed first; take another.");
}

std::string hash_pin(std::string_view pin, const feed::RandomBytes& random) {
    const std::string pepper = random(kPepperBytes);
    std::string secret = std::string(pin) + pepper;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed =
        crypto_pwhash_str(hash.data(), secret.data(), secret.size(), kPasses, kMemory);
    sodium_memzero(secret.data(), secret.size());
    if (failed != 0)
        throw Error(ErrorKind::retry, "There is no memory for hashing a PIN (64 MiB).");
    return feed::to_hex(pepper) + " " + hash.data();
}

std::size_t StaffPins::set(const AreaCode& area, const std::string& role, std::string_view pin) {
    check_role(role);
    check_pin_strength(pin);
    const std::string secret = hash_pin(pin, tools_.random);
    Transaction transaction(tools_.repository);
    tools_.repository.put_staff_pin(transaction, area.digits(), {role, secret});
    const std::size_t count = renew_keys(transaction, area);
    transaction.commit();
    keyring_.issue();
    return count;
}

std::size_t StaffPins::remove(const AreaCode& area, const std::string& role) {
    Transaction transaction(tools_.repository);
    if (!tools_.repository.remove_staff_pin(transaction, area.digits(), role))
        throw Error(ErrorKind::invalid, "In " + area.digits() + " the role " + role +
                                            " has no PIN; 'pin list' names those that have.");
    const std::size_t count = renew_keys(transaction, area);
    transaction.commit();
    keyring_.issue();
    return count;
}

std::vector<std::string> StaffPins::roles(const AreaCode& area) {
    std::vector<std::string> all;
    for (const StaffPinRow& pin : tools_.repository.staff_pins(area.digits()))
        all.push_back(pin.role);
    return all;
}

std::size_t StaffPins::renew_keys(Transaction& transaction, const AreaCode& area) {
    std::size_t count = 0;
    for (DeviceRow& device : tools_.repository.devices()) {
        if (device.state != DeviceState::accepted || device.area != area.digits()) continue;
        ++device.keys_version;
        tools_.repository.put_device(transaction, device);
        ++count;
    }
    return count;
}

}  // namespace villageboard::county
