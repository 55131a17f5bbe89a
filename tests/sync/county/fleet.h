/// Terminals of a test's county: enrolled without a network, and reports as they make them.
#pragma once
#include <string>

#include "sync/county/devices.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/enrolment.h"
#include "sync/feed/note.h"
#include "tests/sync/county/calls.h"

namespace villageboard::county {

struct EnrolledTerminal {
    std::string id;
    std::string fingerprint;  ///< as the terminal says it
};

inline EnrolledTerminal enrolled(CountyFixture& county, const char* area = kVillage) {
    const auto signer =
        feed::Signer::generate("device", feed::KeyType::ed25519, feed::system_random());
    const auto box = feed::make_box_key_pair(feed::system_random()(32));
    Devices devices(county.tools());
    const auto code = *feed::EnrolmentCode::parse(devices.make_code(area_code(area)));
    const std::string request = feed::format_request(
        {code.id, area_code(area), signer.verifier().public_key(), box.public_key}, code);
    const auto reply = feed::open_reply(devices.enrol(request).body, request, code);
    REQUIRE(reply);
    return {reply->device_id,
            feed::device_fingerprint(signer.verifier().public_key(), box.public_key)};
}

inline EnrolledTerminal accepted(CountyFixture& county, const char* area = kVillage) {
    EnrolledTerminal terminal = enrolled(county, area);
    Devices(county.tools()).accept(terminal.id, {});
    return terminal;
}

/// A report of a terminal that holds `size` entries of its village and shows `shown` items, and of
/// the county's feed all that a new county publishes.
inline Json sound_report(CountyFixture& county, int size, int shown) {
    const std::uint64_t above = county.tools().repository.feed(kCounty)->size;
    return {
        {"format", 1},
        {"made", format_instant(county.tools().clock())},
        {"clock", {{"known", true}, {"source", "network"}}},
        {"program", "0.1.0"},
        {"boot", "b-1"},
        {"uptime_s", 3600},
        {"keys", true},
        {"round",
         {{"result", "fresh"}, {"reason", ""}, {"fresh", format_instant(county.tools().clock())}}},
        {"feeds",
         {{{"area", kVillage}, {"size", size}, {"items", shown}, {"shown", shown}},
          {{"area", kCounty}, {"size", above}, {"items", above}, {"shown", above}}}},
        {"files", {{"missing", 0}, {"missing_bytes", 0}}},
        {"storage", {{"free_bytes", 8000000000}, {"total_bytes", 16000000000}}},
        {"minutes_today", 30}};
}

inline HttpResponse report(CountyFixture& county, const std::string& device, const Json& body) {
    return call(county, somebody("nobody", Post::clerk, kVillage), "POST", "/v1/reports",
                body.dump(), device);
}

inline Actor operator_of(const char* area) { return somebody("wu", Post::operator_, area); }

}  // namespace villageboard::county
