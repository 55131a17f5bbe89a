#include "kiosk/screens/amount_search.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace villageboard::kiosk {
namespace {

using std::chrono::year_month;

constexpr std::size_t kWholeFigures = 7;
constexpr std::size_t kDecimals = 2;

year_month month_of(Day day) {
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

// When a batch was paid: the day of the first line that has one, else the roll's own.
year_month month_of(const Published& batch) {
    for (const SubsidyLine& line : std::get<SubsidyRoll>(*batch.body).lines)
        if (line.pay_date) return month_of(*line.pay_date);
    return month_of(batch.row.formed.value_or(shanghai_day(batch.row.first_published)));
}

// What one receiver got of one programme in one month.
struct Received {
    Fen sum;
    int lines = 0;
    std::string newest;  ///< item id
};
using Receiver = std::tuple<year_month, std::string, std::string, int>;

class Search {
  public:
    Search(Fen amount, std::optional<year_month> month) : amount_(amount), month_(month) {}

    void look_through(const Programme& programme) {
        found_.clear();
        received_.clear();
        for (const Published& batch : programme.batches) look_into(batch);
        for (const auto& [receiver, received] : received_)
            if (received.lines > 1 && received.sum == amount_)
                ++hit_of(std::get<year_month>(receiver), received.newest).summed;
        for (auto& [month, hit] : found_) {
            hit.label = programme.label;
            hit.name = programme.name;
            hits_.push_back(std::move(hit));
        }
    }

    std::vector<AmountHit> newest_first() {
        std::stable_sort(hits_.begin(), hits_.end(),
                         [](const AmountHit& a, const AmountHit& b) { return a.month > b.month; });
        return std::move(hits_);
    }

  private:
    AmountHit& hit_of(year_month month, const std::string& item_id) {
        AmountHit& hit = found_[month];
        hit.month = month;
        if (hit.item_id.empty()) hit.item_id = item_id;
        return hit;
    }

    void look_into(const Published& batch) {
        const SubsidyRoll& roll = std::get<SubsidyRoll>(*batch.body);
        if (roll.stage != SubsidyStage::paid) return;
        const year_month of_batch = month_of(batch);
        for (const SubsidyLine& line : roll.lines)
            take(batch.row.id, line, line.pay_date ? month_of(*line.pay_date) : of_batch);
    }

    void take(const std::string& item_id, const SubsidyLine& line, year_month month) {
        if (month_ && month != *month_) return;
        if (line.amount_fen == amount_) ++hit_of(month, item_id).lines;
        if (line.name.find('*') != std::string::npos) return;
        Received& received = received_[{month, line.name, line.group, line.same_name.value_or(0)}];
        received.sum += line.amount_fen;
        ++received.lines;
        if (received.newest.empty()) received.newest = item_id;
    }

    Fen amount_;
    std::optional<year_month> month_;
    std::map<year_month, AmountHit> found_;
    std::map<Receiver, Received> received_;
    std::vector<AmountHit> hits_;
};

}  // namespace

AmountAnswer find_amount(const std::vector<Programme>& programmes, Fen amount,
                         std::optional<year_month> month) {
    AmountAnswer answer;
    Search search(amount, month);
    for (const Programme& programme : programmes) {
        if (programme.batches.empty()) continue;
        const bool lines = std::any_of(programme.batches.begin(), programme.batches.end(),
                                       [](const Published& batch) {
                                           return !std::get<SubsidyRoll>(*batch.body).lines.empty();
                                       });
        if (programme.about_minors || !lines) {
            answer.figures_only.push_back(programme.name);
        } else {
            search.look_through(programme);
        }
    }
    answer.hits = search.newest_first();
    return answer;
}

std::string with_key(std::string typed, char key) {
    const auto point = typed.find('.');
    if (key == '.') {
        if (point != std::string::npos) return typed;
        return typed.empty() ? "0." : typed + key;
    }
    if (point != std::string::npos)
        return typed.size() - point - 1 < kDecimals ? typed + key : typed;
    if (typed == "0") return std::string(1, key);
    return typed.size() < kWholeFigures ? typed + key : typed;
}

}  // namespace villageboard::kiosk
