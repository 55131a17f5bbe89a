#include "content/state/submission.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "content/model/error.h"
#include "content/model/json_text.h"

namespace villageboard::state {
namespace {

constexpr char kFormat = 1;
constexpr std::array<std::size_t, 3> kTextClasses{512, 2048, 8192};
constexpr std::array<std::pair<SubmissionKind, std::string_view>, 5> kKinds{
    {{SubmissionKind::ask, "ask"},
     {SubmissionKind::object, "object"},
     {SubmissionKind::report, "report"},
     {SubmissionKind::suggest, "suggest"},
     {SubmissionKind::answer, "answer"}}};
constexpr std::array<std::pair<Route, std::string_view>, 3> kRoutes{
    {{Route::town, "town"}, {Route::county, "county"}, {Route::discipline, "discipline"}}};
constexpr std::size_t kKeyBytes = crypto_box_PUBLICKEYBYTES;

[[noreturn]] void refuse(const std::string& message, const char* place) {
    throw Error(ErrorKind::invalid, message, place);
}

// nlohmann::json would leave copies of what it writes on the heap.
class Writer {
  public:
    explicit Writer(SecretBytes& out) : out_(out) {}

    void raw(std::string_view bytes) {
        if (!out_.append(bytes)) refuse("The message is too long.", "text");
    }
    void name(std::string_view member) {
        raw(first_ ? "\"" : ",\"");
        first_ = false;
        raw(member);
        raw("\":");
    }
    void string(std::string_view text) {
        raw("\"");
        for (const char& c : text) {
            if (c == '"' || c == '\\') raw("\\");
            raw({&c, 1});
        }
        raw("\"");
    }
    void member(std::string_view key, std::string_view text) {
        if (text.empty()) return;
        name(key);
        string(text);
    }
    void number(std::int64_t value) { raw(std::to_string(value)); }
    void open(char bracket) {
        raw({&bracket, 1});
        first_ = true;
    }
    void close(char bracket) {
        raw({&bracket, 1});
        first_ = false;
    }

