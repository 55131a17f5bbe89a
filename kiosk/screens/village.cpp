#include <algorithm>
#include <cmath>
#include <map>

#include "kiosk/screens/due_rows.h"
#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/notice_row.h"
#include "kiosk/screens/promises.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/topics.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/tile.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kRows = 3;  ///< of notices; what is on today and tomorrow may be more
constexpr float kDrawing = 1.5F;  ///< of the title's type: room for the drawing beside the word
constexpr double kNoticesPart = 0.5;

class Village : public Screen {
  public:
    std::string name() const override { return "village"; }
    std::optional<Subject> subject() const override { return Subject::village; }

    void reload(Board& board) override {
        by_topic_.clear();
        notices_.clear();
        for (cache::ItemRow& item : board.items(Subject::village)) {
            const auto body = item.kind == Kind::notice ? board.body(item) : nullptr;
            const Topic topic = topic_of(item, body.get());
            if (topic == Topic::notices) notices_.push_back({item, body});
            by_topic_[topic].push_back(std::move(item));
        }
        promises_ = promises(board);
        missing_ = overdue(board, Subject::village);
    }

    void build(Page& page) override {
        // A low panel keeps its height for what is on today.
        page_head(page.flow, subject(), subject_word(page.ui, Subject::village),
                  is_low(page) ? std::string{} : page.say("list.village"));
        if (by_topic_.empty() || !page.wide()) few_due_rows(page, page.flow, missing_);
        if (by_topic_.empty()) {
            page.flow.prose(page.say("list.empty"),
                            Look{}.sized(Type::lead).in(page.ui.colour(Ink::quiet)));
        } else if (page.wide()) {
            auto [left, right] = page.split(kNoticesPart);
            // Beside what is due the subjects are in sight.
            few_due_rows(page, left, missing_);
            notices(page, left);
            tiles(page, right);
            page.flow.below(left, right);
        } else {
            notices(page, page.flow);
            page.flow.gap(2);
            tiles(page, page.flow);
        }
        page.flow.gap(2);
    }

  private:
    static bool is_low(const Page& page) { return !page.wide() && !page.theme().portrait(); }

    // First what happens today and tomorrow, then what is newest.
    void notices(Page& page, Flow& flow) {
        const BoardTime time = page.board.time();
        std::vector<const NoticeItem*> near;
        std::vector<const NoticeItem*> others;
        for (const NoticeItem& notice : notices_) {
            const Notice* words = notice.words();
            if (words && near_event(*words, time)) {
                near.push_back(&notice);
            } else if (!words || event_end(*words).value_or(Instant::max()) > time.now) {
                others.push_back(&notice);
            }
        }
        std::stable_sort(near.begin(), near.end(), [](const NoticeItem* a, const NoticeItem* b) {
            return a->words()->event_at < b->words()->event_at;
        });
        if (!near.empty()) {
            heading(flow, page.say("village.near"));
            for (const NoticeItem* notice : near) one(page, flow, *notice);
        }
        if (near.size() >= kRows || others.empty()) return;
        heading(flow, page.say(near.empty() ? "village.newest" : "village.others"));
        for (std::size_t i = 0; i < std::min(kRows - near.size(), others.size()); ++i)
            one(page, flow, *others[i]);
    }

    static void heading(Flow& flow, const std::string& words) {
        flow.gap(1);
        flow.text(words, Look{}.bold().as(Role::heading));
        flow.gap(0.5);
        flow.ui().fill(flow.take(flow.theme().edge()), flow.ui().colour(Ink::ink));
        flow.gap(0.5);
    }

    static void one(Page& page, Flow& flow, const NoticeItem& notice) {
        if (row(flow, notice_row(page, notice))) page.act.open(screen_for(notice.item));
    }

    bool shown(Topic topic) const {
        return topic == Topic::promises ? !promises_.empty() : by_topic_.contains(topic);
    }

    void tiles(Page& page, Flow& flow) {
        std::vector<Topic> topics;
        std::copy_if(std::begin(kTopics), std::end(kTopics), std::back_inserter(topics),
                     [&](Topic topic) { return shown(topic); });
        const int columns = is_low(page) ? 3 : 2;
        const float gap = page.theme().target_gap();
        const float width = nth_column({0, 0, flow.width(), 1}, 0, columns, gap).w;
        Type type = Type::title;
        const float beside = width - std::round(page.theme().type(Type::title) * kDrawing);
        for (const Topic topic : topics)
            type = std::min(type, tile_type(page.ui, page.say(topic_key(topic)), beside));
        float height = page.theme().u(14);
        for (const Topic topic : topics)
            height = std::max(height, tile_height(page.ui, spec(page, topic, type), width));
        Rect line;
        for (std::size_t i = 0; i < topics.size(); ++i) {
            const int column = static_cast<int>(i) % columns;
            if (column == 0) line = flow.take(height);
            if (tile(page.ui, nth_column(line, column, columns, gap), spec(page, topics[i], type)))
                open(page, topics[i]);
            if (column == columns - 1 || i + 1 == topics.size()) flow.target_gap();
        }
    }

    TileSpec spec(Page& page, Topic topic, Type type) const {
        TileSpec spec{"village/" + std::string(topic_key(topic)), page.say(topic_key(topic)),
                      live_line(page, topic), Subject::village, type};
        spec.icon = topic_icon(topic);
        return spec;
    }

    std::string live_line(Page& page, Topic topic) const {
        const Strings& strings = page.ui.strings();
        if (topic != Topic::promises)
            return strings.count("live.count", static_cast<long long>(by_topic_.at(topic).size()));
        const auto late = std::count_if(promises_.begin(), promises_.end(), [](const auto& each) {
            return each.state == PromiseState::late;
        });
        if (late > 0) return strings.count("promise.late_count", late);
        return strings.count("live.count", static_cast<long long>(promises_.size()));
    }

    // One page of charges is opened at once: a list of one helps nobody.
    void open(Page& page, Topic topic) const {
        if (topic == Topic::promises) {
            page.act.open(promises_screen());
        } else if (topic == Topic::charges && by_topic_.at(topic).size() == 1) {
            page.act.open(screen_for(by_topic_.at(topic).front()));
        } else {
            page.act.open(topic_screen(topic));
        }
    }

    std::map<Topic, std::vector<cache::ItemRow>> by_topic_;
    std::vector<NoticeItem> notices_;
    std::vector<Promise> promises_;
    std::vector<OverdueItem> missing_;
};

}  // namespace

std::unique_ptr<Screen> village_screen() { return std::make_unique<Village>(); }

}  // namespace villageboard::kiosk
