/// Which face can draw a cluster. The decision is a pure function over the Coverage interface;
/// the fonts of the machine come in through FileCoverage.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::fonts {

class Coverage {
  public:
    virtual ~Coverage() = default;
    /// Whether the face has a glyph for this code point.
    virtual bool has(char32_t code_point) const = 0;
};

/// Whether `face` draws the whole cluster: each code point, or each of its NFC composition.
/// Joiners, variation selectors and other default-ignorable code points need no glyph.
bool covers(const Coverage& face, std::u32string_view cluster);

/// The first face of the ordered list that covers the whole cluster; nothing if none does.
std::optional<std::size_t> pick_face(std::span<const Coverage* const> faces,
                                     std::u32string_view cluster);

/// The clusters of `utf8` that no face of the list covers, each once, in order of appearance.
/// White space and controls are never missing; each ill-formed part is reported as U+FFFD.
std::vector<std::string> missing_clusters(std::string_view utf8,
                                          std::span<const Coverage* const> faces);

/// The character map of one font file. One thread at a time.
class FileCoverage final : public Coverage {
  public:
    /// `index` selects the face inside a collection. Throws FontError if the file is no font.
    explicit FileCoverage(const std::filesystem::path& file, unsigned index = 0);
    ~FileCoverage() override;
    FileCoverage(FileCoverage&&) noexcept;

    bool has(char32_t code_point) const override;

  private:
    struct Font;
    std::unique_ptr<Font> font_;
};

}  // namespace villageboard::fonts
