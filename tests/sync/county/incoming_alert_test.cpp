#include "sync/county/push/incoming_alert.h"

#include <doctest/doctest.h>

#include "sync/county/people/refusal.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const AreaCode kHere = *AreaCode::parse("539921");

/// A document of the Chinese profile, with one part replaced.
std::string profile(const std::string& part = {}, const std::string& other = {}) {
    std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="http://com.icss.amp">
 <identifier>53992141600000_20261120091558</identifier>
 <sender>云岭县气象台</sender>
 <senderCode>53992141600000</senderCode>
 <sendTime>2026-11-20 09:15:58+08:00</sendTime>
 <status>Actual</status>
 <msgType>Alert</msgType>
 <scope>Public</scope>
 <code><method>SMS</method></code>
 <info>
  <language>zh-CN</language>
  <eventType>11B03</eventType>
  <event>暴雨</event>
  <urgency>Immediate</urgency>
  <severity>Orange</severity>
  <certainty>Likely</certainty>
  <effective>2026-11-20 09:15:58+08:00</effective>
  <expires>2026-11-20 21:15:58+08:00</expires>
  <senderName>云岭县气象台</senderName>
  <headline>云岭县气象台发布暴雨橙色预警</headline>
  <description>预计未来3小时杉坪镇雨量将达50毫米以上。
    请注意防范。</description>
  <instruction>沟口、陡坡下的人家马上转移。</instruction>
  <area>
   <areaDesc>杉坪镇</areaDesc>
   <geocode>539921102205,539921102206</geocode>
  </area>
 </info>
</alert>)";
    if (!part.empty()) text.replace(text.find(part), part.size(), other);
    return text;
}

std::string refused(const std::string& bytes) {
    try {
        read_alerts(bytes);
    } catch (const Refusal& refusal) {
        return refusal.what();
    }
    return "";
}

std::vector<std::string> named(const std::vector<std::string>& codes) {
    std::vector<std::string> digits;
    for (const AreaCode& area : named_areas(codes, kHere)) digits.push_back(area.digits());
    return digits;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a warning of the Chinese profile is read whole") {
    const auto alerts = read_alerts(profile());
    REQUIRE(alerts.size() == 1);
    const IncomingAlert& alert = alerts[0];
    CHECK(alert.identifier == "53992141600000_20261120091558");
    CHECK(alert.sender == "云岭县气象台");
    CHECK(alert.sender_code == "53992141600000");
    CHECK(format_instant(alert.sent) == "2026-11-20T01:15:58Z");
    CHECK(alert.status == AlertStatus::actual);
    CHECK(alert.type == AlertType::alert);
    CHECK(alert.event == "暴雨");
    CHECK(alert.event_type == "11B03");
    CHECK(alert.severity == Severity::orange);
    CHECK(format_instant(*alert.expires) == "2026-11-20T13:15:58Z");
    CHECK(alert.description == "预计未来3小时杉坪镇雨量将达50毫米以上。 请注意防范。");
    CHECK(alert.area_text == "杉坪镇");
    CHECK(alert.codes == Texts{"539921102205", "539921102206"});
}

TEST_CASE(
    "a warning of OASIS CAP 1.2 is read: namespace prefixes, several infos, references in three "
    "parts") {
    const auto alerts = read_alerts(R"(<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
<cap:identifier>B</cap:identifier><cap:sender>met@example</cap:sender>
<cap:sent>2026-11-20T09:15:58+08:00</cap:sent><cap:status>Exercise</cap:status>
<cap:msgType>Update</cap:msgType><cap:scope>Public</cap:scope>
<cap:references>met@example,A,2026-11-20T08:00:00+08:00 met@example,A2,2026-11-20T08:30:00+08:00</cap:references>
<cap:info><cap:language>en-US</cap:language><cap:event>Rain</cap:event>
<cap:severity>Severe</cap:severity><cap:headline>Rain</cap:headline>
<cap:description>Rain.</cap:description></cap:info>
<cap:info><cap:language>zh-CN</cap:language><cap:event>暴雨</cap:event>
<cap:severity>Severe</cap:severity><cap:headline>暴雨红色预警</cap:headline>
<cap:description>雨很大。</cap:description><cap:contact>0899-3620119</cap:contact>
<cap:area><cap:areaDesc>全县</cap:areaDesc><cap:geocode><cap:valueName>code</cap:valueName>
<cap:value>539921</cap:value></cap:geocode></cap:area></cap:info></cap:alert>)");
    const IncomingAlert& alert = alerts.at(0);
    CHECK(alert.references == "A");
    CHECK(alert.type == AlertType::update);
    CHECK(alert.status == AlertStatus::exercise);
    CHECK(alert.headline == "暴雨红色预警");
    CHECK(alert.severity == Severity::red);
    CHECK(alert.phone == "0899-3620119");
    CHECK(alert.codes == Texts{"539921"});
}

