#include <algorithm>
#include <cmath>

#include "kiosk/screens/duty_contact.h"
#include "kiosk/screens/item_row.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/place_name.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/tile.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kHeadlines = 3;
constexpr Subject kSubjects[] = {Subject::finance, Subject::subsidy,  Subject::relief,
                                 Subject::policy,  Subject::projects, Subject::village};
constexpr int kTiles = 6;
constexpr double kTilesPart = 0.64;
constexpr float kTallestTile = 0.9F;  ///< of its width

class Home : public Screen {
  public:
    std::string name() const override { return "home"; }

    void reload(Board& board) override {
        for (const Subject subject : kSubjects)
            items_[static_cast<int>(subject)] = board.items(subject);
        headlines_ = board.items(std::vector<Kind>{Kind::notice});
        if (headlines_.size() > kHeadlines) headlines_.resize(kHeadlines);
        for (cache::ItemRow& item : board.newest(kHeadlines * 2)) {
            if (headlines_.size() >= kHeadlines) break;
            const bool there = std::any_of(headlines_.begin(), headlines_.end(),
                                           [&](const auto& row) { return row.id == item.id; });
            if (!there) headlines_.push_back(std::move(item));
        }
        duty_.forget();
        finance_.reset();
        const auto& reports = items_[static_cast<int>(Subject::finance)];
        for (const cache::ItemRow& row : reports) {
            const auto body = board.body(row);
            if (!body || !std::get<Finance>(*body).sheet_a) continue;
            finance_ = std::get<Finance>(*body).period;
            return;
        }
    }

    void build(Page& page) override {
        // A low panel keeps its height for the tiles: the header names the village there.
        if (page.wide() || page.theme().portrait()) masthead(page);
        if (page.wide()) return side_by_side(page);
        const bool low = !page.theme().portrait();
        const int columns = low ? 3 : 2;
        const int rows = kTiles / columns;
        const auto tile_room = [&](Type type) {
            float below = entries_height(page);
            if (!low)
                below +=
                    headlines_height(page, type) + help_height(page, page.flow) + page.theme().u(4);
            const float rest = page.view.h - page.flow.height() - below;
            return rest / static_cast<float>(rows) - page.theme().target_gap();
        };
        // The news give way to the drawings of the tiles, not these to the news.
        const bool roomy = tile_room(Type::lead) >= roomy_tile_height(page.theme());
        const Type news = low || roomy ? Type::lead : Type::body;
        tiles(page, page.flow, columns, tile_room(news));
        // Above the news, however long these are: the way to a person is in sight on every panel,
        // on a low one as a third button.
        entries(page, page.flow, low ? Asking::button : Asking::row);
        page.flow.target_gap();
        if (!low) help(page, page.flow);
        page.flow.gap(2);
        // One page where two of them fit at least.
        const float left = page.view.h - page.flow.height();
        const std::size_t fit = fitting_count(page, page.flow.width(), left, news);
        if (fit >= 2) return headlines(page, page.flow, news, fit);
        headlines(page, page.flow, Type::lead, headlines_.size());
    }

  private:
    /// How the way to a person is shown.
    enum class Asking { row, button };

    void side_by_side(Page& page) {
        auto [left, right] = page.split(kTilesPart);
        const float height =
            page.view.h - (left.y() - page.flow.y()) - page.flow.height() - page.theme().u(2);
        const float beneath = entries_height(page) + page.theme().target_gap();
        tiles(page, left, 3, (height - beneath - page.theme().target_gap()) / 2);
        entries(page, left, Asking::row);
        const float news = height - help_height(page, right);
        const Type type = fitting_type(page, right.width(), news);
        headlines(page, right, type, fitting_count(page, right.width(), news, type));
        help(page, right);
        page.flow.below(left, right);
    }

    static float entries_height(Page& page) {
        return std::max(page.theme().main_target(),
                        page.theme().line(Type::body) * 2 + page.theme().u(1));
    }

