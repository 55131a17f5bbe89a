#include <utility>

#include "kiosk/screens/due_rows.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

class DueList : public Screen {
  public:
    explicit DueList(std::vector<OverdueItem> missing) : missing_(std::move(missing)) {
        if (!missing_.empty() && !missing_.front().item.kinds.empty())
            subject_ = subject_of(missing_.front().item.kinds.front());
    }

    std::string name() const override { return "due_list"; }
    std::optional<Subject> subject() const override { return subject_; }
    void reload(Board& board) override {
        if (subject_) missing_ = overdue(board, *subject_);
    }

    void build(Page& page) override {
        page_head(page.flow, subject(), page.say("due.list"), page.say("due.list_sentence"));
        due_rows(page, page.flow, missing_);
        page.flow.gap(2);
    }

  private:
    std::vector<OverdueItem> missing_;
    std::optional<Subject> subject_;
};

}  // namespace

std::unique_ptr<Screen> due_list_screen(std::vector<OverdueItem> missing) {
    return std::make_unique<DueList>(std::move(missing));
}

}  // namespace villageboard::kiosk
