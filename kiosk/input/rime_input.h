/// Pinyin by librime, with tables that were prepared when the program was built
/// (kiosk/input/rime/). librime lives once in a process: so does this. It reads its folder when it
/// is made, some milliseconds; afterwards it touches no file, has no user dictionary and learns
/// nothing. UI thread only.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/input/input_method.h"

namespace villageboard::kiosk {

class RimeInput : public InputMethod {
  public:
    /// `tables` is the folder of the prepared tables. Error `invalid` where they are missing or
    /// librime can't use them.
    explicit RimeInput(const std::filesystem::path& tables);
    ~RimeInput() override;
    RimeInput(const RimeInput&) = delete;
    RimeInput& operator=(const RimeInput&) = delete;

    std::vector<std::string> candidates(std::string_view letters, std::size_t most) override;
    Choice choose(std::string_view letters, std::size_t index) override;

  private:
    void feed(std::string_view letters);

    std::uintptr_t session_ = 0;
    std::string asked_ = {};  ///< letters of the answer below: a page is built more than once
    std::vector<std::string> answer_ = {};
    std::size_t asked_most_ = 0;
};

/// Where the prepared tables lie beside the program that is running.
std::filesystem::path input_tables_folder();

}  // namespace villageboard::kiosk
