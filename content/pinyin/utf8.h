/// The least of UTF-8 that content needs: characters with their places. Never throws on bad bytes.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace villageboard {

/// Decodes one character and moves on; a broken byte stands for itself. `text` must not be empty.
char32_t take_character(std::string_view& text);

/// Appends the character's bytes.
void put_character(std::string& text, char32_t character);

std::u32string characters_of(std::string_view text);

}  // namespace villageboard
