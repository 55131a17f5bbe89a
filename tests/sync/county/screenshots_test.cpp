#include "sync/county/fleet/screenshots.h"

#include "sync/county/fleet/png_check.h"
#include "sync/county/store/audit_rows.h"
#include "sync/feed/bytes.h"
#include "tests/sync/county/fleet.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

const char* const kOtherVillage = "539921102206";

std::string bytes(std::initializer_list<unsigned> values) {
    std::string out;
    for (const unsigned value : values) out += static_cast<char>(value);
    return out;
}

std::string chunk(const std::string& type, const std::string& data) {
    std::uint32_t sum = 0xFFFFFFFF;
    for (const char c : type + data) {
        sum ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320U : 0);
    }
    std::string out;
    feed::append_u32(out, static_cast<std::uint32_t>(data.size()));
    out += type + data;
    feed::append_u32(out, ~sum);
    return out;
}

const std::string kSignature("\x89PNG\r\n\x1A\n", 8);

std::string header(std::uint32_t width, std::uint32_t height,
                   const std::string& form = bytes({8, 2, 0, 0, 0})) {
    std::string data;
    feed::append_u32(data, width);
    feed::append_u32(data, height);
    return chunk("IHDR", data + form);
}

/// A PNG of the right form; what its pixels say is nobody's matter.
std::string png(const std::string& pixels = "pixels") {
    return kSignature + header(720, 1280) + chunk("IDAT", pixels) + chunk("IEND", "");
}

HttpResponse ask(CountyFixture& county, const std::string& device,
                 const Actor& actor = operator_of(kTown)) {
    return call(county, actor, "POST", "/v1/devices/" + device + "/screenshot");
}

HttpResponse show(CountyFixture& county, const std::string& device,
                  const Actor& actor = operator_of(kTown)) {
    return call(county, actor, "GET", "/v1/devices/" + device + "/screenshot");
}

/// What the answer to a report asks for; empty: nothing.
std::string told(CountyFixture& county, const std::string& device) {
    static int uptime = 0;
    Json body = sound_report(county, 0, 0);
    body["uptime_s"] = ++uptime;
    const Json answer = answered(report(county, device, body), 201);
    return answer.contains("screenshot") ? answer["screenshot"]["request"].get<std::string>() : "";
}

HttpResponse bring(CountyFixture& county, const std::string& device, const std::string& request,
                   const std::string& picture) {
    return call(county, somebody("nobody", Post::clerk, kVillage), "POST",
                "/v1/screenshots/" + request, picture, device);
}

std::vector<std::string> acts(CountyFixture& county, const std::string& subject) {
    std::vector<std::string> list;
    for (const AuditRow& row : AuditRows(county.tools().repository).read(0, 1000)) {
        const Json line = Json::parse(row.line);
        if (line["subject"] == subject)
            list.push_back(line["act"].get<std::string>() + " " + line["actor"].get<std::string>());
    }
    return list;
}

}  // namespace

TEST_CASE("a picture is asked for, brought by the terminal, shown and written down") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        CHECK(told(county, terminal.id).empty());
        answered(show(county, terminal.id), 404);
        CHECK(answered(ask(county, terminal.id), 201)["expires"] ==
              format_instant(county.tools().clock() + 1h));
        const std::string request = told(county, terminal.id);
        REQUIRE(request.size() == 32);
        CHECK(told(county, terminal.id) == request);
        answered(bring(county, terminal.id, request, png()), 201);
        CHECK(told(county, terminal.id).empty());
        const HttpResponse shown = show(county, terminal.id);
        CHECK(shown.status == 200);
        CHECK(shown.body == png());
        const std::pair<std::string, std::string> type("Content-Type", "image/png");
        CHECK(std::ranges::find(shown.fields, type) != shown.fields.end());
        const auto written = acts(county, terminal.id);
        REQUIRE(written.size() >= 2);
        CHECK(written.end()[-2] == "device.screenshot wu");
        CHECK(written.end()[-1] == "device.pictured " + terminal.id);
        // the next one takes its place
        answered(ask(county, terminal.id), 201);
        answered(bring(county, terminal.id, told(county, terminal.id), png("newer")), 201);
        CHECK(show(county, terminal.id).body == png("newer"));
    });
}

TEST_CASE("only who looks after a terminal asks for its picture or sees it") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        answered(ask(county, terminal.id), 201);
        answered(bring(county, terminal.id, told(county, terminal.id), png()), 201);
        for (const Actor& actor :
             {somebody("zhang", Post::clerk, kVillage), operator_of(kOtherVillage)}) {
            answered(ask(county, terminal.id, actor), 404);
            answered(show(county, terminal.id, actor), 404);
        }
        CHECK(show(county, terminal.id, somebody("li", Post::county_admin, kCounty)).status == 200);
        const auto waiting = enrolled(county);
        CHECK(answered(ask(county, waiting.id), 409)["code"] == "not_accepted");
    });
}

