#include "tests/bench/county/store.h"

#include <nlohmann/json.hpp>

#include "sync/county/initial.h"
#include "sync/county/publish/publisher.h"

namespace villageboard::bench {
namespace {

using namespace villageboard::county;

constexpr const char* kCounty = "539921";
constexpr std::size_t kBatch = 500;
constexpr std::size_t kVillagesOfTown = 12;

DraftInput draft_of(const std::string& area, const std::string& title,
                    const std::filesystem::path& folder) {
    const nlohmann::ordered_json json{
        {"kind", "notice"},
        {"catalogue", "N02"},
        {"area", area},
        {"formed", format_day(shanghai_day(wall_clock()))},
        {"office", area + "-VC"},
        {"reviewers", {"clerk", "village_head"}},
        {"body",
         {{"title", title},
          {"summary", title + "，请各组互相转告。"},
          {"office_name", "村民委员会"},
          {"blocks",
           {{{"type", "paragraph"},
             {"text", title + "。明天上午八点到下午五点检修管道，请提前存水，老人和小孩"
                              "的用水请邻里帮着看一看。检修完就恢复，晚了会再通知。"}}}}}}};
    return make_draft_input(title, json.dump(), folder);
}

std::string three_digits(std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(3 - std::min<std::size_t>(3, digits.size()), '0') + digits;
}

}  // namespace

FilledCounty fill_county(const std::filesystem::path& data, const std::string& database,
                         std::size_t items, std::size_t villages) {
    const Effects effects{wall_clock, feed::system_random()};
    init_county({data, "board.bench.example", kCounty, database, {}}, effects);
    OpenedCounty opened(data, effects);
    FilledCounty filled;
    const std::size_t each = std::max<std::size_t>(1, items / std::max<std::size_t>(1, villages));
    for (std::size_t v = 0; v < villages; ++v) {
        const std::string town = std::string(kCounty) + three_digits(100 + v / kVillagesOfTown);
        const std::string village = town + three_digits(200 + v % kVillagesOfTown);
        filled.paths.push_back({kCounty, town, village});
        const AreaCode area = *AreaCode::parse(village);
        if (v % kVillagesOfTown == 0)
            Publisher(opened.tools())
                .publish(*AreaCode::parse(town), {draft_of(town, "镇上的通知" + town, data)});
        for (std::size_t i = 0; i < each; i += kBatch) {
            std::vector<DraftInput> drafts;
            for (std::size_t n = i; n < std::min(each, i + kBatch); ++n)
                drafts.push_back(
                    draft_of(village, village + "第" + std::to_string(n) + "号通知", data));
            const auto published = Publisher(opened.tools()).publish(area, drafts);
            if (filled.page.empty()) filled.page = village + "/" + published.front().item;
        }
    }
    return filled;
}

void publish_alert(OpenedCounty& county, int number) {
    Publisher(county.tools())
        .publish(county.settings().area,
                 {draft_of(county.settings().area.digits(), "全县紧急通知" + std::to_string(number),
                           county.data())});
}

std::uint64_t county_feed_size(OpenedCounty& county) {
    const auto feed = county.repository().feed(county.settings().area.digits());
    return feed ? feed->size : 0;
}

}  // namespace villageboard::bench
