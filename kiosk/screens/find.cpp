#include <algorithm>
#include <cmath>

#include "kiosk/screens/find_excerpt.h"
#include "kiosk/screens/find_nothing.h"
#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/hit_row.h"
#include "kiosk/widgets/keyboard.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/scroll_frame.h"
#include "kiosk/widgets/text_field.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostHits = 40;
constexpr std::size_t kSuggestions = 6;
constexpr std::size_t kAround = 22;  // characters of the text before and after what matched
constexpr std::size_t kMostTyped = 120;
constexpr double kLeastResultsMm = 160;  // width beside the keyboard
constexpr double kLeastResultsHeightMm = 50;
constexpr float kFieldPart = 0.32F;  // of a low panel's one line
constexpr Subject kSubjects[] = {Subject::finance, Subject::subsidy,  Subject::relief,
                                 Subject::policy,  Subject::projects, Subject::village};

/// Whether the keys are on the glass; on low panels they make room for what was found.
enum class Keys { shown, folded };

class Find : public Screen {
  public:
    std::string name() const override { return "find"; }

    void reload(Board& board) override {
        programmes_ = board.programmes();
        search(board);
    }

    void type(const std::string& key) override { typing_.key(key); }
    HeaderLine header_line() const override { return header_; }
    Traces traces() const override { return Traces::none; }

    void build(Page& page) override {
        if (typing_.shown() != searched_) search(page.board);
        if (low(page)) {
            build_low(page);
        } else if (beside(page)) {
            build_beside(page);
        } else {
            build_tall(page);
        }
        if (typing_.shown() != searched_) {
            search(page.board);
            page.ui.build_again();
        }
    }

  private:
    void search(Board& board) {
        searched_ = typing_.shown();
        hits_ = board.search(searched_, kMostHits);
        scroll_.offset = 0;
    }

    TypingTools tools(const Page& page) const {
        return {page.services.pinyin, page.services.handwriting};
    }

    static float keys_width(const Theme& theme) {
        return 10 * theme.main_target() + 9 * theme.target_gap() + theme.mm(4);
    }

    static bool beside(const Page& page) {
        const Theme& theme = page.theme();
        return !theme.portrait() &&
               page.flow.width() >= keys_width(theme) + theme.u(6) + theme.mm(kLeastResultsMm);
    }

    // Whether there is no room for results above the keys.
    static bool low(const Page& page) {
        const Theme& theme = page.theme();
        const KeyboardShape shape = keyboard_shape(theme, page.flow.width());
        if (!shape.words_row) return true;
        return !beside(page) && page.view.h < text_field_height(theme, Type::body, 1) +
                                                  keyboard_height(theme, page.flow.width()) +
                                                  theme.mm(kLeastResultsHeightMm);
    }

    // Box, results, keys, one below the other.
    void build_tall(Page& page) {
        Rect area = page.flow.take(page.view.h);
        const float keys = keyboard_height(page.theme(), area.w);
        const float gap = page.theme().target_gap();
        Rect board = area.cut_bottom(keys);
        area.cut_bottom(page.theme().u(1.5));
        box(page, area.cut_top(box_height(page)));
        area.cut_top(gap);
        results_area(page, area);
        keyboard(page.ui, board, typing_, tools(page));
    }

    // Results on the left, box and keys on the right.
    void build_beside(Page& page) {
        Rect area = page.flow.take(page.view.h);
        Rect right = area.cut_right(keys_width(page.theme()));
        area.cut_right(page.theme().u(6));
        results_area(page, area);
        box(page, right.cut_top(box_height(page)));
        right.cut_top(page.theme().u(3));
        keyboard(page.ui, right, typing_, tools(page));
    }