  private:
    SecretBytes& out_;
    bool first_ = true;
};

template <typename Each>
void each_line(std::string_view text, Each each) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        each(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

void require_text(std::string_view text, std::size_t most, const char* place) {
    if (text.size() > most) refuse("What was written is too long.", place);
    each_line(text, [&](std::string_view line) {
        const std::string fault = text_fault(line);
        if (!fault.empty()) refuse("What was written " + fault + ".", place);
    });
}

void require(const Submission& submission) {
    require_text(submission.text, kMaxTextBytes, "text");
    require_text(submission.contact, kMaxContactBytes, "contact");
    if (submission.contact.find('\n') != std::string_view::npos)
        refuse("The contact is one line.", "contact");
    if (!submission.answer_key.empty() && submission.answer_key.size() != kKeyBytes)
        refuse("The answer's key has not 32 bytes.", "answer_key");
    if (submission.voice.empty() != (submission.voice_length.count() <= 0) ||
        submission.voice_length > kMaxVoice)
        refuse("The voice is longer than 90 s, or its length isn't known.", "voice");
}

void write_about(Writer& out, const SubmissionAbout& about) {
    out.name("about");
    out.open('{');
    out.member("item", about.item);
    out.name("revision");
    out.number(about.revision);
    out.member("line", about.line);
    out.close('}');
}

void write_answers(Writer& out, const std::vector<ConsultationAnswer>& answers) {
    out.name("answers");
    out.raw("[");
    for (const ConsultationAnswer& answer : answers) {
        if (&answer != &answers.front()) out.raw(",");
        out.open('{');
        out.member("question", answer.question);
        out.name("options");
        out.raw("[");
        for (const int& option : answer.options) {
            if (&option != &answer.options.front()) out.raw(",");
            out.number(option);
        }
        out.raw("]");
        out.close('}');
    }
    out.raw("]");
}

void write_text(Writer& out, std::string_view text) {
    out.name("text");
    out.raw("[");
    bool first = true;
    each_line(text, [&](std::string_view line) {
        if (!std::exchange(first, false)) out.raw(",");
        out.string(line);
    });
    out.raw("]");
}

void write_json(Writer& out, const Submission& submission) {
    out.open('{');
    out.member("kind", to_string(submission.kind));
    if (submission.about) write_about(out, *submission.about);
    out.member("to", to_string(submission.route));
    out.member("area", submission.area);
    out.member("language", submission.language);
    out.member("day", format_day(submission.day));
    if (!submission.text.empty()) write_text(out, submission.text);
    out.member("contact", submission.contact);
    if (!submission.answers.empty()) write_answers(out, submission.answers);
    if (!submission.answer_key.empty()) {
        std::array<char, sodium_base64_ENCODED_LEN(kKeyBytes, sodium_base64_VARIANT_ORIGINAL)> key;
        sodium_bin2base64(key.data(), key.size(),
                          reinterpret_cast<const unsigned char*>(submission.answer_key.data()),
                          kKeyBytes, sodium_base64_VARIANT_ORIGINAL);
        out.member("answer_key", key.data());
    }
    if (!submission.voice.empty()) {
        out.name("voice_ms");
        out.number(submission.voice_length.count());
    }
    out.close('}');
}

std::array<char, 4> length_bytes(std::size_t length) {
    return {static_cast<char>(length >> 24), static_cast<char>(length >> 16),
            static_cast<char>(length >> 8), static_cast<char>(length)};
}

/// Takes "u32 length, bytes" from the front.
std::string_view take(std::string_view& rest) {
    std::size_t length = 0;
    if (rest.size() < 4) refuse("The message ends too early.", "length");
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(rest[i]);
    if (length > rest.size() - 4) refuse("The message ends too early.", "length");
    const std::string_view part = rest.substr(4, length);
    rest.remove_prefix(4 + length);
    return part;
}

template <typename Value, std::size_t n>
Value value_of(const std::array<std::pair<Value, std::string_view>, n>& names,
               const std::string& text, const char* place) {
    for (const auto& [value, name] : names)
        if (name == text) return value;
    refuse("'" + text + "' is not known here.", place);
}

std::string text_of(const nlohmann::json& json) {
    std::string text;
    for (const nlohmann::json& line : json) {
        if (!text.empty() || &line != &json.front()) text += '\n';
        text += line.get<std::string>();
    }
    return text;
}

std::string key_of(const std::string& base64) {
    std::string key(kKeyBytes, '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), base64.data(),
                          base64.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        length != kKeyBytes)
        refuse("The answer's key has not 32 bytes.", "answer_key");
    return key;
}

OpenedSubmission read_json(const nlohmann::json& json) {
    OpenedSubmission opened;
    opened.kind = value_of(kKinds, json.at("kind").get<std::string>(), "kind");
    opened.route = value_of(kRoutes, json.at("to").get<std::string>(), "to");
    opened.area = json.at("area").get<std::string>();
    opened.language = json.at("language").get<std::string>();
    const auto day = parse_day(json.at("day").get<std::string>());
    if (!day) refuse("The day doesn't exist.", "day");
    opened.day = *day;
    if (json.contains("about")) {
        const nlohmann::json& about = json.at("about");
        opened.about = {about.at("item").get<std::string>(),
                        about.at("revision").get<std::uint32_t>(),
                        about.value("line", std::string{})};
    }
    if (json.contains("text")) opened.text = text_of(json.at("text"));
    opened.contact = json.value("contact", std::string{});
    if (json.contains("answers"))
        for (const nlohmann::json& answer : json.at("answers"))
            opened.answers.push_back({answer.at("question").get<std::string>(),
                                      answer.at("options").get<std::vector<int>>()});
    if (json.contains("answer_key"))
        opened.answer_key = key_of(json.at("answer_key").get<std::string>());
    opened.voice_length = std::chrono::milliseconds{json.value("voice_ms", std::int64_t{0})};
    return opened;
}

}  // namespace

std::string_view to_string(SubmissionKind kind) {
    return kKinds[static_cast<std::size_t>(kind)].second;
}

std::string_view to_string(Route route) { return kRoutes[static_cast<std::size_t>(route)].second; }

std::size_t size_class(std::size_t bytes, std::chrono::milliseconds voice) {
    if (voice.count() > 0) {
        const auto steps = (voice + kVoiceStep - std::chrono::milliseconds{1}) / kVoiceStep;
        return kTextClasses.back() + static_cast<std::size_t>(steps) * kVoiceStepBytes;
    }
    const auto* found = std::find_if(kTextClasses.begin(), kTextClasses.end(),
                                     [&](std::size_t size) { return bytes <= size; });
    return found == kTextClasses.end() ? bytes : *found;
}

SecretBytes print_submission(const Submission& submission) {
    require(submission);
    SecretBytes json(kTextClasses.back());
    Writer writer(json);
    write_json(writer, submission);
    const std::size_t used = 1 + 4 + json.size() + 4 + submission.voice.size();
    const std::size_t size = size_class(used, submission.voice_length);
    const std::size_t most = submission.voice.empty() ? kTextClasses.back() : size;
    if (used > most) refuse("The message is too long.", "text");
    SecretBytes plaintext(size);
    plaintext.append({&kFormat, 1});
    const auto json_length = length_bytes(json.size());
    plaintext.append({json_length.data(), json_length.size()});
    plaintext.append(json.view());
    const auto voice_length = length_bytes(submission.voice.size());
    plaintext.append({voice_length.data(), voice_length.size()});
    plaintext.append(submission.voice);
    plaintext.resize(size);
    return plaintext;
}

OpenedSubmission parse_submission(std::string_view plaintext) {
    if (plaintext.empty() || plaintext.front() != kFormat)
        refuse("The message is of a format that is not known.", "format");
    std::string_view rest = plaintext.substr(1);
    const std::string_view json = take(rest);
    const std::string_view voice = take(rest);
    if (rest.find_first_not_of('\0') != std::string_view::npos)
        refuse("There is more behind the message.", "padding");
    try {
        OpenedSubmission opened = read_json(parse_json(json, kTextClasses.back()));
        opened.voice = voice;
        return opened;
    } catch (const nlohmann::json::exception&) {
        refuse("A part of the message is missing or of the wrong type.", "json");
    }
}

}  // namespace villageboard::state
