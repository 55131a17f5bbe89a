/// Hanzi from a finger by zinnia, with the model of tegaki-zinnia-simplified-chinese (the 6,763
/// characters of GB 2312). The model (26 MB) is mapped with the first character that somebody
/// writes, within 5 ms. UI thread only.
#pragma once
#include <filesystem>
#include <memory>

#include "kiosk/input/handwriting.h"

namespace villageboard::kiosk {

class ZinniaInput : public Handwriting {
  public:
    /// Error `invalid` where the model is missing. One that turns out to be no model is logged, and
    /// nothing is read by it.
    explicit ZinniaInput(const std::filesystem::path& model);
    ~ZinniaInput() override;
    ZinniaInput(const ZinniaInput&) = delete;
    ZinniaInput& operator=(const ZinniaInput&) = delete;

    std::vector<std::string> read(const std::vector<InkStroke>& strokes, std::size_t most) override;

  private:
    struct Model;
    bool opened();

    std::filesystem::path file_;
    std::unique_ptr<Model> model_;
    std::vector<InkStroke> asked_ = {};  ///< of the answer below: a page is built more than once
    std::vector<std::string> answer_ = {};
};

/// Where Debian's package puts the model.
std::filesystem::path handwriting_model();

}  // namespace villageboard::kiosk