    // A low panel: box and words in one line, the first result, the keys; or all results.
    void build_low(Page& page) {
        const Theme& theme = page.theme();
        const float gap = theme.target_gap();
        if (keys_ == Keys::folded) {
            if (box(page, page.flow.take(box_height(page)))) show_keys(page, Keys::shown);
            page.flow.gap(1);
            results(page, page.flow);
            return;
        }
        const KeyboardShape shape = keyboard_shape(theme, page.flow.width());
        const float line = theme.target();
        const float used = line + gap + shape.height();
        Rect area = page.flow.take(fits_low(page) ? page.view.h : std::max(page.view.h, used));
        Rect keys_place = area.cut_bottom(shape.height());
        area.cut_bottom(gap);
        Rect top = area.cut_top(line);
        ButtonSpec show{"find/show", page.ui.strings().count("find.show", count())};
        show.type = Type::caption;
        show.size = Target::normal;
        show.style = ButtonStyle::primary;
        show.enabled = !searched_.empty();
        const float width = std::min(button_width(page.ui, show), top.w * 0.3F);
        if (button(page.ui, top.cut_right(width), show)) show_keys(page, Keys::folded);
        top.cut_right(gap);
        box(page, top.cut_left(std::floor(top.w * kFieldPart)));
        top.cut_left(gap);
        candidate_bar(page.ui, top, typing_, tools(page));
        area.cut_top(gap);
        first_result(page, area);
        keys(page.ui, keys_place, typing_, tools(page));
    }

    // Whether field and keys find room over the whole width of the panel, if need be without the
    // header; a page that scrolls has less width, more rows of keys, and would go on scrolling.
    bool fits_low(Page& page) {
        const Theme& theme = page.theme();
        const float width = static_cast<float>(theme.panel().width_px) - 2 * theme.margin();
        const float used =
            theme.target() + theme.target_gap() + keyboard_shape(theme, width).height();
        if (used <= page.view.h) return true;
        if (header_ == HeaderLine::left_out) return false;
        header_ = HeaderLine::left_out;
        page.ui.build_again();
        return true;
    }

    void show_keys(Page& page, Keys keys) {
        keys_ = keys;
        header_ = HeaderLine::shown;
        page.act.to_top();
    }

    long long count() const { return static_cast<long long>(hits_.size()); }

    float box_height(const Page& page) const {
        return text_field_height(page.theme(), Type::body, 1);
    }

    // True when it was tapped.
    bool box(Page& page, Rect rect) {
        const bool low = rect.h < box_height(page);
        if (!typing_.empty() && !low) {
            ButtonSpec clear{"find/clear", page.say("find.clear")};
            clear.size = Target::normal;
            clear.type = Type::caption;
            if (button(page.ui, rect.cut_right(button_width(page.ui, clear)), clear)) {
                typing_.clear();
                keys_ = Keys::shown;
            }
            rect.cut_right(page.theme().target_gap());
        }
        TextFieldSpec spec{"find/box", page.say("find.box"), page.say("find.box")};
        if (low) spec.type = Type::caption;
        return text_field(page.ui, rect, spec, typing_);
    }

    // A page of its own inside the screen: the keys stay where they are.
    void results_area(Page& page, const Rect& area) {
        const Rect view = scroll_view(page.ui, area, scroll_);
        const bool overflowed = scroll_.overflows();
        if (scroll_.viewport != view.h) page.ui.build_again();
        scroll_.viewport = view.h;
        page.ui.scroll_by_hand(view, scroll_);
        page.ui.push_clip(view);
        Flow flow(page.ui, view.x, view.y - scroll_.offset, view.w);
        results(page, flow);
        page.ui.pop_clip();
        scroll_.content = flow.height();
        if (scroll_.overflows() != overflowed) page.ui.build_again();
        scroll_.offset = std::min(scroll_.offset, scroll_.end());
        scroll_buttons(page.ui, area, scroll_);
    }

