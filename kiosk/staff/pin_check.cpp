#include "kiosk/staff/pin_check.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostHashes = 8;
constexpr std::size_t kPepperBytes = 32;

using Pepper = std::array<char, kPepperBytes>;

std::map<std::string, Pepper> read_peppers(const std::filesystem::path& path) {
    std::map<std::string, Pepper> all;
    std::ifstream in(path);
    std::string id;
    std::string hex;
    while (in >> id >> hex) {
        Pepper pepper{};
        std::size_t length = 0;
        const int bad =
            sodium_hex2bin(reinterpret_cast<unsigned char*>(pepper.data()), pepper.size(),
                           hex.data(), hex.size(), nullptr, &length, nullptr);
        if (bad == 0 && length == kPepperBytes) all[id] = pepper;
    }
    return all;
}

bool matches(const Pin& pin, const Pepper& pepper, const std::string& hash) {
    std::array<char, kMostDigits + kPepperBytes> secret{};
    const auto digits = pin.digits();
    auto* end = std::copy(digits.begin(), digits.end(), secret.data());
    end = std::copy(pepper.begin(), pepper.end(), end);
    const bool same =
        crypto_pwhash_str_verify(hash.c_str(), secret.data(),
                                 static_cast<unsigned long long>(end - secret.data())) == 0;
    sodium_memzero(secret.data(), secret.size());
    return same;
}

}  // namespace

CheckedPin check_pin(const Pin& pin, const std::vector<state::PinHash>& hashes,
                     const std::filesystem::path& pepper_file) {
    const auto peppers = read_peppers(pepper_file);
    if (peppers.empty()) return {PinVerdict::no_pepper, {}};
    std::size_t tried = 0;
    for (const state::PinHash& known : hashes) {
        const auto pepper = peppers.find(known.id);
        if (pepper == peppers.end() || !known.hash.starts_with(state::kPinHashBegin) ||
            tried++ >= kMostHashes)
            continue;
        if (matches(pin, pepper->second, known.hash)) return {PinVerdict::right, known.role};
    }
    return {PinVerdict::wrong, {}};
}

}  // namespace villageboard::kiosk
