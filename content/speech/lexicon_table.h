/// The table behind lexicon.h; its definition is generated when the program is built
/// (speech/lexicon.sh from the packages rime-data-terra-pinyin and unicode-data).
#pragma once
#include <string_view>

namespace villageboard::speech {

/// Lines "word syllable syllable ...", in the order of their bytes.
std::string_view lexicon_table();

}  // namespace villageboard::speech