    // What a villager comes with that is in none of the six: a line of the passbook, a question.
    static void entries(Page& page, Flow& flow, Asking asking) {
        const Rect line = flow.take(entries_height(page));
        const float gap = page.theme().target_gap();
        const int count = asking == Asking::button ? 3 : 2;
        ButtonSpec money{"home/money", page.say("home.money"), Icon::coins};
        ButtonSpec speak{"home/speak", page.say("home.speak"), Icon::pen};
        ButtonSpec ask{"home/help", page.say("home.ask"), Icon::phone};
        const float width = nth_column(line, 0, count, gap).w;
        for (const ButtonSpec* each : {&money, &speak, &ask})
            money.type = std::min(
                money.type,
                page.ui.fitted(each->label, Look{}.bold(), width - 2 * page.theme().u(1)).type);
        speak.type = ask.type = money.type;
        if (button(page.ui, nth_column(line, 0, count, gap), money)) page.act.open(money_screen());
        if (button(page.ui, nth_column(line, 1, count, gap), speak)) page.act.open(speak_screen());
        if (asking == Asking::row) return;
        if (button(page.ui, nth_column(line, 2, count, gap), ask)) page.act.open(help_screen());
    }

    // Where a person helps: who is on duty in the village, and the government's line.
    RowSpec help_row(Page& page) {
        RowSpec spec{"home/help", page.say("home.ask")};
        spec.note = page.say("home.hotline", {{"phone", page.say("help.hotline_number")}});
        if (const auto& duty = duty_.get(page.ui.strings(), page.board))
            spec.note = page.say("home.ring", {{"post", duty->post}, {"phone", duty->phone}}) +
                        page.say("list.comma") + spec.note;
        spec.type = Type::body;
        spec.plain = true;
        spec.bar = page.ui.colour(Ink::ink);
        return spec;
    }

    float help_height(Page& page, Flow& flow) {
        return row_height(page.ui, help_row(page), flow.width());
    }

    void help(Page& page, Flow& flow) {
        if (row(flow, help_row(page))) page.act.open(help_screen());
    }

    void masthead(Page& page) {
        const Theme& theme = page.theme();
        Ui& ui = page.ui;
        const std::string village = place_name(ui.strings(), page.board, page.board.village());
        const std::string words = page.say("home.masthead", {{"village", village}});
        const Look look = ui.fitted(
            words,
            Look{}.sized(Type::title).serif().aligned(fonts::Align::center).as(Role::heading),
            page.flow.width());
        page.flow.gap(0.5);
        page.flow.text(words, look);
        page.flow.gap(0.5);
        ui.fill(page.flow.take(theme.mm(1)), ui.colour(Ink::ink));
        page.flow.take(theme.mm(0.6));
        ui.fill(page.flow.take(theme.hairline()), ui.colour(Ink::ink));
        page.flow.gap(1.5);
    }

    // The same for all tiles, whose height is at least 1 px here: 0 would mean any.
    static Type tiles_type(Page& page, float width, float height) {
        Type type = Type::board;
        for (const Subject subject : kSubjects)
            type = std::min(type, tile_type(page.ui, subject_word(page.ui, subject), width,
                                            std::max(height, 1.F)));
        return type;
    }

    float live_height(Page& page, float width, Type type) const {
        float height = 0;
        for (const Subject subject : kSubjects)
            height = std::max(height, tile_live_height(page.ui, spec(page, subject, type), width));
        return height;
    }

    void tiles(Page& page, Flow& flow, int columns, float wanted_height) {
        const float gap = page.theme().target_gap();
        const float width = nth_column({0, 0, flow.width(), 1}, 0, columns, gap).w;
        // On a large panel the tiles grow with the glass, and the words with the tiles.
        const float most = std::max(page.theme().u(32), width * kTallestTile);
        const float there_is = std::min(wanted_height, most);
        Type type = tiles_type(page, width, there_is);
        float live = live_height(page, width, type);
        // A live line of several lines takes the room that the drawings would have.
        const float more = live - page.theme().line(Type::caption);
        if (more > 0) {
            type = tiles_type(page, width, there_is - more);
            live = live_height(page, width, type);
        }
        std::vector<TileSpec> specs;
        for (const Subject subject : kSubjects) specs.push_back(spec(page, subject, type));
        float least = page.theme().main_target();
        for (TileSpec& each : specs) {
            each.live_height = live;
            least = std::max(least, tile_height(page.ui, each, width));
        }
        const float height = std::floor(std::max(there_is, least));
        for (int row = 0; row * columns < kTiles; ++row) {
            const Rect line = flow.take(height);
            for (int column = 0; column < columns; ++column) {
                const int index = row * columns + column;
                if (tile(page.ui, nth_column(line, column, columns, gap),
                         specs[static_cast<std::size_t>(index)]))
                    page.act.open(list_screen(kSubjects[index]));
            }
            flow.target_gap();
        }
    }