    void results(Page& page, Flow& flow) {
        if (searched_.empty()) return invitation(page, flow);
        if (hits_.empty()) return nothing(page, flow);
        const bool more = hits_.size() >= kMostHits;
        const Look quiet = Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet));
        flow.text(page.ui.strings().count(more ? "find.many" : "find.found", count()),
                  quiet.as(Role::status));
        flow.gap(0.5);
        for (const cache::SearchHit& hit : hits_)
            if (hit_row(flow, spec_of(page, hit))) page.act.open(screen_for(hit.item));
    }

    HitSpec spec_of(Page& page, const cache::SearchHit& hit) const {
        HitSpec spec;
        spec.row = item_row(page, hit.item, ShowSubject::yes);
        spec.row.id = "find/" + hit.item.id;
        spec.title = {spec.row.title, 0, 0};
        if (const auto place = cache::match_in(spec.row.title, searched_)) {
            spec.title.begin = place->first;
            spec.title.end = place->second;
            return spec;
        }
        const cache::Found& found = hit.found;
        if (found.end == 0) return spec;
        Excerpt part = excerpt_of(found.text, found.begin, found.end, kAround);
        spec.quote = {std::move(part.text), part.begin, part.end};
        return spec;
    }

    void first_result(Page& page, const Rect& area) {
        if (hits_.empty()) {
            const std::string words = searched_.empty()
                                          ? page.say("find.hint")
                                          : page.say("find.none", {{"typed", searched_}});
            const Look look = Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet));
            if (page.ui.height_of(words, look, area.w) <= area.h)
                page.ui.text_in(area, words, look);
            return;
        }
        HitSpec spec = spec_of(page, hits_.front());
        for (const Type type : {Type::lead, Type::body, Type::caption}) {
            spec.row.type = type;
            if (type == Type::caption) spec.row.note.clear();
            const float height = hit_row_height(page.ui, spec, area.w) - page.theme().target_gap();
            if (height > area.h + 1) continue;
            Flow flow(page.ui, area.x, area.y, area.w);
            if (hit_row(flow, spec)) page.act.open(screen_for(hits_.front().item));
            return;
        }
    }

    void invitation(Page& page, Flow& flow) {
        flow.prose(page.say("find.hint"), Look{}.sized(Type::lead));
        flow.gap(2);
        if (programmes_.empty()) return;
        flow.text(page.say("find.try"), Look{}.bold().as(Role::heading));
        flow.gap(1);
        offer(page, flow,
              {programmes_.begin(), programmes_.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                              kSuggestions, programmes_.size()))});
    }

    // Words to tap instead of typing them.
    void offer(Page& page, Flow& flow, const std::vector<std::string>& words) {
        const Theme& theme = page.theme();
        const float height = std::max(theme.target(), theme.line(Type::body) + theme.u(1));
        Rect row{};
        for (const std::string& word : words) {
            ButtonSpec spec{"find/offer/" + word, word};
            spec.size = Target::normal;
            const float width = std::min(flow.width(), button_width(page.ui, spec));
            if (row.w < width) {
                if (row.h > 0) flow.target_gap();
                row = flow.take(height);
            }
            if (button(page.ui, row.cut_left(width), spec)) {
                typing_.drop_composition();
                typing_.edit.set(word);
                page.act.to_top();
            }
            row.cut_left(theme.target_gap());
        }
    }

    void nothing(Page& page, Flow& flow) {
        flow.text(page.say("find.none", {{"typed", searched_}}),
                  Look{}.sized(Type::lead).serif().as(Role::heading));
        flow.gap(1);
        const bool person = looks_like_person(searched_);
        flow.prose(page.say(person ? "find.none_person" : "find.none_check"), {});
        flow.gap(2);
        if (const auto near = nearest(searched_, programmes_, kSuggestions); !near.empty()) {
            flow.text(page.say("find.none_near"), Look{}.bold().as(Role::heading));
            flow.gap(1);
            offer(page, flow, near);
            flow.gap(2);
        }
        flow.prose(page.say("find.none_ask"), {});
        flow.gap(1);
        ButtonSpec help{"find/help", page.say("find.help"), Icon::phone};
        help.style = ButtonStyle::primary;
        Rect row = flow.take(button_height(page.theme(), help.type));
        if (button(page.ui, row.cut_left(std::min(row.w, button_width(page.ui, help))), help))
            page.act.open(help_screen());
        flow.gap(2);
        subjects(page, flow);
    }

    void subjects(Page& page, Flow& flow) {
        flow.text(page.say("find.none_subjects"), Look{}.bold().as(Role::heading));
        flow.gap(1);
        for (const Subject subject : kSubjects) {
            RowSpec spec{"find/subject/" + std::to_string(static_cast<int>(subject)),
                         subject_word(page.ui, subject)};
            spec.type = Type::body;
            spec.bar = page.theme().colour(subject);
            if (row(flow, spec)) page.act.open(list_screen(subject));
        }
    }

    Typing typing_{kMostTyped};
    Keys keys_ = Keys::shown;
    HeaderLine header_ = HeaderLine::shown;
    Scroll scroll_;
    std::string searched_;
    std::vector<cache::SearchHit> hits_;
    std::vector<std::string> programmes_;
};

}  // namespace

std::unique_ptr<Screen> find_screen() { return std::make_unique<Find>(); }

}  // namespace villageboard::kiosk
