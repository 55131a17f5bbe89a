#include "tests/bench/village.h"

#include "tests/kiosk/support/village.h"

namespace villageboard::bench {

const char* const kLongTitle = "很长的一份文件";

void make_village(const std::filesystem::path& dir, const std::vector<std::string>& long_document) {
    std::filesystem::create_directories(dir);
    kiosk_test::VillageWriter writer(dir);
    kiosk_test::fill_village(writer);
    Policy body;
    body.title = kLongTitle;
    body.summary = "滚动着读的长文。";
    body.office_name = "云岭县";
    for (const std::string& words : long_document) body.blocks.push_back(Paragraph{words});
    kiosk_test::ItemOptions options;
    options.days_ago = 1;
    writer.add(body, options);
}

}  // namespace villageboard::bench
