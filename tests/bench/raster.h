/// Glyphs to masks by others: FreeType itself and cairo, for the same font file and glyphs.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "fonts/itemize/installed.h"

namespace villageboard::bench {

/// How FreeType is asked to fit outlines to the pixels.
enum class Hinting { standard, light, none };

class PlainFreeType {
  public:
    /// Ends the program when the file can't be opened.
    explicit PlainFreeType(const fonts::FontFile& file);
    ~PlainFreeType();
    PlainFreeType(const PlainFreeType&) = delete;
    PlainFreeType& operator=(const PlainFreeType&) = delete;

    /// Renders each glyph once; gives the bytes of all masks.
    std::size_t render(const std::vector<std::uint16_t>& glyphs, int size_px,
                       Hinting hinting) const;
    /// The same by cairo, which opens the file anew, so that nothing is kept from the time before:
    /// light hinting, into a surface of one byte a pixel.
    void render_by_cairo(const std::vector<std::uint16_t>& glyphs, int size_px) const;

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

}  // namespace villageboard::bench
