#include "kiosk/widgets/glossary.h"

#include <algorithm>
#include <cmath>

#include "kiosk/widgets/button.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMaxTexts = 512;
constexpr double kDotMm = 0.6;

}  // namespace

void Glosses::begin(std::shared_ptr<const Glossary> glossary) {
    if (glossary != glossary_ || found_.size() > kMaxTexts) found_.clear();
    glossary_ = std::move(glossary);
    offered_.clear();
}

const Glosses::Terms& Glosses::terms_in(std::string_view words) {
    static const Terms none;
    if (!glossary_) return none;
    const auto found = found_.find(words);
    if (found != found_.end()) return found->second;
    return found_.emplace(std::string(words), glossary_->hits(words)).first->second;
}

void Glosses::prose(Flow& flow, std::string_view words, const Look& look) {
    const float y = flow.y();
    flow.prose(words, look);
    const Flow::Set set = flow.prose_set(look);
    underline(flow.ui(), flow.x(), y, set.width, words, set.look, terms_in(words));
    offer(flow, {words});
}

void Glosses::paragraph(Flow& flow, std::string_view words) {
    prose(flow, words, flow.paragraph_look());
}

void Glosses::offer(Flow& flow, const std::vector<std::string_view>& texts) {
    std::vector<const GlossaryEntry*> entries;
    for (const std::string_view text : texts)
        for (const GlossaryHit& hit : terms_in(text))
            if (offered_.insert(hit.entry).second) entries.push_back(hit.entry);
    if (!entries.empty()) buttons(flow, entries);
}

// Dots, so that the line under a word is never taken for one of a table or a link.
void Glosses::underline(Ui& ui, float x, float y, float width, std::string_view words,
                        const Look& look, const Terms& terms) {
    if (terms.empty()) return;
    const auto layout = ui.set(words, look, width);
    if (layout->text() != words) return;
    const Theme& theme = ui.theme();
    const float dot = theme.mm(kDotMm);
    for (const GlossaryHit& term : terms) {
        const auto begin = static_cast<std::uint32_t>(term.offset);
        const auto end = static_cast<std::uint32_t>(term.offset + term.entry->term.size());
        for (const fonts::Stretch& stretch : layout->selection(begin, end)) {
            const Rect line{x, y + stretch.top, width, stretch.bottom - stretch.top};
            if (line.y < ui.clip().y || line.bottom() > ui.clip().bottom()) continue;
            const float base = std::round(line.bottom() - theme.line(look.type) * 0.12F);
            for (float at = stretch.x0; at + dot <= stretch.x1 + 0.5F; at += 2 * dot)
                ui.fill({std::round(x + at), base, dot, dot}, ui.colour(Ink::quiet));
        }
    }
}

void Glosses::buttons(Flow& flow, const std::vector<const GlossaryEntry*>& entries) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const GlossaryEntry* shown = nullptr;
    const float height = std::max(theme.target(), theme.line(Type::caption) + theme.u(1));
    const float least = theme.target_gap();
    flow.take(std::max(least, theme.u(0.7)));
    float at = flow.x();
    Rect line = flow.take(height);
    for (const GlossaryEntry* entry : entries) {
        ButtonSpec spec{"gloss/" + entry->term, ui.say("gloss.ask", {{"term", entry->term}})};
        spec.size = Target::normal;
        spec.type = Type::caption;
        spec.selected = open_ == entry->term;
        const float width = std::min(flow.width(), button_width(ui, spec));
        if (at > flow.x() && at + width > flow.x() + flow.width()) {
            flow.target_gap();
            line = flow.take(height);
            at = flow.x();
        }
        if (button(ui, {at, line.y, width, height}, spec)) {
            open_ = spec.selected ? std::string{} : entry->term;
            ui.build_again();
        }
        at += width + theme.target_gap();
        if (open_ == entry->term) shown = entry;
    }
    if (shown) meaning(flow, *shown);
    flow.take(std::max(least, theme.u(1)));
}

void Glosses::meaning(Flow& flow, const GlossaryEntry& entry) {
    Ui& ui = flow.ui();
    const Theme& theme = ui.theme();
    const float indent = theme.u(2);
    flow.gap(1);
    Flow inside(ui, flow.x() + indent, flow.y(), flow.width() - indent);
    inside.prose(ui.say("gloss.meaning", {{"term", entry.term}, {"plain", entry.plain}}), {});
    if (entry.example)
        inside.prose(ui.say("gloss.example", {{"words", *entry.example}}),
                     Look{}.in(ui.colour(Ink::quiet)));
    ui.fill({flow.x(), flow.y(), theme.mm(1), inside.height()}, ui.colour(Ink::quiet));
    flow.below(inside, inside);
}

}  // namespace villageboard::kiosk