TEST_CASE("items of the 12379 feed are read, ends among them") {
    const auto alerts = read_alerts(R"([
 {"headline":"云岭县气象局发布道路结冰黄色预警/III/较重","identifier":"53992141600000_20261120223442",
  "sendTime":"2026-11-20 22:34:42","description":"路面结冰。\n请慢行。"},
 {"headline":"云岭县气象局解除道路结冰黄色预警","identifier":"53992141600000_20261121080000",
  "sendTime":"2026-11-21 08:00:00","description":"解除。"}])");
    REQUIRE(alerts.size() == 2);
    CHECK(alerts[0].headline == "云岭县气象局发布道路结冰黄色预警");
    CHECK(alerts[0].sender == "云岭县气象局");
    CHECK(alerts[0].event == "道路结冰");
    CHECK(alerts[0].severity == Severity::yellow);
    CHECK(alerts[0].description == "路面结冰。 请慢行。");
    CHECK(format_instant(alerts[0].sent) == "2026-11-20T14:34:42Z");
    CHECK(alerts[0].codes == Texts{"539921"});
    CHECK(alerts[1].type == AlertType::cancel);
    CHECK(alerts[1].event == "道路结冰");
}

TEST_CASE("what is no warning is refused in one sentence") {
    CHECK(refused("").find("no warning") != std::string::npos);
    CHECK(refused("hello").find("CAP format") != std::string::npos);
    CHECK(refused("<html></html>").find("CAP format") != std::string::npos);
    CHECK(refused(profile().substr(0, 900)).find("CAP format") != std::string::npos);
    CHECK(refused("{\"headline\":1}").find("'headline'") != std::string::npos);
    CHECK(refused("[]").find("1 to 100") != std::string::npos);
    CHECK(refused("[{").find("JSON") != std::string::npos);
    CHECK(refused(profile("<status>Actual</status>", "")).find("<status>") != std::string::npos);
    CHECK(refused(profile("Actual", "Maybe")).find("<status>") != std::string::npos);
    CHECK(refused(profile("<msgType>Alert", "<msgType>Ack")).find("no warning") !=
          std::string::npos);
    CHECK(refused(profile("Public", "Restricted")).find("public") != std::string::npos);
    CHECK(refused(profile("2026-11-20 09:15:58+08:00", "yesterday")).find("time") !=
          std::string::npos);
    CHECK(refused(profile("暴雨橙色预警", "暴雨橙色预警\xE2\x80\xAE")) != "");
    CHECK(refused(profile("云岭县气象台发布", "\xFF\xFE")) != "");
    CHECK(refused(std::string(kMaxAlertBytes + 1, ' ')).find("256 KiB") != std::string::npos);
    CHECK(read_alerts(profile()).size() == 1);
}

TEST_CASE("a document type declaration is refused, so that no entity is expanded") {
    const std::string bomb =
        R"(<?xml version="1.0"?><!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>)";
    CHECK(refused(bomb + "<alert>&b;</alert>").find("type declaration") != std::string::npos);
}

TEST_CASE("every document cut short is refused or read, never worse") {
    const std::string whole = profile();
    std::size_t read = 0;
    for (std::size_t length = 0; length < whole.size(); length += 7)
        if (refused(whole.substr(0, length)).empty()) ++read;
    CHECK(read == 0);
}

TEST_CASE("codes name areas by their prefix, and an area that lies in another one counts once") {
    CHECK(named({"539921102205", "539921102", "539921102205"}) == Texts{"539921102"});
    CHECK(named({"539921102205", "539921103201"}) == Texts{"539921102205", "539921103201"});
    CHECK(named({"539921102205", "539921000000"}) == Texts{"539921"});
    CHECK(named({"539900"}) == Texts{"539921"});
    CHECK(named({"530000000000"}) == Texts{"539921"});
    CHECK(named({"539921102000"}) == Texts{"539921102"});
    CHECK(named({"539922", "120000", "x", "", "5"}).empty());
}

TEST_CASE("times are read with a space, with T, with an offset or as China's") {
    const auto at = [](const char* text) {
        const auto time = parse_cap_time(text);
        return time ? format_instant(*time) : std::string("none");
    };
    CHECK(at("2012-10-25 09:15:58+08:00") == "2012-10-25T01:15:58Z");
    CHECK(at("2012-10-25T09:15:58Z") == "2012-10-25T09:15:58Z");
    CHECK(at("2012-10-25T09:15:58-0130") == "2012-10-25T10:45:58Z");
    CHECK(at("2012-10-25 09:15:58") == "2012-10-25T01:15:58Z");
    for (const char* wrong : {"", "2012-10-25", "2012-13-25 09:15:58", "2012-10-25 29:15:58",
                              "2012-10-25 09:15:58+99:00", "2012-10-25 09:15:58 CST"})
        CHECK_MESSAGE(at(wrong) == "none", wrong);
}
