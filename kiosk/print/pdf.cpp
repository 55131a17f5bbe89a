#include "kiosk/print/pdf.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include <memory>

#include "content/model/error.h"
#include "kiosk/print/boxes.h"

namespace villageboard::print {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kTopPart = 0.8;  // of the side margins, for those above and below
constexpr double kReceiptTop = 4;
constexpr double kReceiptEnd = 8;  // mm: what the knife needs

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

cairo_status_t append(void* to, const unsigned char* bytes, unsigned length) noexcept {
    try {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

void check(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error(ErrorKind::retry,
                    std::string("A page could not be set: ") + cairo_status_to_string(status));
}

void set_tone(cairo_t* context, Tone tone) {
    const double grey = tone == Tone::quiet ? 0.3 : 0;
    cairo_set_source_rgb(context, grey, grey, grey);
}

class Pen {
  public:
    Pen(cairo_t* context, fonts::CairoFaces& faces) : context_(context), faces_(faces) {}

    void draw(const Box& box, double x, double y) {
        set_tone(context_, Tone::plain);
        for (const RectInk& rect : box.rects) draw(rect, x, y);
        for (const LineInk& line : box.lines) {
            set_tone(context_, line.tone);
            faces_.draw(context_, *line.layout, line.line, 1, x + line.x, y + line.y, 1 / kPxPerMm);
        }
    }

  private:
    void draw(const RectInk& rect, double x, double y) {
        const double half = rect.thickness / 2;
        cairo_rectangle(context_, x + rect.x + half, y + rect.y + half, rect.width - rect.thickness,
                        rect.height - rect.thickness);
        if (rect.thickness == 0) {
            cairo_fill(context_);
            return;
        }
        cairo_set_line_width(context_, rect.thickness);
        cairo_stroke(context_);
    }

    cairo_t* context_;
    fonts::CairoFaces& faces_;
};

/// The pages of one document, with what stands at the end of each.
struct Plan {
    double top;
    double height;  ///< of a page
    std::vector<std::vector<Box>> pages;
    std::vector<std::vector<Box>> feet;
};

Plan plan_receipt(const SlipDocument& document, const Sheet& sheet, const fonts::FaceSet& faces) {
    std::vector<Box> boxes = boxes_of(document, sheet, faces);
    std::vector<Box> foot = small_words(document.foot, sheet, faces);
    const double height = kReceiptTop + height_of(boxes) + height_of(foot) + kReceiptEnd;
    return {kReceiptTop, height, {std::move(boxes)}, {std::move(foot)}};
}

Plan plan_sheets(const SlipDocument& document, const Sheet& sheet, const fonts::FaceSet& faces) {
    const double margin = sheet.margin * kTopPart;
    const double foot = height_of(small_words(document.foot + "  00 / 00", sheet, faces));
    const double room = sheet.height - 2 * margin - foot - sheet.small;
    Plan plan{margin, sheet.height, paged(boxes_of(document, sheet, faces), room), {}};
    const std::string count = std::to_string(plan.pages.size());
    for (std::size_t i = 0; i < plan.pages.size(); ++i) {
        const std::string number =
            plan.pages.size() > 1 ? "  " + std::to_string(i + 1) + " / " + count : "";
        plan.feet.push_back(small_words(document.foot + number, sheet, faces));
    }
    return plan;
}

void draw_page(Pen& pen, const Plan& plan, std::size_t page, const Sheet& sheet) {
    double y = plan.top;
    for (const Box& box : plan.pages[page]) {
        pen.draw(box, sheet.margin, y);
        y += box.height;
    }
    if (!sheet.endless()) y = sheet.height - plan.top - height_of(plan.feet[page]);
    for (const Box& box : plan.feet[page]) {
        pen.draw(box, sheet.margin, y);
        y += box.height;
    }
}

}  // namespace

Pdf pdf_of(const SlipDocument& document, Paper paper, fonts::CairoFaces& faces) {
    const Sheet& sheet = sheet_of(paper);
    const Plan plan = sheet.endless() ? plan_receipt(document, sheet, faces.faces())
                                      : plan_sheets(document, sheet, faces.faces());
    Pdf pdf{{}, sheet.width, plan.height, plan.pages.size()};
    {
        const std::unique_ptr<cairo_surface_t, DestroySurface> surface(
            cairo_pdf_surface_create_for_stream(append, &pdf.bytes, sheet.width * kPointsPerMm,
                                                plan.height * kPointsPerMm));
        check(cairo_surface_status(surface.get()));
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                       document.title.c_str());
        const std::unique_ptr<cairo_t, DestroyContext> context(cairo_create(surface.get()));
        cairo_scale(context.get(), kPointsPerMm, kPointsPerMm);
        Pen pen(context.get(), faces);
        for (std::size_t page = 0; page < plan.pages.size(); ++page) {
            draw_page(pen, plan, page, sheet);
            cairo_show_page(context.get());
        }
        check(cairo_status(context.get()));
        cairo_surface_finish(surface.get());
        check(cairo_surface_status(surface.get()));
    }
    return pdf;
}

}  // namespace villageboard::print
