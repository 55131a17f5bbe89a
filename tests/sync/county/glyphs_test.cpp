#include "sync/county/publish/glyphs.h"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const std::string kPrivate = "\xEE\x80\x80";  // U+E000

/// What goes to the log while it exists.
class Log {
  public:
    Log()
        : before_(spdlog::default_logger()),
          sink_(std::make_shared<spdlog::sinks::ostream_sink_st>(out_)) {
        spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", sink_));
    }
    ~Log() { spdlog::set_default_logger(before_); }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    std::string text() const { return out_.str(); }
    auto lines() const {
        const std::string all = text();
        return std::count(all.begin(), all.end(), '\n');
    }

  private:
    std::ostringstream out_;
    std::shared_ptr<spdlog::logger> before_;
    std::shared_ptr<spdlog::sinks::ostream_sink_st> sink_;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a server without fonts says once that glyphs are not checked, and publishes") {
    const ScratchFolder empty;
    const Log log;
    const MissingClusters check = glyph_check(empty.path());
    CHECK(check("村" + kPrivate).empty());
    CHECK(check(kPrivate).empty());
    CHECK(log.lines() == 1);
    CHECK(has(log.text(), "fonts-noto-cjk"));
    CHECK(has(log.text(), "fonts-hanazono"));
    CHECK(has(log.text(), "not checked"));
}

TEST_CASE("fonts that can't be read are as good as none") {
    const ScratchFolder root;
    for (const auto& file : fonts::installed_fonts(fonts::Family::sans, fonts::Weight::regular))
        write_text(root.path() / file.path.lexically_relative(fonts::kFontRoot), "no font");
    const Log log;
    CHECK(glyph_check(root.path())("村").empty());
    CHECK(has(log.text(), "cannot read the font file"));
}

TEST_CASE("a server with the terminals' fonts names what they can't draw") {
    const Log log;
    const MissingClusters check = glyph_check();
    CHECK(check("停水通知，𠮷ꓡꓲ").empty());
    CHECK(check("停水" + kPrivate + kPrivate) == std::vector<std::string>{kPrivate});
    CHECK(log.text().empty());
}

TEST_CASE("an item with a character that no terminal draws is published with a warning") {
    CountyFixture fixture;
    const Log log;
    Tools tools = fixture.tools();
    tools.missing_clusters = glyph_check();
    const DraftInput input = fixture.draft(notice("停水" + kPrivate));
    const check::Findings findings = Publisher(tools).examine(input);
    CHECK(std::any_of(findings.begin(), findings.end(), [](const check::Finding& finding) {
        return finding.rule == "VF6" && finding.place == "/body/title";
    }));
    CHECK(Publisher(tools).publish(area_code(kVillage), {input}).size() == 1);
    CHECK(has(log.text(), "VF6 at /body/title"));
    CHECK(has(log.text(), "U+E000"));
}

TEST_CASE("a roll with a character that no terminal draws in a name is refused") {
    CountyFixture fixture;
    Tools tools = fixture.tools();
    tools.missing_clusters = glyph_check();
    auto json = roll();
    json["body"]["lines"][1]["name"] = "和" + kPrivate + "明";
    std::string message;
    try {
        Publisher(tools).publish(area_code(kVillage), {fixture.draft(json)});
    } catch (const Error& error) {
        message = error.what();
    }
    CHECK_MESSAGE(has(message, "VB7 at /body/lines/1/name"), message);
    CHECK(has(message, "U+E000"));
}
