#include <doctest/doctest.h>

#include <filesystem>

#include "kiosk/draw/png.h"
#include "tests/kiosk/draw/specimen.h"

namespace villageboard::draw {
namespace {

TEST_CASE("a page of all that the terminal draws is saved to be looked at, the same on every run") {
    const std::filesystem::path file =
        std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "specimen.png";
    std::vector<std::uint32_t> first;
    for (int run = 0; run < 2; ++run) {
        Stage stage({1920, 1080});
        const auto damage = stage.frame([&](ImDrawList& list) { Specimen(stage, list).page(); });
        CHECK(damage == std::vector<Rect>{{0, 0, 1920, 1080}});
        CHECK(stage.atlas.left_out() == 0);
        CHECK(stage.frame([&](ImDrawList& list) { Specimen(stage, list).page(); }).empty());
        if (run == 0) first = stage.pixels();
        CHECK(stage.pixels() == first);
        write_png(file, stage.screen.canvas());
    }
    CHECK(std::filesystem::file_size(file) > 50'000);
}

}  // namespace
}  // namespace villageboard::draw
