#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/support/random_reader.h"

namespace villageboard::kiosk_test {
namespace {

// What may be kept: layouts 16 MiB, atlas 8, the panel's own pixels 4, this board's pictures 2, and
// what the libraries hold.
constexpr std::size_t kBudget = std::size_t{36} << 20;
constexpr std::size_t kSlack = std::size_t{1} << 20;
constexpr int kDocuments = 3;
constexpr int kParagraphs = 160;

// Each document in three sizes, turned a few pages; then home.
void read_all(Person& person) {
    RandomReader reader(person);
    for (int i = 1; i <= kDocuments; ++i) {
        REQUIRE(person.tap("政策"));
        REQUIRE(person.tap("第" + std::to_string(i) + "号文件"));
        for (const auto size :
             {kiosk::TextSize::large, kiosk::TextSize::largest, kiosk::TextSize::normal}) {
            person.shell().set_text_size(size);
            person.show();
            for (int page = 0; page < 3; ++page) person.tap("往下");
        }
        reader.home();
    }
}

}  // namespace

TEST_CASE("reading on and on fills the caches to their bounds and not beyond") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (int i = 1; i <= kDocuments; ++i)
        writer.add(random_policy(static_cast<unsigned>(i), kParagraphs));
    kiosk::Settings settings;
    settings.panel = kiosk::usual_panel(1280, 800);
    const std::size_t before = allocated_bytes();
    Person person(folder.path(), settings);
    read_all(person);
    const std::size_t once = allocated_bytes();
    CHECK(once - before < kBudget);
    read_all(person);
    CHECK(allocated_bytes() < once + kSlack);

    RandomReader reader(person);
    std::size_t most = 0;
    for (int i = 0; i < 100; ++i) {
        reader.step();
        most = std::max(most, allocated_bytes());
    }
    CHECK(most - before < kBudget);
}

}  // namespace villageboard::kiosk_test
