#include <algorithm>
#include <cmath>

#include "kiosk/screens/item_screen.h"
#include "kiosk/widgets/film.h"
#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/table.h"

namespace villageboard::kiosk {
namespace {

constexpr std::string_view kFilmType = "video/webm";

// Shows one block after the other in a flow.
class BlockWriter {
  public:
    BlockWriter(Page& page, Flow& flow, const std::vector<cache::AttachmentRow>& attachments,
                Glosses* glosses)
        : page_(page), flow_(flow), attachments_(attachments), glosses_(glosses) {}

    void operator()(const Heading& heading) {
        flow_.gap(heading.level == 1 ? 3 : 2);
        Look look = Look{}.serif().as(Role::heading);
        if (heading.level == 1) look = look.sized(Type::lead);
        flow_.prose(heading.text, look);
        flow_.gap(0.7);
    }

    void operator()(const Paragraph& paragraph) {
        if (glosses_)
            glosses_->paragraph(flow_, paragraph.text);
        else
            flow_.paragraph(paragraph.text);
        flow_.gap(1.5);
    }

    void operator()(const ListBlock& list) {
        const float indent = std::round(page_.theme().type(Type::body) * 1.6F);
        const float width = std::min(flow_.width(), page_.theme().measure());
        int number = 0;
        for (const std::string& item : list.items) {
            const std::string sign = list.ordered ? std::to_string(++number) + "." : "\u2022";
            page_.ui.text(flow_.x(), flow_.y(), indent, sign, Look{}.tabular());
            flow_.take(page_.ui.text(flow_.x() + indent, flow_.y(), width - indent, item,
                                     Look{}.aligned(fonts::Align::justified)));
            flow_.gap(0.5);
        }
        if (glosses_) glosses_->offer(flow_, {list.items.begin(), list.items.end()});
        flow_.gap(1);
    }

    void operator()(const TableBlock& block) {
        TableSpec spec;
        for (std::size_t i = 0; i < block.header.size(); ++i) {
            Column column{block.header[i], fonts::Align::left};
            if (i < block.align.size() && block.align[i] == Alignment::right)
                column.align = fonts::Align::right;
            if (i < block.align.size() && block.align[i] == Alignment::center)
                column.align = fonts::Align::center;
            spec.columns.push_back(std::move(column));
        }
        for (const auto& cells : block.rows)
            if (cells.size() == block.header.size()) spec.rows.push_back(cells);
        table(flow_, spec);
        flow_.gap(2);
    }

    void operator()(const PictureBlock& picture) {
        show_picture(page_, flow_, attachments_, picture.attachment, picture.caption);
    }

    void operator()(const Quote& quote) {
        const float indent = page_.theme().u(3);
        const float width = std::min(flow_.width(), page_.theme().measure()) - indent;
        const Look look = Look{}.in(page_.ui.colour(Ink::quiet));
        const float height = page_.ui.height_of(quote.text, look, width);
        const Rect rect = flow_.take(height);
        page_.ui.fill({rect.x, rect.y, page_.theme().mm(1), rect.h}, page_.ui.colour(Ink::quiet));
        page_.ui.text(rect.x + indent, rect.y, width, quote.text, look);
        flow_.gap(1.5);
    }

  private:
    Page& page_;
    Flow& flow_;
    const std::vector<cache::AttachmentRow>& attachments_;
    Glosses* glosses_;
};

}  // namespace

void show_blocks(Page& page, Flow& flow, const std::vector<Block>& blocks,
                 const std::vector<cache::AttachmentRow>& attachments, Glosses* glosses) {
    BlockWriter writer(page, flow, attachments, glosses);
    for (const Block& block : blocks) std::visit(writer, block);
}

namespace {

const cache::AttachmentRow* row_of(const std::vector<cache::AttachmentRow>& attachments,
                                   const std::string& digest) {
    for (const cache::AttachmentRow& row : attachments)
        if (row.digest == digest) return &row;
    return nullptr;
}

// The film's own ratio is known only once it is read: 16 to 9 is what the county converts to.
void show_film(Page& page, Flow& flow, const draw::StoredFile& file, const std::string& digest,
               const std::string& caption) {
    const float width = std::min(flow.width(), page.theme().measure());
    const float picture = std::round(std::min(width * 9 / 16, page.view.h * 0.7F));
    Rect rect = flow.take(film_height(page.theme(), picture));
    rect.w = std::round(picture * 16 / 9);
    film(page.ui, rect, {"film/" + digest.substr(0, 12), file, caption});
}

}  // namespace

void show_picture(Page& page, Flow& flow, const std::vector<cache::AttachmentRow>& attachments,
                  const std::string& digest, const std::string& caption) {
    Ui& ui = page.ui;
    const auto file = file_of(attachments, digest);
    const cache::AttachmentRow* row = row_of(attachments, digest);
    const bool moves = row != nullptr && row->mime == kFilmType;
    if (!file) {
        flow.prose(page.say(moves ? "film.coming" : "picture.coming"),
                   Look{}.in(ui.colour(Ink::quiet)));
        flow.gap(1);
        return;
    }
    if (moves) {
        show_film(page, flow, *file, digest, caption);
    } else {
        const float width = std::min(flow.width(), page.theme().measure());
        const float height = std::min(std::round(width * 0.7F), page.view.h * 0.8F);
        Rect rect = flow.take(height);
        rect.w = width;
        ui.picture(rect, *file, caption.empty() ? page.say("picture.word") : caption);
    }
    flow.gap(0.5);
    if (!caption.empty())
        flow.prose(caption, Look{}.sized(Type::caption).in(ui.colour(Ink::quiet)));
    flow.gap(1.5);
}

void show_phone(Page& page, Flow& flow, const std::string& words, const std::string& number) {
    Ui& ui = page.ui;
    const Look word_look = Look{}.in(ui.colour(Ink::quiet));
    const Look number_look = ui.fitted(number, Look{}.sized(Type::lead).bold().tabular(),
                                       flow.width() - page.theme().type(Type::lead) * 1.5F);
    if (!words.empty()) flow.text(words, word_look);
    const Rect rect = flow.take(page.theme().line(Type::lead));
    const float icon = page.theme().type(Type::lead);
    ui.drawing({rect.x, std::round(rect.mid_y() - icon / 2), icon, icon}, drawing_of(Icon::phone),
               ui.colour(Ink::ink));
    ui.text_in({rect.x + std::round(icon * 1.5F), rect.y, rect.w - std::round(icon * 1.5F), rect.h},
               number, number_look);
}

void show_contact(Page& page, Flow& flow, const ContactCard& contact) {
    flow.text(contact.name ? contact.post + "  " + *contact.name : contact.post, Look{}.bold());
    if (!contact.phone.empty()) show_phone(page, flow, {}, contact.phone);
    flow.fact(page.say("contact.hours"), contact.hours.value_or(""));
    flow.fact(page.say("contact.place"), contact.place.value_or(""));
}

}  // namespace villageboard::kiosk
