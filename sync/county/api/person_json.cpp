#include "sync/county/api/person_json.h"

#include "content/model/time.h"
#include "sync/county/api/schema.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {

using nlohmann::ordered_json;

ordered_json appointment_schema() {
    using namespace schema;
    return object({{"post", text(40)},
                   {"area", text(12)},
                   {"codes?", list(text(3))},
                   {"languages?", list(text(35))}});
}

ordered_json person_schema() {
    using namespace schema;
    return object({{"id", text()},
                   {"sign_in", text()},
                   {"shown", text()},
                   {"state", one_of({"active", "disabled"})},
                   {"program", boolean()},
                   {"kin_of", text()},
                   {"password", boolean()},
                   {"second_factor", boolean()},
                   {"created", text()},
                   {"appointments", list(appointment_schema())}});
}

ordered_json person_json(const PersonRow& person) {
    ordered_json appointments = ordered_json::array();
    for (const Appointment& one : person.appointments)
        appointments.push_back({{"post", std::string(to_string(one.post))},
                                {"area", one.area.digits()},
                                {"codes", one.codes},
                                {"languages", one.languages}});
    return {{"id", person.id},
            {"sign_in", person.sign_in},
            {"shown", person.shown},
            {"state", person.active ? "active" : "disabled"},
            {"program", person.program},
            {"kin_of", person.kin_of},
            {"password", !person.password.empty()},
            {"second_factor", !person.factor.empty()},
            {"created", format_instant(Instant(std::chrono::seconds(person.created)))},
            {"appointments", std::move(appointments)}};
}

Appointment appointment_from(const ordered_json& json) {
    const auto& post = json.at("post").get_ref<const std::string&>();
    const auto& area = json.at("area").get_ref<const std::string&>();
    const auto which = parse_post(post);
    const auto where = AreaCode::parse(area);
    if (!which)
        throw Refusal(RefusalKind::invalid, "appointment", "There is no post '" + post + "'.",
                      "/post");
    if (!where)
        throw Refusal(RefusalKind::invalid, "appointment", "'" + area + "' is no area code.",
                      "/area");
    Appointment appointment{*which, *where, {}, {}};
    if (json.contains("codes")) appointment.codes = json["codes"].get<std::vector<std::string>>();
    if (json.contains("languages"))
        appointment.languages = json["languages"].get<std::vector<std::string>>();
    return appointment;
}

}  // namespace villageboard::county
