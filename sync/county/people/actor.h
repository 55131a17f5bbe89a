/// Who acts: a signed-in person or program with its appointments, as every part of the server gets
/// it. Immutable for the length of one call.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/people/post.h"

namespace villageboard::county {

struct Actor {
    std::string id;    ///< of the user; what the audit log knows them by
    std::string name;  ///< as they sign
    std::vector<Appointment> appointments;
    bool confirmed = false;  ///< gave password and second factor again within the last 5 minutes
    std::string kin_of;      ///< id of the office holder whose declared kin they are; or empty

    /// Whether they hold `post` for this area (an appointment for it or for one above it) and,
    /// where a catalogue code is given, for that code.
    bool holds(Post post, const AreaCode& area, std::string_view catalogue = {}) const;
    /// Whether they hold any post whose area contains this one or lies in it.
    bool sees(const AreaCode& area) const;
};

/// The command line, run by somebody who can read the county's keys: every post, everywhere below
/// `county`, under the id "command-line".
Actor command_line_actor(const AreaCode& county);

}  // namespace villageboard::county
