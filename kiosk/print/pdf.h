/// A document set on paper, as the bytes of a PDF. Text is text in it, in subsets of the board's
/// own fonts. Nothing is read or written but font files. The thread that owns `faces`; not the
/// screen's.
#pragma once
#include <cstddef>
#include <string>

#include "fonts/cairo/draw.h"
#include "kiosk/print/paper.h"
#include "kiosk/print/slip.h"

namespace villageboard::print {

struct Pdf {
    std::string bytes;
    double width_mm = 0;
    double height_mm = 0;  ///< of a page
    std::size_t pages = 0;
};

/// Receipts are one page as long as it takes; on sheets a paragraph may go on overleaf, a heading
/// never ends a page, and pages are numbered when there are several. Throws Error `retry` when
/// memory runs out, FontError when a font can't be read.
Pdf pdf_of(const SlipDocument& document, Paper paper, fonts::CairoFaces& faces);

}  // namespace villageboard::print
