#include <algorithm>

#include "kiosk/screens/item_row.h"
#include "kiosk/screens/notice_row.h"
#include "kiosk/screens/screens.h"
#include "kiosk/screens/topics.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kOneColumn = 3;

class TopicList : public Screen {
  public:
    explicit TopicList(Topic topic) : topic_(topic) {}

    std::string name() const override { return "topic"; }
    std::optional<Subject> subject() const override { return Subject::village; }

    void reload(Board& board) override {
        items_.clear();
        for (cache::ItemRow& item : board.items(kinds_of(topic_))) {
            const bool says_more = item.kind == Kind::notice || item.kind == Kind::consultation;
            auto body = says_more ? board.body(item) : nullptr;
            if (topic_of(item, body.get()) == topic_) items_.push_back({item, std::move(body)});
        }
    }

    void build(Page& page) override {
        page_head(page.flow, subject(), page.say(topic_key(topic_)), sentence(page));
        if (items_.empty()) {
            page.flow.gap(2);
            page.flow.prose(page.say("list.empty"),
                            Look{}.sized(Type::lead).in(page.ui.colour(Ink::quiet)));
        }
        if (page.wide() && items_.size() > kOneColumn) {
            auto [left, right] = page.split(0.5);
            const std::size_t half = (items_.size() + 1) / 2;
            for (std::size_t i = 0; i < items_.size(); ++i)
                one(page, i < half ? left : right, items_[i]);
            page.flow.below(left, right);
        } else {
            for (const NoticeItem& item : items_) one(page, page.flow, item);
        }
        page.flow.gap(2);
    }

  private:
    std::string sentence(Page& page) const {
        const std::string key = std::string(topic_key(topic_)) + ".sentence";
        return page.ui.strings().has(key) ? page.say(key) : std::string{};
    }

    static void one(Page& page, Flow& flow, const NoticeItem& item) {
        if (row(flow, notice_row(page, item))) page.act.open(screen_for(item.item));
    }

    Topic topic_;
    std::vector<NoticeItem> items_;
};

}  // namespace

std::unique_ptr<Screen> topic_screen(Topic topic) { return std::make_unique<TopicList>(topic); }

}  // namespace villageboard::kiosk
