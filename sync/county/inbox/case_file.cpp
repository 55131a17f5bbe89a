#include "sync/county/inbox/case_file.h"

#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "content/state/seal.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

Day day_of(const Json& json) {
    return parse_day(json.get_ref<const std::string&>()).value_or(Day{});
}

Json to_json(const CaseFile& file) {
    Json json{{"kind", file.kind},
              {"area", file.area},
              {"language", file.language},
              {"day", format_day(file.day)},
              {"text", file.text},
              {"contact", file.contact},
              {"answer_key", file.answer_key},
              {"voice_ms", file.voice_length.count()},
              {"topics", file.topics},
              {"events", Json::array()},
              {"notes", Json::array()}};
    if (file.about)
        json["about"] = {{"item", file.about->item},
                         {"revision", file.about->revision},
                         {"line", file.about->line}};
    for (const CaseEvent& event : file.events)
        json["events"].push_back({{"day", format_day(event.day)},
                                  {"actor", event.actor},
                                  {"act", event.act},
                                  {"words", event.words}});
    for (const CaseNote& note : file.notes)
        json["notes"].push_back(
            {{"day", format_day(note.day)}, {"actor", note.actor}, {"text", note.text}});
    return json;
}

CaseFile from_json(const Json& json) {
    CaseFile file;
    file.kind = json.at("kind").get<std::string>();
    file.area = json.at("area").get<std::string>();
    file.language = json.at("language").get<std::string>();
    file.day = day_of(json.at("day"));
    file.text = json.at("text").get<std::string>();
    file.contact = json.at("contact").get<std::string>();
    file.answer_key = json.at("answer_key").get<std::string>();
    file.voice_length = std::chrono::milliseconds{json.at("voice_ms").get<std::int64_t>()};
    file.topics = json.at("topics").get<std::vector<std::string>>();
    if (json.contains("about"))
        file.about = state::SubmissionAbout{json.at("about").at("item").get<std::string>(),
                                            json.at("about").at("revision").get<std::uint32_t>(),
                                            json.at("about").at("line").get<std::string>()};
    for (const Json& event : json.at("events"))
        file.events.push_back({day_of(event.at("day")), event.at("actor").get<std::string>(),
                               event.at("act").get<std::string>(),
                               event.at("words").get<std::string>()});
    for (const Json& note : json.at("notes"))
        file.notes.push_back({day_of(note.at("day")), note.at("actor").get<std::string>(),
                              note.at("text").get<std::string>()});
    return file;
}

}  // namespace

CaseFile case_file_of(const state::OpenedSubmission& message) {
    CaseFile file;
    file.kind = state::to_string(message.kind);
    file.about = message.about;
    file.area = message.area;
    file.language = message.language;
    file.day = message.day;
    file.text = message.text;
    file.contact = message.contact;
    if (!message.answer_key.empty()) file.answer_key = state::to_base64(message.answer_key);
    if (!message.voice.empty()) file.voice_length = message.voice_length;
    return file;
}

std::string print_case(const CaseFile& file) { return to_json(file).dump(); }

CaseFile parse_case(std::string_view text) {
    try {
        return from_json(Json::parse(text));
    } catch (const Json::exception&) {
        throw Error(ErrorKind::corrupt,
                    "A case at the county is damaged; restore the database from a backup.");
    }
}

}  // namespace villageboard::county
