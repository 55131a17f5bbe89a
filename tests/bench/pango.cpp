#include "tests/bench/pango.h"

#include <pango/pangocairo.h>
#include <pango/pangoft2.h>

namespace villageboard::bench {
namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct FreeDescription {
    void operator()(PangoFontDescription* of) const { pango_font_description_free(of); }
};
struct FreeOptions {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

}  // namespace

struct Pango::Handles {
    std::unique_ptr<PangoFontMap, Unref> map;
    std::unique_ptr<PangoContext, Unref> context;
    std::unique_ptr<PangoLayout, Unref> layout;
    std::unique_ptr<PangoFontDescription, FreeDescription> font;
    std::vector<std::unique_ptr<PangoLayout, Unref>> kept;
};

Pango::Pango(PangoBackend backend, int size_px, int width_px)
    : handles_(std::make_unique<Handles>()) {
    Handles& h = *handles_;
    h.map.reset(backend == PangoBackend::freetype ? pango_ft2_font_map_new()
                                                  : pango_cairo_font_map_new());
    h.context.reset(pango_font_map_create_context(h.map.get()));
    pango_context_set_language(h.context.get(), pango_language_from_string("zh-cn"));
    if (backend == PangoBackend::cairo) {
        const std::unique_ptr<cairo_font_options_t, FreeOptions> options(
            cairo_font_options_create());
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_SLIGHT);
        pango_cairo_context_set_font_options(h.context.get(), options.get());
    }
    h.layout.reset(pango_layout_new(h.context.get()));
    h.font.reset(pango_font_description_from_string("Noto Sans CJK SC"));
    pango_font_description_set_absolute_size(h.font.get(), size_px * PANGO_SCALE);
    pango_layout_set_font_description(h.layout.get(), h.font.get());
    pango_layout_set_width(h.layout.get(), width_px * PANGO_SCALE);
    pango_layout_set_wrap(h.layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_single_paragraph_mode(h.layout.get(), TRUE);
}

Pango::~Pango() = default;

int Pango::set(const std::string& paragraph) {
    PangoLayout* layout = handles_->layout.get();
    pango_layout_set_text(layout, paragraph.data(), static_cast<int>(paragraph.size()));
    return pango_layout_get_line_count(layout);
}

void Pango::keep(const std::vector<std::string>& paragraphs) {
    handles_->kept.clear();
    for (const std::string& paragraph : paragraphs) {
        set(paragraph);
        handles_->kept.emplace_back(pango_layout_copy(handles_->layout.get()));
    }
}

void Pango::paint(std::vector<std::uint32_t>& pixels, int width_px, int height_px) const {
    cairo_surface_t* surface = cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(pixels.data()), CAIRO_FORMAT_RGB24, width_px, height_px,
        width_px * static_cast<int>(sizeof(std::uint32_t)));
    cairo_t* cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    double y = 0;
    for (const auto& layout : handles_->kept) {
        cairo_move_to(cairo, 0, y);
        pango_cairo_show_layout(cairo, layout.get());
        int width = 0;
        int height = 0;
        pango_layout_get_pixel_size(layout.get(), &width, &height);
        y += height;
        if (y >= height_px) break;
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

}  // namespace villageboard::bench
