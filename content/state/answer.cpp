#include "content/state/answer.h"

#include <algorithm>
#include <array>

#include "content/model/error.h"
#include "content/model/json_text.h"

namespace villageboard::state {
namespace {

constexpr char kFormat = 1;
constexpr std::size_t kHead = 1 + 4;
constexpr std::array<std::size_t, 3> kClasses{512, 2048, 8192};

void require(std::string_view text) {
    if (text.empty() || text.size() > kMaxAnswerBytes)
        throw Error(ErrorKind::invalid, "An answer has 1 to 6,000 bytes.", "text");
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string fault = text_fault(text.substr(0, end));
        if (!fault.empty()) throw Error(ErrorKind::invalid, "The answer " + fault + ".", "text");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::size_t length_in(std::string_view plaintext) {
    std::size_t length = 0;
    for (const char c : plaintext.substr(1, 4))
        length = length << 8 | static_cast<unsigned char>(c);
    return length;
}

}  // namespace

std::string seal_answer(std::string_view text, std::string_view public_key) {
    require(text);
    const auto* size = std::find_if(kClasses.begin(), kClasses.end(),
                                    [&](std::size_t each) { return kHead + text.size() <= each; });
    SecretBytes plaintext(*size);
    const std::array<char, kHead> head{
        kFormat, static_cast<char>(text.size() >> 24), static_cast<char>(text.size() >> 16),
        static_cast<char>(text.size() >> 8), static_cast<char>(text.size())};
    plaintext.append({head.data(), head.size()});
    plaintext.append(text);
    plaintext.resize(*size);
    return to_base64(seal(plaintext.view(), public_key));
}

std::optional<SecretBytes> open_answer(std::string_view sealed, const BoxKeys& keys) {
    const auto bytes = bytes_from_base64(sealed);
    if (!bytes) return std::nullopt;
    const auto plaintext = unseal(*bytes, keys);
    if (!plaintext || plaintext->size() < kHead || plaintext->view().front() != kFormat)
        return std::nullopt;
    const std::size_t length = length_in(plaintext->view());
    if (length > plaintext->size() - kHead) return std::nullopt;
    return SecretBytes::of(plaintext->view().substr(kHead, length));
}

bool AnswerSearch::look_through(const std::vector<std::string>& sealed, std::size_t count) {
    const std::size_t end = std::min(sealed.size(), at_ + count);
    for (; at_ < end; ++at_)
        if (auto answer = open_answer(sealed[at_], keys_)) found_.push_back(std::move(*answer));
    return at_ >= sealed.size();
}

}  // namespace villageboard::state
