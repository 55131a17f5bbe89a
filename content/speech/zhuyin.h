/// Pinyin as zhuyin letters, the names of the recorded syllables. Pure; any thread.
#pragma once
#include <string>
#include <string_view>

namespace villageboard::speech {

/// "zhuang" is ㄓㄨㄤ, "lv" ㄌㄩ; empty for what is no Mandarin syllable.
std::string zhuyin_of(std::string_view base);

}  // namespace villageboard::speech
