#include "kiosk/screens/item_screen.h"

#include <algorithm>

#include "kiosk/print/public_page.h"
#include "kiosk/print/qr.h"
#include "kiosk/screens/item_slip.h"
#include "kiosk/screens/place_name.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/page_head.h"
#include "kiosk/widgets/qr.h"

namespace villageboard::kiosk {
namespace {

/// Kinds whose page is made of words of their own beside title, sentence and text; those words are
/// written in Chinese only.
bool has_own_words(Kind kind) {
    switch (kind) {
        case Kind::policy:
        case Kind::interpretation:
        case Kind::project:
        case Kind::alert:
        case Kind::consultation:
        case Kind::guide:
        case Kind::contact:
        case Kind::meeting:
            return true;
        default:
            return false;
    }
}

}  // namespace

ItemWords words_of(const BodyCommon& common, const std::string& language) {
    const Variant variant = variant_state(common, language);
    const LanguageOverlay* overlay = is_chinese(language) ? nullptr : variant_of(common, language);
    if (overlay == nullptr) return {common.title, common.summary, &common.blocks, variant};
    return {overlay->title, overlay->summary,
            overlay->blocks.empty() ? &common.blocks : &overlay->blocks, variant};
}

std::string title_of(const Board& board, const cache::ItemRow& item, const std::string& language) {
    return board.title(item, language);
}

std::vector<std::string> coming_lines(const Strings& strings, const Coming& coming) {
    const std::pair<const char*, std::size_t> counts[] = {{"coming.pictures", coming.pictures},
                                                          {"coming.recordings", coming.recordings},
                                                          {"coming.others", coming.others}};
    std::vector<std::string> lines;
    for (const auto& [key, count] : counts)
        if (count > 0) lines.push_back(strings.count(key, static_cast<long long>(count)));
    return lines;
}

void ItemScreen::reload(Board& board) {
    auto found = board.item(id_);
    if (!found && item_) return;
    item_ = std::move(found);
    body_ = item_ ? board.body(*item_) : nullptr;
    if (!body_) return;
    public_ = board.public_body(*item_);
    attachments_ = board.attachments(*item_);
    prepare(board);
}

void ItemScreen::build(Page& page) {
    glosses_.begin(page.board.glossary());
    if (body_) {
        build_item(page);
    } else {
        missing(page);
    }
}

std::optional<Subject> ItemScreen::subject() const {
    return item_ ? subject_of(item_->kind) : std::nullopt;
}

void ItemScreen::missing(Page& page) const {
    std::string key = "item.gone";
    if (item_ && item_->state == cache::ItemState::withdrawn)
        key = "item.withdrawn";
    else if (item_ && item_->body_state == cache::BodyState::sealed)
        key = "item.sealed";
    else if (item_ && item_->body_state == cache::BodyState::purged)
        key = "item.purged";
    else if (item_ && item_->body_state == cache::BodyState::damaged)
        key = "item.damaged";
    page_head(page.flow, subject(), item_ ? item_->title : std::string{}, page.say(key));
    if (item_ && item_->state == cache::ItemState::withdrawn && !item_->summary.empty())
        page.flow.prose(item_->summary, {});
}

void ItemScreen::head(Page& page) const {
    const ItemWords words = words_of(common(), page.ui.strings().language());
    page_head(page.flow, subject(), words.title, words.summary);
    language_line(page);
    for (const std::string& line : coming_lines(page.ui.strings(), coming_among(attachments_)))
        page.flow.prose(line, Look{}.sized(Type::caption).bold());
}

void ItemScreen::language_line(Page& page) const {
    const std::string& language = page.ui.strings().language();
    Variant variant = variant_state(common(), language);
    if (variant == Variant::whole && !is_chinese(language) && has_own_words(item_->kind))
        variant = Variant::partly;
    constexpr const char* keys[] = {nullptr, "item.partly_chinese", "item.words_stale",
                                    "item.only_chinese"};
    const char* key = keys[static_cast<int>(variant)];
    if (key == nullptr) return;
    page.flow.prose(page.say(key), Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet)));
    page.flow.gap(1);
}

void ItemScreen::byline(Page& page) const {
    std::string line = common().office_name;
    const Day day = item_->formed.value_or(shanghai_day(item_->first_published));
    line += (line.empty() ? "" : "  ") + full_day(page.ui.strings(), day);
    page.flow.text(line, Look{}.in(page.ui.colour(Ink::quiet)));
}

