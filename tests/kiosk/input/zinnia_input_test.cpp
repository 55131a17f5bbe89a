#include "kiosk/input/zinnia_input.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <tuple>

#include "content/model/error.h"
#include "tests/kiosk/support/village.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::InkStroke;

InkStroke line(float x0, float y0, float x1, float y1) {
    InkStroke stroke;
    for (int i = 0; i <= 10; ++i) {
        const float part = static_cast<float>(i) / 10;
        stroke.push_back({x0 + (x1 - x0) * part, y0 + (y1 - y0) * part});
    }
    return stroke;
}

std::vector<InkStroke> wood(float x, float y, float size) {
    return {line(x, y + size * 0.35F, x + size, y + size * 0.35F),
            line(x + size / 2, y, x + size / 2, y + size),
            line(x + size / 2, y + size * 0.4F, x + size * 0.1F, y + size * 0.8F),
            line(x + size / 2, y + size * 0.4F, x + size * 0.9F, y + size * 0.8F)};
}

}  // namespace

TEST_CASE("a Hanzi written by finger is offered, however small and wherever it was written") {
    kiosk::ZinniaInput input(kiosk::handwriting_model());
    for (const auto& [x, y, size] : {std::tuple{0.F, 0.F, 300.F}, {700.F, 20.F, 60.F}}) {
        const auto read = input.read(wood(x, y, size), 10);
        CHECK(read.size() == 10);
        CHECK(std::find(read.begin(), read.begin() + 3, "木") != read.begin() + 3);
    }
    CHECK(input.read({line(10, 50, 200, 52)}, 10).front() == "一");
}

TEST_CASE("nothing written gives nothing, and a dot does no harm") {
    kiosk::ZinniaInput input(kiosk::handwriting_model());
    CHECK(input.read({}, 10).empty());
    CHECK(input.read({{{5, 5}}}, 10).size() <= 10);
    CHECK(input.read({{}}, 10).size() <= 10);
}

TEST_CASE("a missing model is refused, a damaged one reads nothing") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(kiosk::ZinniaInput{folder.path() / "none.model"}, const Error&);
    std::ofstream(folder.path() / "damaged.model") << std::string(5000, 'x');
    kiosk::ZinniaInput input(folder.path() / "damaged.model");
    CHECK(input.read({{{0, 0}, {100, 0}}}, 10).empty());
}

}  // namespace villageboard::kiosk_test
