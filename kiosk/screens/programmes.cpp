#include "kiosk/screens/programmes.h"

#include <algorithm>

#include "content/catalogue/discretion.h"

namespace villageboard::kiosk {
namespace {

constexpr const char* kListCode = "S01";
constexpr std::size_t kLabelHanzi = 4;

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

Programme& named(std::vector<Programme>& all, const std::string& label) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Programme& programme) {
        return programme.label == label;
    });
    if (found != all.end()) return *found;
    all.push_back({label, {}, {}, {}, {}, false});
    return all.back();
}

void add_table(std::vector<Programme>& all, const TableBlock& table) {
    if (table.header.size() < 2) return;
    for (const auto& cells : table.rows) {
        if (cells.size() != table.header.size() || characters(cells[0]) != kLabelHanzi) continue;
        Programme& programme = named(all, cells[0]);
        if (programme.name.empty()) programme.name = cells[1];
        if (!programme.listed.empty()) continue;
        for (std::size_t c = 2; c < cells.size(); ++c)
            programme.listed.push_back({table.header[c], cells[c]});
    }
}

void add_roll(std::vector<Programme>& all, const Published& roll) {
    const SubsidyRoll& body = std::get<SubsidyRoll>(*roll.body);
    if (body.programme.empty()) return;
    Programme& programme = named(all, body.programme);
    if (programme.name.empty()) programme.name = body.programme_name;
    programme.about_minors |= concerns_minors(roll.row.catalogue, body.programme_name);
    programme.batches.push_back(roll);
}

void add_policy(std::vector<Programme>& all, const Published& policy) {
    const Policy& body = std::get<Policy>(*policy.body);
    if (body.programme && !body.programme->empty())
        named(all, *body.programme).policies.push_back(policy);
    if (policy.row.catalogue != kListCode) return;
    for (const Block& block : body.blocks)
        if (const auto* table = std::get_if<TableBlock>(&block)) add_table(all, *table);
}

std::vector<Published> published(const Board& board, Kind kind) {
    std::vector<Published> all;
    for (cache::ItemRow& row : board.items(std::vector<Kind>{kind}))
        if (auto body = board.body(row)) all.push_back({std::move(row), std::move(body)});
    return all;
}

}  // namespace

const Policy* Programme::policy() const {
    return policies.empty() ? nullptr : &std::get<Policy>(*policies.front().body);
}

const SubsidyRoll* Programme::batch() const {
    return batches.empty() ? nullptr : &std::get<SubsidyRoll>(*batches.front().body);
}

std::vector<Programme> collect_programmes(const std::vector<Published>& policies,
                                          const std::vector<Published>& rolls) {
    std::vector<Programme> all;
    for (const Published& roll : rolls) add_roll(all, roll);
    for (const Published& policy : policies) add_policy(all, policy);
    for (Programme& programme : all) {
        if (programme.name.empty() && programme.policy())
            programme.name = programme.policy()->plain_title.value_or(programme.policy()->title);
        programme.about_minors |= concerns_minors({}, programme.label + programme.name);
    }
    return all;
}

std::vector<Programme> programmes_of(const Board& board) {
    return collect_programmes(published(board, Kind::policy), published(board, Kind::subsidy_roll));
}

}  // namespace villageboard::kiosk