    TileSpec spec(Page& page, Subject subject, Type type) const {
        constexpr const char* ids[] = {"finance", "subsidy",  "relief",
                                       "policy",  "projects", "village"};
        return {std::string("home/") + ids[static_cast<int>(subject)],
                subject_word(page.ui, subject), live_line(page, subject), subject, type};
    }

    std::string live_line(Page& page, Subject subject) const {
        const auto& items = items_[static_cast<int>(subject)];
        const Strings& strings = page.ui.strings();
        if (items.empty()) return page.say("live.empty");
        const BoardTime time = page.board.time();
        const auto today = time.known ? std::optional<Day>(time.today()) : std::nullopt;
        if (subject == Subject::finance && finance_)
            return page.say("live.finance", {{"label", recent_period(strings, *finance_, today)}});
        const auto open =
            std::count_if(items.begin(), items.end(), [&](const cache::ItemRow& item) {
                const NoticeState state = notice_state(item, time);
                return state.told && state.open;
            });
        if (open > 0 && (subject == Subject::subsidy || subject == Subject::relief))
            return strings.count("live.open", open);
        if (subject == Subject::projects)
            return strings.count("live.projects", static_cast<long long>(items.size()));
        if (!time.known) return strings.count("live.count", static_cast<long long>(items.size()));
        const Day newest = shanghai_day(items.front().first_published);
        return page.say("live.newest", {{"day", near_day(strings, newest, time.today())}});
    }

    float headlines_height(Page& page, Type type) {
        float height = page.theme().line(Type::body) + page.theme().u(4);
        for (const cache::ItemRow& item : headlines_)
            height += row_height(page.ui, headline(page, item, type), page.flow.width());
        return height;
    }

    // Beside the tiles all three headlines are in sight: in smaller type where they must.
    Type fitting_type(Page& page, float width, float height) const {
        float needed = page.theme().line(Type::body) + page.theme().u(3);
        for (const cache::ItemRow& item : headlines_)
            needed += row_height(page.ui, headline(page, item), width);
        return needed <= height ? Type::lead : Type::body;
    }

    // As many as leave the way to a person in sight beneath them; one at least.
    std::size_t fitting_count(Page& page, float width, float height, Type type) const {
        float left = height - page.theme().line(Type::body) - page.theme().u(3);
        std::size_t count = 0;
        for (const cache::ItemRow& item : headlines_) {
            left -= row_height(page.ui, headline(page, item, type), width);
            if (left < 0) break;
            ++count;
        }
        return std::max<std::size_t>(count, 1);
    }

    RowSpec headline(Page& page, const cache::ItemRow& item, Type type = Type::lead) const {
        RowSpec spec = item_row(page, item, ShowSubject::no);
        spec.type = type;
        spec.id = "headline/" + item.id;
        if (const auto subject = subject_of(item.kind)) spec.bar = page.theme().colour(*subject);
        return spec;
    }

    void headlines(Page& page, Flow& flow, Type type, std::size_t count) {
        Ui& ui = page.ui;
        flow.text(page.say("home.news"), Look{}.bold().as(Role::heading));
        flow.gap(0.5);
        ui.fill(flow.take(page.theme().edge()), ui.colour(Ink::ink));
        flow.gap(0.5);
        if (headlines_.empty()) flow.text(page.say("list.empty"), Look{}.in(ui.colour(Ink::quiet)));
        for (std::size_t i = 0; i < std::min(count, headlines_.size()); ++i)
            if (row(flow, headline(page, headlines_[i], type)))
                page.act.open(screen_for(headlines_[i]));
    }

    std::vector<cache::ItemRow> items_[kTiles];
    std::vector<cache::ItemRow> headlines_;
    DutyLookup duty_;
    std::optional<FinancePeriod> finance_;  ///< of the newest accounts
};

}  // namespace

std::unique_ptr<Screen> home_screen() { return std::make_unique<Home>(); }

}  // namespace villageboard::kiosk
