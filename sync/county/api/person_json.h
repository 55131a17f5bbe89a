/// How accounts and appointments stand in calls and in the output of the command line.
#pragma once
#include <nlohmann/json.hpp>

#include "sync/county/store/person_rows.h"

namespace villageboard::county {

/// JSON Schema of person_json().
nlohmann::ordered_json person_schema();
/// Never a secret: whether there is a password and a second factor, not what they are.
nlohmann::ordered_json person_json(const PersonRow& person);

/// JSON Schema of an appointment: post, area, codes (all when left out), languages.
nlohmann::ordered_json appointment_schema();
/// Of a document that is as the schema says. Throws Refusal(invalid) for a post or area that is
/// none.
Appointment appointment_from(const nlohmann::ordered_json& json);

}  // namespace villageboard::county
