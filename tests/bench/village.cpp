#include "tests/bench/village.h"

#include <fstream>

#include "content/cache/schema.h"
#include "tests/bench/search_texts.h"
#include "tests/kiosk/support/village.h"

namespace villageboard::bench {

const char* const kLongTitle = "很长的一份文件";

void make_village(const std::filesystem::path& dir, const std::vector<std::string>& long_document,
                  std::size_t older_notices) {
    std::filesystem::create_directories(dir);
    std::ofstream(dir / "kiosk.conf") << "board_seconds = 0\n";
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
    if (older_notices == 0) return;
    cache::CacheWriter cache(cache::cache_path(dir, *cache::current_generation(dir)));
    Texts texts;
    add_notices(cache, texts, older_notices);
}

}  // namespace villageboard::bench
