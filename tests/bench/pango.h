/// Pango as a user of it would use it: one font map, one context, one layout object used again,
/// paragraphs without line ends. By its FreeType or its cairo back end, and to be painted by cairo.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace villageboard::bench {

enum class PangoBackend { freetype, cairo };

class Pango {
  public:
    /// Noto Sans CJK SC by name, `size_px` per em, lines of `width_px`.
    Pango(PangoBackend backend, int size_px, int width_px);
    ~Pango();
    Pango(const Pango&) = delete;
    Pango& operator=(const Pango&) = delete;

    /// Sets the paragraph; gives its number of lines.
    int set(const std::string& paragraph);

    /// Sets the paragraphs and keeps them, each below the one before. Cairo only.
    void keep(const std::vector<std::string>& paragraphs);
    /// Paints what is kept, black on white, into `pixels`: 0x00RRGGBB, rows of `width_px`.
    void paint(std::vector<std::uint32_t>& pixels, int width_px, int height_px) const;

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

}  // namespace villageboard::bench
