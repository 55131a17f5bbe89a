#include <utility>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {
namespace {

class More : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "more"; }

  protected:
    void prepare(Board& board) override {
        revisions_ = board.revisions(item());
        bases_.clear();
        for (const cache::ItemRow& row : board.items(std::vector<Kind>{Kind::legal_basis}))
            if (const auto body = board.body(row)) bases_.push_back(body);
    }

    void build_item(Page& page) override {
        page_head(page.flow, subject(), page.say("more.title"), common().title);
        if (common().meta) fields(page, *common().meta);
        record(page);
        legal_bases(page);
        page.flow.gap(3);
    }

  private:
    static void fields(Page& page, const PageMeta& meta) {
        const std::pair<const char*, const std::optional<std::string>*> entries[] = {
            {"meta.index_no", &meta.index_no},     {"meta.issuer", &meta.issuer},
            {"meta.directory", &meta.directory},   {"meta.subject", &meta.subject},
            {"meta.genre", &meta.genre},           {"meta.doc_no", &meta.doc_no},
            {"meta.formed", &meta.formed},         {"meta.issued", &meta.issued},
            {"meta.effective", &meta.effective},   {"meta.repealed", &meta.repealed},
            {"meta.validity", &meta.validity},     {"meta.registration_no", &meta.registration_no},
            {"meta.disclosure", &meta.disclosure}, {"meta.source", &meta.source}};
        page.flow.section(page.say("more.fields"));
        for (const auto& [key, value] : entries)
            if (*value)
                page.flow.fact(page.say(key), (*value)->empty() ? page.say("meta.empty") : **value);
    }

    void record(Page& page) {
        const Strings& strings = page.ui.strings();
        page.flow.section(page.say("more.record"));
        page.flow.fact(page.say("more.office"), common().office_name);
        if (item().formed)
            page.flow.fact(page.say("more.formed"), full_day(strings, *item().formed));
        page.flow.fact(page.say("more.published"), full_time(strings, item().first_published));
        if (item().notice_from && item().notice_to)
            page.flow.fact(page.say("more.notice"),
                           page.say("event.span", {{"from", full_day(strings, *item().notice_from)},
                                                   {"to", full_day(strings, *item().notice_to)}}));
        if (item().expires)
            page.flow.fact(page.say("more.expires"), full_time(strings, *item().expires));
        page.flow.fact(page.say("more.catalogue"), item().catalogue);
        for (const cache::RevisionRow& revision : revisions_)
            page.flow.fact(strings.count("more.revision", revision.revision),
                           full_time(strings, revision.published));
    }

    void legal_bases(Page& page) {
        const Day day = item().formed.value_or(shanghai_day(item().first_published));
        bool any = false;
        for (const std::string& id : common().basis) {
            const LegalBasisRow* row = basis(id, day);
            if (!row) continue;
            if (!std::exchange(any, true)) page.flow.section(page.say("more.basis"));
            page.flow.prose(row->article ? row->title + " " + *row->article : row->title,
                            Look{}.bold());
            if (row->text) page.flow.prose(*row->text, {});
            page.flow.gap(1);
        }
    }

    const LegalBasisRow* basis(const std::string& id, Day day) const {
        for (const auto& body : bases_)
            for (const LegalBasisRow& row : std::get<LegalBasisTable>(*body).rows)
                if (row.id == id && row.valid_from <= day &&
                    (!row.valid_to || day <= *row.valid_to))
                    return &row;
        return nullptr;
    }

    std::vector<cache::RevisionRow> revisions_;
    std::vector<std::shared_ptr<const Body>> bases_;
};

}  // namespace

std::unique_ptr<Screen> more_screen(std::string item_id) {
    return std::make_unique<More>(std::move(item_id));
}

}  // namespace villageboard::kiosk