void ItemScreen::foot(Page& page) const {
    Flow& flow = page.flow;
    if (const auto& note = common().change_note) {
        flow.section(page.say("change.title"));
        flow.prose(note->what, {});
        flow.fact(page.say("change.why"), note->why);
        flow.fact(page.say("change.who"), note->who);
        for (const LabelValue& old : note->old)
            flow.fact(page.say("change.was", {{"label", old.label}}), old.value);
        for (const LabelValue& now : note->new_)
            flow.fact(page.say("change.is", {{"label", now.label}}), now.value);
    }
    if (common().contact) {
        flow.section(page.say("contact.title"));
        show_contact(page, flow, *common().contact);
    }
    take_away(page);
    flow.gap(3);
    ButtonSpec speak{"item/speak", page.say("speak.title")};
    speak.icon = Icon::letter;
    if (button(page.ui, flow.take(button_height(page.theme(), Type::body)), speak))
        page.act.open(
            speak_screen({.item_id = id_,
                          .revision = item_->revision,
                          .words = title_of(page.board, *item_, page.ui.strings().language())}));
    flow.target_gap();
    ButtonSpec more{"item/more", page.say("item.more")};
    ButtonSpec print{"item/print", page.say("item.print"), Icon::printer};
    more.size = print.size = Target::normal;
    const float height =
        std::max(page.theme().target(), page.theme().line(Type::body) + page.theme().u(1));
    const float width = std::min(flow.width(), button_width(page.ui, more));
    Rect rect = flow.take(height);
    if (button(page.ui, rect.cut_left(width), more)) page.act.open(more_screen(id_));
    if (public_ && page.services.print) {
        const float print_width = std::min(flow.width(), button_width(page.ui, print));
        rect.cut_left(page.theme().target_gap());
        if (rect.w < print_width) {
            flow.target_gap();
            rect = flow.take(height);
        }
        if (button(page.ui, rect.cut_left(print_width), print))
            page.act.open(
                print_screen(item_slip(page.ui.strings(),
                                       {*item_, *public_, masthead(page.ui.strings(), page.board),
                                        page.services.pages}),
                             PrintKind::slip));
    }
    flow.gap(2);
}

// A code to the public page, its host and the item's number; nothing for what only the hall may
// see, nor where the address isn't known.
void ItemScreen::take_away(Page& page) const {
    if (!public_ || !page.services.pages) return;
    const auto code = print::qr_code(page.services.pages->address(item().area, id_));
    if (!code) return;
    Flow& flow = page.flow;
    flow.section(page.say("paper.scan"));
    const float side = qr_side(page.theme(), *code);
    const float gap = page.theme().u(3);
    const bool beside = flow.width() - side - gap >= page.theme().type(Type::body) * 8;
    const float top = flow.y();
    qr(page.ui, flow.x(), top, *code, page.say("paper.code"));
    Flow words(page.ui, beside ? flow.x() + side + gap : flow.x(), beside ? top : top + side,
               beside ? flow.width() - side - gap : flow.width());
    words.gap(1);
    words.text(page.services.pages->host(), Look{}.bold());
    words.text(page.say("paper.number", {{"number", print::item_number(id_)}}),
               Look{}.in(page.ui.colour(Ink::quiet)));
    if (words.y() < top + side) words.take(top + side - words.y());
    flow.below(words, words);
}

std::optional<draw::StoredFile> file_of(const std::vector<cache::AttachmentRow>& attachments,
                                        const std::string& digest) {
    for (const cache::AttachmentRow& row : attachments)
        if (row.digest == digest && row.file) return draw::StoredFile{*row.file, row.file_digest};
    return std::nullopt;
}

NoticeState notice_state(const cache::ItemRow& item, const BoardTime& time) {
    NoticeState state;
    if (!item.notice_to) return state;
    const Day from = item.notice_from.value_or(shanghai_day(item.first_published));
    state.left = days_left(*item.notice_to, time.today());
    state.all = days_left(*item.notice_to, from);
    state.open = state.left > 0;
    state.left = std::min(state.left, state.all);
    state.told = time.known;
    return state;
}

}  // namespace villageboard::kiosk