TEST_CASE(
    "a picture that nobody asked for is refused, and so is another terminal's or a late one") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        const auto other = accepted(county);
        const auto refused = [&](const std::string& device, const std::string& request) {
            CHECK(answered(bring(county, device, request, png()), 409)["code"] == "not_asked");
        };
        refused(terminal.id, std::string(32, 'a'));
        answered(ask(county, terminal.id), 201);
        const std::string request = told(county, terminal.id);
        refused(terminal.id, std::string(32, 'a'));
        refused(other.id, request);
        county.pass(1h);
        CHECK(told(county, terminal.id).empty());
        refused(terminal.id, request);
        answered(ask(county, terminal.id), 201);
        CHECK(told(county, terminal.id) != request);
        answered(bring(county, terminal.id, told(county, terminal.id), png()), 201);
        refused(terminal.id, request);
    });
}

TEST_CASE("asked for again, the same picture is waited for an hour from then on") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        answered(ask(county, terminal.id), 201);
        const std::string request = told(county, terminal.id);
        county.pass(50min);
        answered(ask(county, terminal.id), 201);
        county.pass(50min);
        CHECK(told(county, terminal.id) == request);
    });
}

TEST_CASE("hostile bytes are no picture") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        answered(ask(county, terminal.id), 201);
        const std::string request = told(county, terminal.id);
        const std::string huge(kMostScreenshotUpload, 'x');
        CHECK(answered(bring(county, terminal.id, request, png(huge)), 422)["code"] == "too_large");
        for (const std::string& bad : {std::string(), std::string("<svg onload=alert(1)>"),
                                       png() + "<script>", png().substr(0, 60)})
            CHECK(answered(bring(county, terminal.id, request, bad), 422)["code"] == "no_png");
        answered(show(county, terminal.id), 404);
        answered(bring(county, terminal.id, request, png()), 201);
    });
}

TEST_CASE("a plain PNG is told from everything else") {
    const std::string end = chunk("IEND", "");
    const std::string data = chunk("IDAT", "pixels");
    const std::string head = kSignature + header(720, 1280);
    CHECK(is_plain_png(head + data + data + end, 1280));
    CHECK(is_plain_png(kSignature + header(1, 1) + data + end, 1280));
    for (const std::string& bad :
         {head + end, head + data, head + data + end + "x", head + data + end + end,
          kSignature + data + end, data + end, head + header(720, 1280) + data + end,
          head + chunk("tEXt", "Comment\0words") + data + end, head + data + chunk("IEND", "words"),
          kSignature + header(0, 1280) + data + end, kSignature + header(720, 1281) + data + end,
          kSignature + header(720, 1280, bytes({16, 2, 0, 0, 0})) + data + end,
          kSignature + header(720, 1280, bytes({8, 6, 0, 0, 0})) + data + end,
          kSignature + header(720, 1280, bytes({8, 2, 0, 0, 1})) + data + end,
          head + bytes({0xFF, 0xFF, 0xFF, 0xFF}) + "IDAT" + data + end}) {
        CAPTURE(bad.size());
        CHECK(!is_plain_png(bad, 1280));
    }
    // cut anywhere, or with any bit turned
    const std::string whole = head + data + end;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        CHECK(!is_plain_png(std::string_view(whole).substr(0, i), 1280));
        std::string turned = whole;
        turned[i] = static_cast<char>(turned[i] ^ 1);
        CHECK(!is_plain_png(turned, 1280));
    }
}

TEST_CASE("a picture goes with its terminal, and after thirty days") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        const auto other = accepted(county);
        for (const auto& one : {terminal, other}) {
            answered(ask(county, one.id), 201);
            answered(bring(county, one.id, told(county, one.id), png()), 201);
            answered(ask(county, one.id), 201);
        }
        Devices(county.tools()).revoke(terminal.id);
        answered(show(county, terminal.id), 404);
        ScreenshotRows rows(county.tools().repository);
        CHECK(!rows.picture(terminal.id));
        CHECK(!rows.request(terminal.id));
        CHECK(rows.picture(other.id));
        CHECK(bring(county, terminal.id, std::string(32, 'a'), png()).status == 403);

        county.pass(24h * 30);
        CHECK(show(county, other.id).status == 200);
        CHECK(Screenshots(county.tools()).thin() == 1);
        county.pass(1s);
        answered(show(county, other.id), 404);
        CHECK(Screenshots(county.tools()).thin() == 1);
        CHECK(!rows.picture(other.id));
    });
}

TEST_CASE("a terminal's page says whether a picture is waited for, and when the newest came") {
    on_both_databases([](CountyFixture& county) {
        const auto terminal = accepted(county);
        const auto screenshot = [&] {
            return answered(call(county, operator_of(kTown), "GET",
                                 "/v1/devices/" + terminal.id))["screenshot"];
        };
        CHECK(screenshot() == Json{{"asked_until", nullptr}, {"received", nullptr}});
        answered(ask(county, terminal.id), 201);
        CHECK(screenshot()["asked_until"] == format_instant(county.tools().clock() + 1h));
        answered(bring(county, terminal.id, told(county, terminal.id), png()), 201);
        CHECK(screenshot()["asked_until"].is_null());
        CHECK(screenshot()["received"] == format_instant(county.tools().clock()));
    });
}
