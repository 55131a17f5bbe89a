/// Numbers as they are said in Mandarin, written in Hanzi.
/// Pure functions; any thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace villageboard::speech {

/// How single figures are said: on the telephone 1 is 幺.
enum class Figures { plain, phone };

/// Figure by figure; whatever is no figure is left out.
std::u32string digit_words(std::u32string_view digits, Figures figures);

/// 10 is 十, 105 一百零五, 2000 两千, 200 二百; up to 10^16 - 1.
std::u32string integer_words(std::uint64_t number);

/// A sum of money as a villager says it: 105.50 is 一百零五块五毛, 105.05 一百零五块零五分.
std::u32string money_words(std::uint64_t fen);

/// Figures, perhaps with thousands' commas and a point: 3,200.5 is 三千二百点五. Very long ones,
/// and those that begin with needless zeros, are said figure by figure.
std::u32string number_words(std::u32string_view number);

}  // namespace villageboard::speech
