#include "tests/bench/page.h"

#include <cmath>
#include <fstream>
#include <sstream>

#include "content/model/error.h"
#include "tests/bench/html.h"
#include "tests/bench/village.h"
#include "tests/kiosk/support/ears.h"

namespace villageboard::bench {
namespace {

using kiosk::Node;
using kiosk::Role;

constexpr float kTitleHanzi = 1.25F;  // line spacing of titles
constexpr float kBodyHanzi = 1.5F;

constexpr const char* kHead =
    R"(<!doctype html><html lang="zh-CN" translate="no"><meta charset="utf-8">
<meta name="google" content="notranslate"><title>board</title><style>
body{margin:0;background:#FBF7EF;overflow:hidden;user-select:none;cursor:none}
section{position:absolute;inset:0;display:none}
section.on{display:block}
div{position:absolute;white-space:pre-wrap;text-autospace:normal}
.sheet{background:#fff;box-shadow:inset 0 0 0 2px #D9D2C3;border-radius:12px}
#text{overflow-y:scroll;scrollbar-width:none;line-height:1.5;color:#1C211E;white-space:normal}
#text p{margin:0 0 18px}
</style>
)";
constexpr const char* kScript = R"(<script>
function show(name) {
  for (const s of document.querySelectorAll('section')) s.className = s.id === name ? 'on' : '';
}
function size(px) { document.getElementById('text').style.fontSize = px + 'px';
                    document.getElementById('text').style.width = px * 22 + 'px'; }
</script></html>
)";

std::uint32_t rgb_of(kiosk::Colour colour) {
    return std::uint32_t{colour.red} << 16 | std::uint32_t{colour.green} << 8 | colour.blue;
}

std::string place(const kiosk::Rect& rect) {
    std::ostringstream css;
    css << "left:" << std::round(rect.x) << "px;top:" << std::round(rect.y)
        << "px;width:" << std::ceil(rect.w) << "px;height:" << std::ceil(rect.h) << "px;";
    return css.str();
}

class PageWriter {
  public:
    PageWriter(const std::filesystem::path& data, std::ostream& html)
        : person_(data, settings(), wall_clock(), ears_.services()), html_(html) {
        for (const auto size : {kiosk::TextSize::normal, kiosk::TextSize::largest})
            sizes_.push_back(
                kiosk::Theme(settings().panel, kiosk::Palette::day, size).type(kiosk::Type::body));
    }

    kiosk_test::Person& person() { return person_; }

    void section(const char* name, bool shown) {
        html_ << "<section id=\"" << name << "\"" << (shown ? " class=\"on\"" : "") << ">\n";
        for (const Node& node : person_.tree().nodes) add(node);
        html_ << "</section>\n";
    }

    // The document's words scroll; header and footer stand still.
    void document(const std::vector<std::string>& words) {
        const Node& home = *person_.tree().find_target("首页");
        const kiosk::Rect part{48, 82, 880, home.rect.y - 100};
        html_ << "<section id=\"document\">\n";
        for (const Node& node : person_.tree().nodes)
            if (node.rect.y < part.y || node.rect.y >= home.rect.y) add(node);
        html_ << "<div id=\"text\" style=\"" << place(part) << css_font({})
              << "font-size:" << sizes_[0] << "px\">\n<p><b>" << kLongTitle << "</b></p>\n";
        for (const std::string& paragraph : words)
            html_ << "<p>" << html_text(paragraph) << "</p>\n";
        html_ << "</div></section>\n";
    }

  private:
    static kiosk::Settings settings() {
        kiosk::Settings settings;
        settings.panel = kiosk::usual_panel(1920, 1080);
        return settings;
    }

    std::string action(const Node& node) const {
        const auto call = [](const std::string& js) { return " onclick=\"" + js + "\""; };
        if (node.id == "home/subsidy") return call("show('subsidy')");
        if (node.id == "home/policy") return call("show('policy')");
        if (node.id == "footer/home") return call("show('home')");
        if (node.label == kLongTitle) return call("show('document')");
        if (node.id == "footer/size.normal") return call("size(" + number(sizes_[0]) + ")");
        if (node.id == "footer/size.largest") return call("size(" + number(sizes_[1]) + ")");
        return {};
    }

    static std::string number(float value) { return std::to_string(static_cast<int>(value)); }

    void add(const Node& node) {
        if (node.visible.empty()) return;
        if (node.type_px > 0) {
            words(node);
        } else if (node.target != kiosk::Target::none) {
            html_ << "<div class=\"sheet\" style=\"" << place(node.rect) << "\"" << action(node)
                  << "></div>\n";
        }
    }

    void words(const Node& node) {
        fonts::TextStyle style;
        const bool title = node.type_px > 60;
        style.size_px = std::round(node.type_px);
        if (title) style.family = fonts::Family::serif;
        if (title) style.weight = fonts::Weight::bold;
        html_ << "<div style=\"pointer-events:none;" << place(node.rect) << css_font(style)
              << "line-height:" << (title ? kTitleHanzi : kBodyHanzi)
              << ";color:" << css_colour(rgb_of(node.ink)) << "\">" << html_text(node.label)
              << "</div>\n";
    }

    kiosk_test::Ears ears_;  // the program has a voice, and a button for it
    kiosk_test::Person person_;
    std::ostream& html_;
    std::vector<float> sizes_;
};

void write_place(std::ostream& out, const char* name, const Node* node) {
    if (node == nullptr) return;
    out << name << ' ' << static_cast<int>(node->visible.mid_x()) << ' '
        << static_cast<int>(node->visible.mid_y()) << '\n';
}

// The footer's buttons move a little with the size of the text; the browser's page has them where
// they are at the normal one.
void write_common_place(std::ostream& out, const char* name, const kiosk::Rect& a,
                        const kiosk::Rect& b) {
    const kiosk::Rect both = a.meet(b);
    if (both.empty())
        throw Error(ErrorKind::invalid, std::string("no point is on '") + name + "' at both sizes");
    out << name << ' ' << static_cast<int>(both.mid_x()) << ' ' << static_cast<int>(both.mid_y())
        << '\n';
}

}  // namespace

void write_page(const std::filesystem::path& data, const std::vector<std::string>& long_document,
                const std::filesystem::path& html, const std::filesystem::path& targets) {
    std::ofstream page(html, std::ios::binary);
    std::ofstream places(targets, std::ios::binary);
    page << kHead;
    PageWriter writer(data, page);
    kiosk_test::Person& person = writer.person();
    const auto find = [&](const char* label) { return person.tree().find_target(label); };
    write_place(places, "subsidy", find("补贴"));
    write_place(places, "policy", find("政策"));
    writer.section("home", true);
    person.tap("补贴");
    writer.section("subsidy", false);
    write_place(places, "home", find("首页"));
    person.tap("首页");
    person.tap("政策");
    writer.section("policy", false);
    write_place(places, "document", find(kLongTitle));
    person.tap(kLongTitle);
    writer.document(long_document);
    write_place(places, "size.largest", find("特大字"));
    const kiosk::Rect normal = find("正常字")->visible;
    person.tap("特大字");
    write_common_place(places, "size.normal", normal, find("正常字")->visible);
    places << "middle 480 500\n";
    page << kScript;
}

}  // namespace villageboard::bench
