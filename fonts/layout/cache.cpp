#include "fonts/layout/cache.h"

#include <cstring>
#include <functional>
#include <span>

namespace villageboard::fonts {
namespace {

class Hash {
  public:
    template <typename T>
    Hash& add(const T& value) {
        state_ ^= std::hash<T>{}(value) + 0x9E3779B97F4A7C15u + (state_ << 6) + (state_ >> 2);
        return *this;
    }

    Hash& add(const TextStyle& style) {
        return add(static_cast<int>(style.family))
            .add(static_cast<int>(style.weight))
            .add(style.size_px)
            .add(static_cast<int>(style.figures))
            .add(style.tracking_px);
    }

    std::size_t value() const { return state_; }

  private:
    std::size_t state_ = 0;
};

std::size_t hash_of(std::string_view text, const ParagraphStyle& style,
                    std::span<const Span> spans) {
    Hash hash;
    hash.add(text).add(style.text).add(style.line_height).add(style.max_width);
    hash.add(static_cast<int>(style.align)).add(static_cast<int>(style.line_end));
    hash.add(style.max_lines);
    hash.add(style.first_line_indent).add(style.paragraph_gap);
    for (const Span& span : spans)
        hash.add(span.begin).add(span.end).add(span.colour).add(span.text);
    return hash.value();
}

}  // namespace

LayoutCache::LayoutCache(const FaceSet& faces, std::size_t budget_bytes)
    : faces_(faces), budget_bytes_(budget_bytes) {}

std::shared_ptr<const TextLayout> LayoutCache::get(const Paragraph& paragraph) {
    const std::size_t hash = hash_of(paragraph.text, paragraph.style, paragraph.spans);
    auto known = find(hash, paragraph.text, paragraph.style, paragraph.spans);
    return known ? known : insert(hash, paragraph);
}

std::shared_ptr<const TextLayout> LayoutCache::get(std::string_view text,
                                                   const ParagraphStyle& style) {
    const std::size_t hash = hash_of(text, style, {});
    auto known = find(hash, text, style, {});
    return known ? known : insert(hash, {std::string(text), style, {}});
}

std::shared_ptr<const TextLayout> LayoutCache::find(std::size_t hash, std::string_view text,
                                                    const ParagraphStyle& style,
                                                    std::span<const Span> spans) {
    const auto [begin, end] = index_.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
        const Paragraph& known = it->second->paragraph;
        if (known.text != text || known.style != style ||
            !std::equal(spans.begin(), spans.end(), known.spans.begin(), known.spans.end())) {
            continue;
        }
        order_.splice(order_.begin(), order_, it->second);
        return it->second->layout;
    }
    return nullptr;
}

std::shared_ptr<const TextLayout> LayoutCache::insert(std::size_t hash, Paragraph paragraph) {
    auto layout = std::make_shared<TextLayout>(lay_out(faces_, paragraph));
    const std::size_t bytes = sizeof(Entry) + paragraph.text.capacity() + layout->memory_bytes();
    order_.push_front({std::move(paragraph), layout, bytes, hash});
    index_.emplace(hash, order_.begin());
    bytes_ += bytes;
    ++misses_;
    shrink();
    return layout;
}

void LayoutCache::forget() {
    for (Entry& entry : order_) {
        ::explicit_bzero(entry.paragraph.text.data(), entry.paragraph.text.size());
        entry.layout->wipe();
    }
    index_.clear();
    order_.clear();
    bytes_ = 0;
}

void LayoutCache::shrink() {
    while (bytes_ > budget_bytes_ && !order_.empty()) {
        const auto last = std::prev(order_.end());
        const auto [begin, end] = index_.equal_range(last->hash);
        for (auto it = begin; it != end; ++it) {
            if (it->second != last) continue;
            index_.erase(it);
            break;
        }
        bytes_ -= last->bytes;
        order_.erase(last);
    }
}

}  // namespace villageboard::fonts
