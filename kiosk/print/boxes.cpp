#include "kiosk/print/boxes.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/print/qr.h"

namespace villageboard::print {
namespace {

constexpr double kLine = 0.18;       // mm, thickness of fine lines at a body of 4 mm
constexpr double kEndless = 10'000;  // mm, no line is as long
constexpr double kLabelPart = 0.4;   // of the column, at most, for the label of a fact

struct Style {
    double size;
    fonts::Family family = fonts::Family::sans;
    fonts::Weight weight = fonts::Weight::regular;
    float line_height = 1.45F;
    Tone tone = Tone::plain;
};

double mm(float px) { return px / kPxPerMm; }

class Writer {
  public:
    Writer(const Sheet& sheet, const fonts::FaceSet& faces) : sheet_(sheet), faces_(faces) {}

    std::vector<Box> take() { return std::move(boxes_); }

    void title(const std::string& kicker, const std::string& words) {
        if (!kicker.empty())
            paragraph(kicker, {sheet_.small, fonts::Family::sans, fonts::Weight::bold});
        if (words.empty()) return;
        paragraph(words,
                  {sheet_.title, fonts::Family::serif, fonts::Weight::bold, 1.25F, Tone::strong});
        space(0.3);
        Box line;
        line.height = sheet_.rule;
        line.rects.push_back({0, 0, sheet_.column(), sheet_.rule, 0});
        boxes_.push_back(std::move(line));
        space(0.8);
    }

    void small(const std::string& words) {
        paragraph(words,
                  {sheet_.small, fonts::Family::sans, fonts::Weight::regular, 1.35F, Tone::quiet});
    }

    void operator()(const Heading& part) {
        space(0.7);
        const std::size_t first = boxes_.size();
        paragraph(part.words, {sheet_.heading, fonts::Family::serif, fonts::Weight::bold, 1.3F});
        space(0.2);
        for (std::size_t i = first; i < boxes_.size(); ++i) boxes_[i].keeps_next = true;
    }

    void operator()(const Words& part) {
        Style style{sheet_.body};
        style.tone = part.tone;
        if (part.tone == Tone::strong) style.weight = fonts::Weight::bold;
        paragraph(part.words, style);
        space(0.35);
    }

    void operator()(const Fact& part) {
        if (part.value.empty()) return;
        const auto label = set(part.label, {sheet_.body}, sheet_.column() * kLabelPart);
        const double indent = std::max(mm(label->width()), sheet_.body * 5) + sheet_.body * 0.7;
        const auto value = set(part.value, {sheet_.body, fonts::Family::sans, fonts::Weight::bold},
                               sheet_.column() - indent);
        Box box;
        put(box, label, 0, 0, Tone::quiet);
        put(box, value, indent, 0, Tone::plain);
        box.height = std::max(mm(label->height()), mm(value->height())) + sheet_.body * 0.15;
        boxes_.push_back(std::move(box));
    }

    void operator()(const Figure& part) {
        space(0.3);
        const std::size_t first = boxes_.size();
        paragraph(part.label,
                  {sheet_.body, fonts::Family::sans, fonts::Weight::regular, 1.3F, Tone::quiet});
        for (std::size_t i = first; i < boxes_.size(); ++i) boxes_[i].keeps_next = true;
        Style style{fitting(part.value), fonts::Family::serif, fonts::Weight::bold, 1.15F};
        paragraph(part.value, style);
        space(0.4);
    }

    void operator()(const Tick& part) {
        const double side = sheet_.body * 0.85;
        const double indent = side + sheet_.body * 0.6;
        const auto words = set(part.words, {sheet_.body, fonts::Family::sans, fonts::Weight::bold},
                               sheet_.column() - indent);
        Box box;
        box.rects.push_back({0, (sheet_.body * 1.45 - side) / 2, side, side, line()});
        put(box, words, indent, 0, Tone::plain);
        box.height = mm(words->height());
        if (!part.note.empty()) {
            const auto note = set(part.note, {sheet_.body}, sheet_.column() - indent);
            put(box, note, indent, box.height, Tone::quiet);
            box.height += mm(note->height());
        }
        box.height += sheet_.body * 0.35;
        boxes_.push_back(std::move(box));
    }

    void operator()(const Blank& part) {
        const auto label = set(part.label, {sheet_.body}, sheet_.column());
        const double row = sheet_.body * 2.1;
        const double label_width = part.label.empty() ? 0 : mm(label->width()) + sheet_.body * 0.4;
        const bool below = label_width > sheet_.column() * 0.6;
        for (int i = 0; i < std::max(1, part.lines) + (below ? 1 : 0); ++i) {
            Box box;
            box.height = row;
            const bool labelled = i == 0;
            if (labelled) put(box, label, 0, row - mm(label->height()), Tone::plain);
            const double x = labelled ? label_width : 0;
            if (!(labelled && below))
                box.rects.push_back({x, row - line() * 2, sheet_.column() - x, line(), 0});
            boxes_.push_back(std::move(box));
        }
    }

