#include "fonts/layout/layout.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "tests/fonts/invariants.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::fonts;

namespace {

/// Takes a paragraph from the head of the bytes; what is left is its text.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const auto value = static_cast<std::uint8_t>(bytes_.front());
        bytes_.remove_prefix(1);
        return value;
    }

    /// A sensible number most of the time, any float there is where the byte is 255.
    float number(float step) {
        const std::uint8_t first = byte();
        if (first != 255) return static_cast<float>(first) * step;
        std::array<std::uint8_t, 4> raw{byte(), byte(), byte(), byte()};
        float value = 0;
        std::memcpy(&value, raw.data(), sizeof(value));
        sensible_ = sensible_ && std::isfinite(value) && value >= 0 && value < 1e5f;
        return value;
    }

    TextStyle style() {
        TextStyle out;
        const std::uint8_t bits = byte();
        out.family = (bits & 1) != 0 ? Family::serif : Family::sans;
        out.weight = (bits & 2) != 0 ? Weight::bold : Weight::regular;
        out.figures = (bits & 4) != 0 ? Figures::tabular : Figures::proportional;
        out.size_px = number(0.25f);
        if ((bits & 8) != 0) out.tracking_px = number(0.1f);
        return out;
    }

    Paragraph paragraph() {
        Paragraph out;
        out.style.text = style();
        const std::uint8_t bits = byte();
        out.style.align = static_cast<Align>(bits % 4);
        out.style.line_end = (bits & 1) != 0 ? LineEnd::hanging : LineEnd::squeezed;
        out.style.max_lines = (bits & 4) != 0 ? static_cast<std::int8_t>(byte()) : 0;
        if ((bits & 8) != 0) out.style.line_height = number(0.02f);
        if ((bits & 16) != 0) out.style.max_width = number(3);
        if ((bits & 32) != 0) out.style.first_line_indent = number(1);
        if ((bits & 64) != 0) out.style.paragraph_gap = number(1);
        for (int spans = (bits & 128) != 0 ? byte() % 4 : 0; spans > 0; --spans) {
            const std::size_t begin = byte();
            const std::size_t end = byte();
            out.spans.push_back({begin, end, style(), byte()});
        }
        out.text = std::string(bytes_);
        return out;
    }

    bool sensible() const { return sensible_; }

  private:
    std::string_view bytes_;
    bool sensible_ = true;
};

/// Pointing anywhere and at any offset gives something inside of the text.
void check_pointing(const TextLayout& layout, std::uint8_t seed) {
    const auto size = static_cast<std::uint32_t>(layout.text().size());
    const float x = layout.width() * static_cast<float>(seed) / 200 - 5;
    const float y = layout.height() * static_cast<float>(255 - seed) / 200 - 5;
    must_hold(layout.nearest_offset(x, y) <= size);
    const PlacedCluster* hit = layout.hit(x, y);
    must_hold(hit == nullptr || hit->end <= size);
    layout.caret(seed);
    layout.caret(size);
    layout.caret(~0u);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const FaceSet kFaces;
    Reader reader(input(data, size));
    const Paragraph paragraph = reader.paragraph();
    const TextLayout layout = lay_out(kFaces, paragraph);
    const std::string broken = reader.sensible() ? Invariants(layout, paragraph).broken() : "";
    if (!broken.empty()) std::fprintf(stderr, "%s\n", broken.c_str());
    must_hold(broken.empty());
    check_pointing(layout, size > 0 ? data[size - 1] : 0);
    return 0;
}
