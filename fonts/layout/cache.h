/// Layouts used again between frames: an immediate-mode screen asks for the same text in every
/// frame. Least recently used go first when the budget is passed. UI thread only.
#pragma once
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "fonts/layout/layout.h"

namespace villageboard::fonts {

class LayoutCache {
  public:
    /// `faces` must outlive the cache. The budget counts what the layouts hold.
    explicit LayoutCache(const FaceSet& faces, std::size_t budget_bytes = 16u << 20);

    /// The layout of the paragraph, from the cache if an equal one was asked for before.
    /// The pointer keeps the layout alive even after eviction; never null.
    std::shared_ptr<const TextLayout> get(const Paragraph& paragraph);
    std::shared_ptr<const TextLayout> get(std::string_view text, const ParagraphStyle& style);

    /// Wipes all words and glyphs that it holds, and starts empty. Layouts that somebody still has
    /// are wiped with the rest.
    void forget();

    std::size_t size() const { return order_.size(); }
    std::size_t bytes() const { return bytes_; }
    std::size_t misses() const { return misses_; }

  private:
    struct Entry {
        Paragraph paragraph;
        std::shared_ptr<TextLayout> layout;
        std::size_t bytes;
        std::size_t hash;
    };
    using Order = std::list<Entry>;

    std::shared_ptr<const TextLayout> find(std::size_t hash, std::string_view text,
                                           const ParagraphStyle& style,
                                           std::span<const Span> spans);
    std::shared_ptr<const TextLayout> insert(std::size_t hash, Paragraph paragraph);
    void shrink();

    const FaceSet& faces_;
    std::size_t budget_bytes_;
    std::size_t bytes_ = 0;
    std::size_t misses_ = 0;
    Order order_;  ///< most recently used first
    std::unordered_multimap<std::size_t, Order::iterator> index_;
};

}  // namespace villageboard::fonts