    void operator()(const Code& part) {
        const auto code = qr_code(part.text);
        if (!code) return (*this)(Words{part.words});
        space(0.6);
        // The paper's own margin is the quiet zone on the left.
        const double side = code->whole_side() * sheet_.module;
        const double reach = side - kQuietSquares * sheet_.module;
        const double beside = sheet_.column() - reach - sheet_.body * 0.5;
        Box box;
        box.height = side;
        squares(box, *code);
        const Style style{sheet_.small * 1.1};
        const bool narrow = mm(set(part.words, style, kEndless)->width()) > beside;
        const auto words = set(part.words, style, narrow ? sheet_.column() : beside);
        if (narrow) {
            put(box, words, 0, side, Tone::plain);
            box.height += mm(words->height());
        } else {
            const double top = std::max(0.0, (side - mm(words->height())) / 2);
            put(box, words, reach + sheet_.body * 0.5, top, Tone::plain);
            box.height = std::max(box.height, mm(words->height()));
        }
        boxes_.push_back(std::move(box));
        space(0.3);
    }

    void operator()(const Rule&) {
        space(0.5);
        Box box;
        box.height = line();
        box.rects.push_back({0, 0, sheet_.column(), line(), 0});
        boxes_.push_back(std::move(box));
        space(0.5);
    }

  private:
    double line() const { return kLine * sheet_.body / 4; }

    void space(double bodies) {
        Box box;
        box.height = sheet_.body * bodies;
        box.is_space = true;
        box.keeps_next = !boxes_.empty() && boxes_.back().keeps_next;
        boxes_.push_back(std::move(box));
    }

    std::shared_ptr<const fonts::TextLayout> set(const std::string& words, const Style& style,
                                                 double width) const {
        fonts::Paragraph paragraph;
        paragraph.text = words;
        paragraph.style.text.family = style.family;
        paragraph.style.text.weight = style.weight;
        paragraph.style.text.size_px = static_cast<float>(style.size * kPxPerMm);
        paragraph.style.line_height = style.line_height;
        paragraph.style.max_width = static_cast<float>(width * kPxPerMm);
        return std::make_shared<const fonts::TextLayout>(fonts::lay_out(faces_, paragraph));
    }

    static void put(Box& box, const std::shared_ptr<const fonts::TextLayout>& layout, double x,
                    double y, Tone tone) {
        for (std::size_t i = 0; i < layout->lines().size(); ++i)
            box.lines.push_back({layout, i, x, y + mm(layout->lines()[i].top), tone});
    }

    // A line a box, so that a paragraph can go on overleaf; its first two and last two lines stay
    // together.
    void paragraph(const std::string& words, const Style& style) {
        if (words.empty()) return;
        const auto layout = set(words, style, sheet_.column());
        const auto lines = layout->lines();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            Box box;
            box.height = mm(lines[i].bottom - lines[i].top);
            box.lines.push_back({layout, i, 0, 0, style.tone});
            box.keeps_next = i + 1 < lines.size() && (i == 0 || i + 2 == lines.size());
            boxes_.push_back(std::move(box));
        }
    }

    // The largest size, from the figure's downwards, in which the words fit the column.
    double fitting(const std::string& words) const {
        double size = sheet_.figure;
        while (
            size > sheet_.body &&
            mm(set(words, {size, fonts::Family::serif, fonts::Weight::bold}, kEndless)->width()) >
                sheet_.column())
            size *= 0.92;
        return size;
    }

    // Squares of a row that touch are one rectangle, so that no printer leaves hairs between them.
    void squares(Box& box, const QrCode& code) const {
        const double module = sheet_.module;
        for (int y = 0; y < code.side; ++y) {
            for (int x = 0; x < code.side; ++x) {
                if (!code.at(x, y)) continue;
                int end = x;
                while (end < code.side && code.at(end, y)) ++end;
                box.rects.push_back(
                    {x * module, (y + kQuietSquares) * module, (end - x) * module, module, 0});
                x = end;
            }
        }
    }

    const Sheet& sheet_;
    const fonts::FaceSet& faces_;
    std::vector<Box> boxes_;
};

}  // namespace

std::vector<Box> boxes_of(const SlipDocument& document, const Sheet& sheet,
                          const fonts::FaceSet& faces) {
    Writer writer(sheet, faces);
    writer.title(document.kicker, document.title);
    for (const Part& part : document.parts) std::visit(writer, part);
    return writer.take();
}

std::vector<Box> small_words(const std::string& words, const Sheet& sheet,
                             const fonts::FaceSet& faces) {
    Writer writer(sheet, faces);
    writer.small(words);
    return writer.take();
}

double height_of(const std::vector<Box>& boxes) {
    double height = 0;
    for (const Box& box : boxes) height += box.height;
    return height;
}

std::vector<std::vector<Box>> paged(std::vector<Box> boxes, double room) {
    std::vector<std::vector<Box>> pages(1);
    double used = 0;
    for (std::size_t i = 0; i < boxes.size();) {
        std::size_t end = i + 1;
        double height = boxes[i].height;
        while (end < boxes.size() && boxes[end - 1].keeps_next) height += boxes[end++].height;
        if (used > 0 && used + height > room) {
            pages.emplace_back();
            used = 0;
        }
        const bool skipped = used == 0 && boxes[i].is_space && pages.size() > 1;
        for (; i < end; ++i) {
            if (skipped && boxes[i].is_space) continue;
            used += boxes[i].height;
            pages.back().push_back(std::move(boxes[i]));
        }
    }
    return pages;
}

}  // namespace villageboard::print
