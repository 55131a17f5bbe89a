#include "content/state/own_payments.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "content/model/error.h"
#include "content/state/seal.h"

namespace villageboard::state {
namespace {

constexpr char kFormat = 1;
constexpr char kTold = 1;
constexpr char kMore = 2;
constexpr std::size_t kHeadBytes = 4;  // format, flags, count
constexpr std::size_t kMostPayments = 0xFFFF;
constexpr char kLastReason = static_cast<char>(ReturnReason::other);
constexpr std::int64_t kMostFen = std::int64_t{1} << 53;
/// GB/T 15834 has U+00B7; keyboards and tables bring the others.
constexpr std::array<std::string_view, 5> kNamePoints{"•", "‧", "・", "．", "."};
constexpr std::array<std::string_view, 3> kBlanks{" ", "\t", "　"};

void put_text(SecretBytes& out, std::string_view text, std::size_t most) {
    if (text.size() > most)
        throw Error(ErrorKind::invalid, "A text has more than " + std::to_string(most) + " bytes.");
    const char length = static_cast<char>(static_cast<unsigned char>(text.size()));
    if (!out.append({&length, 1}) || !out.append(text))
        throw Error(ErrorKind::invalid, "These words have no room in one message.");
}

void put_number(SecretBytes& out, std::uint64_t value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        const char byte = static_cast<char>(value >> shift & 0xFF);
        out.append({&byte, 1});
    }
}

/// Takes parts off the front of a plaintext; `good` is false once one was not there.
struct Reader {
    std::string_view rest;
    bool good = true;

    std::string_view take(std::size_t bytes) {
        good = good && bytes <= rest.size();
        if (!good) return {};
        const std::string_view part = rest.substr(0, bytes);
        rest.remove_prefix(bytes);
        return part;
    }
    std::uint64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        for (const char byte : take(bytes)) value = value << 8 | static_cast<unsigned char>(byte);
        return value;
    }
    std::string_view text(std::size_t most) {
        const auto length = static_cast<std::size_t>(number(1));
        good = good && length <= most;
        return take(length);
    }
    bool only_zeros() const { return rest.find_first_not_of('\0') == std::string_view::npos; }
};

std::size_t size_of(const OwnPayment& one) {
    constexpr std::size_t kFixed = 3 + 8 + 2 + 4;  // three lengths, amount, state and reason, day
    return kFixed + one.programme.size() + one.period.size() + one.where.size();
}

void put_payment(SecretBytes& out, const OwnPayment& one) {
    put_text(out, one.programme, kMaxPaymentText);
    put_text(out, one.period, kMaxPaymentText);
    put_number(out, static_cast<std::uint64_t>(one.amount.value), 8);
    put_number(out, static_cast<std::uint64_t>(one.state), 1);
    put_number(out, static_cast<std::uint64_t>(one.reason), 1);
    put_text(out, one.where, kMaxPaymentText);
    put_number(out, static_cast<std::uint32_t>(one.day.time_since_epoch().count()), 4);
}

OwnPayment take_payment(Reader& in) {
    OwnPayment one;
    one.programme = in.text(kMaxPaymentText);
    one.period = in.text(kMaxPaymentText);
    one.amount.value = static_cast<std::int64_t>(in.number(8));
    const auto state = in.number(1);
    const auto reason = in.number(1);
    one.where = in.text(kMaxPaymentText);
    one.day = Day(std::chrono::days(static_cast<std::int32_t>(in.number(4))));
    in.good = in.good && state <= 1 && reason <= static_cast<std::uint64_t>(kLastReason) &&
              one.amount.value >= 0 && one.amount.value <= kMostFen;
    one.state = static_cast<PaymentState>(state);
    one.reason = static_cast<ReturnReason>(reason);
    return one;
}

}  // namespace

SecretBytes print_inquiry(const PaymentInquiry& inquiry) {
    SecretBytes out(kInquiryBytes);
    out.append({&kFormat, 1});
    put_text(out, inquiry.name, kMaxNameBytes);
    put_text(out, inquiry.id_number, kIdNumberLength);
    put_text(out, inquiry.code, kOneTimeCodeLength);
    put_text(out, inquiry.answer_key, kBoxKeyBytes);
    out.resize(kInquiryBytes);
    return out;
}

std::optional<PaymentInquiry> parse_inquiry(std::string_view plaintext) {
    Reader in{plaintext};
    if (plaintext.size() != kInquiryBytes || in.number(1) != kFormat) return std::nullopt;
    PaymentInquiry inquiry;
    inquiry.name = in.text(kMaxNameBytes);
    inquiry.id_number = in.text(kIdNumberLength);
    inquiry.code = in.text(kOneTimeCodeLength);
    inquiry.answer_key = in.text(kBoxKeyBytes);
    if (!in.good || !in.only_zeros() || inquiry.answer_key.size() != kBoxKeyBytes)
        return std::nullopt;
    return inquiry;
}

SecretBytes print_inquiry_answer(const InquiryAnswer& answer) {
    std::size_t room = kInquiryAnswerBytes - kHeadBytes;
    std::size_t count = 0;
    for (; count < std::min(answer.payments.size(), kMostPayments); ++count) {
        const std::size_t size = size_of(answer.payments[count]);
        if (size > room) break;
        room -= size;
    }
    const bool more = answer.more || count < answer.payments.size();
    SecretBytes out(kInquiryAnswerBytes);
    out.append({&kFormat, 1});
    put_number(out, static_cast<std::uint64_t>((answer.told ? kTold : 0) | (more ? kMore : 0)), 1);
    put_number(out, count, 2);
    for (std::size_t i = 0; i < count; ++i) put_payment(out, answer.payments[i]);
    out.resize(kInquiryAnswerBytes);
    return out;
}

std::optional<InquiryAnswer> parse_inquiry_answer(std::string_view plaintext) {
    Reader in{plaintext};
    if (plaintext.size() != kInquiryAnswerBytes || in.number(1) != kFormat) return std::nullopt;
    const auto flags = in.number(1);
    if (flags > static_cast<std::uint64_t>(kTold | kMore)) return std::nullopt;
    InquiryAnswer answer;
    answer.told = (flags & kTold) != 0;
    answer.more = (flags & kMore) != 0;
    for (auto left = in.number(2); left > 0 && in.good; --left)
        answer.payments.push_back(take_payment(in));
    if (!in.good || !in.only_zeros()) return std::nullopt;
    return answer;
}

SecretBytes compared_name(std::string_view name) {
    SecretBytes out(name.size() * 2);
    while (!name.empty()) {
        const auto begins = [&](std::string_view mark) { return name.starts_with(mark); };
        if (const auto* blank = std::ranges::find_if(kBlanks, begins); blank != kBlanks.end()) {
            name.remove_prefix(blank->size());
        } else if (const auto* point = std::ranges::find_if(kNamePoints, begins);
                   point != kNamePoints.end()) {
            out.append("·");
            name.remove_prefix(point->size());
        } else {
            out.append(name.substr(0, 1));
            name.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace villageboard::state
