/// The one function of a fuzz target, and how a target says that an invariant broke.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Must not crash, hang, or hold a property wrong, whatever the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

inline std::string_view input(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline void must_hold(bool property) {
    if (!property) std::abort();
}
