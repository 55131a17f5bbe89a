#include "content/state/slip.h"

#include <sodium.h>

#include <cstddef>
#include <span>

namespace villageboard::state {
namespace {

constexpr std::size_t kRandomCharacters = 17;
constexpr std::string_view kCheckName = "villageboard slip check 1";
constexpr std::string_view kKeyName = "villageboard slip key 1";

/// BLAKE2b-256 of `text`, keyed with `name`, into `hash`.
void hash_of(std::string_view name, std::string_view text, std::span<char> hash) {
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       reinterpret_cast<const unsigned char*>(name.data()), name.size());
}

char character_of(char random) {
    return kSlipCharacters[static_cast<unsigned char>(random) % kSlipCharacters.size()];
}

std::array<char, kSlipLength - kRandomCharacters> check_of(std::string_view random) {
    SecretBytes hash(crypto_generichash_BYTES);
    hash_of(kCheckName, random, hash.room_for_all());
    const std::span<char> bytes = hash.room_for_all();
    return {character_of(bytes[0]), character_of(bytes[1]), character_of(bytes[2])};
}

bool check_is_right(std::string_view characters) {
    const auto check = check_of(characters.substr(0, kRandomCharacters));
    return characters.substr(kRandomCharacters) == std::string_view(check.data(), check.size());
}

}  // namespace

std::optional<char> slip_character(char typed) {
    if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
    if (typed == 'O') return '0';
    if (typed == 'I' || typed == 'L') return '1';
    if (kSlipCharacters.find(typed) == std::string_view::npos) return std::nullopt;
    return typed;
}

Slip Slip::make(const RandomBytes& random) {
    SecretBytes bytes(kRandomCharacters);
    random(std::as_writable_bytes(bytes.room_for_all()));
    SecretBytes characters(kSlipLength);
    for (const char byte : bytes.room_for_all()) {
        const char character = character_of(byte);
        characters.append({&character, 1});
    }
    const auto check = check_of(characters.view());
    characters.append({check.data(), check.size()});
    return Slip(std::move(characters));
}

std::optional<Slip> Slip::parse(std::string_view typed) {
    SecretBytes characters(kSlipLength);
    for (const char each : typed) {
        if (each == ' ' || each == '-') continue;
        const auto character = slip_character(each);
        if (!character || !characters.append({&*character, 1})) return std::nullopt;
    }
    if (characters.size() != kSlipLength || !check_is_right(characters.view())) return std::nullopt;
    return Slip(std::move(characters));
}

BoxKeys Slip::keys() const {
    SecretBytes seed(kBoxKeyBytes);
    hash_of(kKeyName, characters().substr(0, kRandomCharacters), seed.room_for_all());
    seed.filled(kBoxKeyBytes);
    return box_keys_of(seed.view());
}

}  // namespace villageboard::state
