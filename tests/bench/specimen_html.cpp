#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sstream>

#include "tests/bench/html.h"
#include "tests/bench/specimen.h"

namespace villageboard::bench {
namespace {

// A code point's rectangle tells its line; a line's text and edges are put together from them.
constexpr const char* kLineScript = R"(<script>
  const all = [];
  for (const box of document.querySelectorAll('p')) {
    const words = box.firstChild, lines = [], range = document.createRange();
    for (let i = 0; i < words.length;) {
      const step = words.data.codePointAt(i) > 0xFFFF ? 2 : 1;
      range.setStart(words, i); range.setEnd(words, i + step);
      const r = range.getBoundingClientRect(), text = words.data.substr(i, step);
      const ink = r.width && text !== ' ';
      const last = lines[lines.length - 1];
      if (last && (r.width === 0 || Math.abs(last.bottom - r.bottom) < r.height / 2)) {
        last.text += text; if (ink) last.right = Math.max(last.right, r.right);
      } else lines.push({text, left: r.left, right: r.right, bottom: r.bottom});
      i += step;
    }
    all.push(lines.map(l => ({text: l.text.replace('\n', ''), left: l.left - box.offsetLeft,
                              right: l.right - box.offsetLeft})));
  }
  document.getElementById('lines').textContent = JSON.stringify(all);
</script>)";

std::string align_css(fonts::Align align) {
    switch (align) {
        case fonts::Align::center:
            return "text-align:center;";
        case fonts::Align::right:
            return "text-align:right;";
        case fonts::Align::justified:
            return "text-align:justify;";
        case fonts::Align::left:
            break;
    }
    return "text-align:left;";
}

std::string paragraph(const SpecimenText& text) {
    const fonts::ParagraphStyle& style = text.paragraph.style;
    std::ostringstream html;
    html << "<p style=\"left:" << text.x << "px;top:" << text.y << "px;" << css_font(style.text)
         << "line-height:" << style.line_height << ";text-indent:" << style.first_line_indent
         << "px;" << align_css(style.align) << "color:" << css_colour(text.colour) << ";";
    if (std::isfinite(style.max_width)) html << "width:" << style.max_width << "px;";
    html << "\">" << html_text(text.paragraph.text) << "</p>\n";
    return html.str();
}

}  // namespace

int total_width(const std::vector<Specimen>& sheets) {
    int width = 0;
    for (const Specimen& sheet : sheets) width = std::max(width, sheet.width);
    return width;
}

int total_height(const std::vector<Specimen>& sheets) {
    int height = 0;
    for (const Specimen& sheet : sheets) height += sheet.height;
    return height;
}

std::string specimen_html(const std::vector<Specimen>& sheets) {
    std::ostringstream html;
    html << "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><style>body{margin:0}"
         << "section{position:absolute;left:0}"
         << "p{position:absolute;margin:0;white-space:pre-wrap;text-autospace:normal}</style>\n";
    int top = 0;
    for (const Specimen& sheet : sheets) {
        html << "<section style=\"top:" << top << "px;width:" << sheet.width
             << "px;height:" << sheet.height << "px;background:" << css_colour(sheet.ground)
             << "\">\n";
        for (const SpecimenText& text : sheet.texts) html << paragraph(text);
        html << "</section>\n";
        top += sheet.height;
    }
    html << "<pre id=\"lines\" style=\"display:none\"></pre>" << kLineScript << "</html>\n";
    return html.str();
}

}  // namespace villageboard::bench
