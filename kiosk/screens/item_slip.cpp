#include "kiosk/screens/item_slip.h"

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/roll_data.h"
#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

using print::Fact;
using print::Figure;
using print::SlipDocument;
using print::Tick;
using print::Tone;
using print::Words;

enum class Extent { slip, poster };

// Adds what belongs to the item's kind.
class Writer {
  public:
    Writer(const Strings& strings, Extent extent, SlipDocument& document)
        : strings_(strings), extent_(extent), document_(document) {}

    void operator()(const SubsidyRoll& roll) {
        totals(roll_data(strings_, roll));
        fact("roll.passbook", roll.programme);
    }
    void operator()(const ReliefRoll& roll) { totals(roll_data(strings_, roll)); }

    void operator()(const Finance& report) {
        if (!report.sheet_a) return;
        const SheetA& sheet = *report.sheet_a;
        figure("sum.closing", sheet.closing_fen);
        fact("sum.opening", yuan(strings_, sheet.opening_fen));
        fact("sum.income", yuan(strings_, sheet.income_total_fen));
        fact("sum.expense", yuan(strings_, sheet.expense_total_fen));
        if (extent_ == Extent::slip) return;
        lines("finance.income", sheet.income);
        lines("finance.expense", sheet.expense);
    }

    void operator()(const Guide& guide) {
        if (!guide.materials.empty()) heading("guide.materials");
        for (const GuideMaterial& material : guide.materials)
            add(Tick{material.name, note_of(material)});
        if (!guide.steps.empty()) heading("guide.steps");
        for (std::size_t i = 0; i < guide.steps.size(); ++i)
            add(Words{std::to_string(i + 1) + ". " + guide.steps[i]});
        add(print::Rule{});
        fact("guide.place", guide.place);
        fact("guide.hours", guide.hours.value_or(""));
        fact("guide.limit", guide.time_limit.value_or(""));
        fact("guide.fee", guide.fee);
        fact("guide.phone", guide.phone);
    }

    void operator()(const Project& project) {
        fact("project.place", project.place);
        fact("project.what", project.what);
        Fen money;
        for (const Funding& funding : project.funding) money += funding.amount_fen;
        if (money.value != 0) fact("project.money", yuan(strings_, money));
        if (project.start) fact("project.start", full_day(strings_, *project.start));
        if (project.finish) fact("project.finish", full_day(strings_, *project.finish));
        fact("project.phone", project.phone);
    }

    void operator()(const Consultation& consultation) {
        fact("event.when",
             strings_.say("event.span", {{"from", full_day(strings_, consultation.open_from)},
                                         {"to", full_day(strings_, consultation.open_to)}}));
        for (const Question& question : consultation.questions)
            add(Words{question.text, Tone::strong});
    }

    void operator()(const Alert& alert) {
        heading("alert.what_to_do");
        add(Words{alert.instruction, Tone::strong});
        fact("alert.where", alert.where.value_or(""));
        if (alert.expires) fact("alert.until", full_time(strings_, *alert.expires));
        fact("alert.ring", alert.phone);
    }

    void operator()(const Contact& contact) {
        for (const ContactEntry& entry : contact.entries) {
            add(Fact{entry.post, entry.phone.value_or("")});
            fact("contact.hours", entry.hours.value_or(""));
        }
    }

    void operator()(const Meeting& meeting) {
        fact("event.when", full_day(strings_, meeting.held));
        for (const Decision& decision : meeting.decisions) add(Words{decision.text});
    }

    template <typename Other>
    void operator()(const Other&) {}

    void blocks(const std::vector<Block>& all) {
        for (const Block& block : all) std::visit(*this, block);
    }
    void operator()(const Heading& block) { add(print::Heading{block.text}); }
    void operator()(const Paragraph& block) { add(Words{block.text}); }
    void operator()(const Quote& block) { add(Words{block.text, Tone::quiet}); }
    void operator()(const ListBlock& block) {
        int number = 0;
        for (const std::string& item : block.items)
            add(Words{(block.ordered ? std::to_string(++number) + ". " : "\u2022 ") + item});
    }
    void operator()(const TableBlock& block) {
        for (const auto& cells : block.rows) {
            if (cells.size() != block.header.size()) continue;
            for (std::size_t i = 0; i < cells.size(); ++i) add(Fact{block.header[i], cells[i]});
            add(print::Rule{});
        }
    }
    void operator()(const PictureBlock& block) {
        if (!block.caption.empty()) add(Words{block.caption, Tone::quiet});
    }

    void heading(const char* key) { add(print::Heading{strings_.say(key)}); }
    void fact(const char* key, const std::string& value) { add(Fact{strings_.say(key), value}); }
    void add(print::Part part) { document_.parts.push_back(std::move(part)); }

  private:
    void figure(const char* key, Fen amount) {
        add(Figure{strings_.say(key), yuan(strings_, amount)});
    }

    // Of a roll its sums alone: whoever made `data`, its lines are not looked at.
    void totals(const RollData& data) {
        figure("roll.amount", data.amount);
        fact("roll.rule", data.rule);
        fact("roll.stage", data.stage);
        for (const RollFact& total : data.totals) add(Fact{total.label, total.value});
        if (extent_ == Extent::poster && !data.groups.empty()) {
            heading("roll.group_totals");
            for (const RollGroup& group : data.groups)
                add(Fact{group.name,
                         group.count + strings_.say("list.comma") + yuan(strings_, group.amount)});
        }
        fact("roll.objection", data.objection_phone);
        add(Words{strings_.say("paper.no_names"), Tone::quiet});
    }

    void lines(const char* key, const std::vector<SheetALine>& all) {
        if (all.empty()) return;
        heading(key);
        for (const SheetALine& line : all) add(Fact{line.label, yuan(strings_, line.amount_fen)});
    }

    std::string note_of(const GuideMaterial& material) const {
        std::string words;
        if (material.original > 0) words = strings_.count("guide.original", material.original);
        if (material.copies > 0)
            words += (words.empty() ? "" : strings_.say("list.comma")) +
                     strings_.count("guide.copies", material.copies);
        if (material.note) words += (words.empty() ? "" : "  ") + *material.note;
        return words;
    }

    const Strings& strings_;
    Extent extent_;
    SlipDocument& document_;
};

bool is_roll(const Body& body) {
    return std::holds_alternative<SubsidyRoll>(body) || std::holds_alternative<ReliefRoll>(body);
}

// Office holders are reached by their post: the slip may lie about for years.
void contact(Writer& writer, const ContactCard& card) {
    writer.heading("contact.title");
    writer.add(Fact{card.post, card.phone});
    writer.fact("contact.hours", card.hours.value_or(""));
    writer.fact("contact.place", card.place.value_or(""));
}

void source_of(Writer& writer, const Strings& strings, const SlipSource& source) {
    const std::string number =
        strings.say("paper.number", {{"number", print::item_number(source.item.id)}});
    if (!source.pages) return writer.add(Words{number, Tone::quiet});
    writer.add(
        print::Code{source.pages->address(source.item.area, source.item.id),
                    strings.say("paper.scan") + "\n" + source.pages->host() + "\n" + number});
}

std::string version_of(const Strings& strings, const SlipSource& source) {
    return strings.count("more.revision", source.item.revision) + "  " +
           strings.say("paper.published",
                       {{"day", full_day(strings, shanghai_day(source.item.published))}}) +
           "  " + strings.say("paper.newest");
}

SlipDocument document_of(const Strings& strings, const SlipSource& source, Extent extent) {
    const BodyCommon& common = common_of(source.body);
    const ItemWords words = words_of(common, strings.language());
    SlipDocument document{source.village, words.title, {}, version_of(strings, source)};
    Writer writer(strings, extent, document);
    if (!words.summary.empty()) writer.add(Words{words.summary});
    std::visit(writer, source.body);
    if (extent == Extent::poster && words.blocks && !is_roll(source.body))
        writer.blocks(*words.blocks);
    writer.add(print::Rule{});
    writer.fact("more.office", common.office_name);
    if (source.item.formed) writer.fact("more.formed", full_day(strings, *source.item.formed));
    if (source.item.notice_from && source.item.notice_to)
        writer.fact(
            "more.notice",
            strings.say("event.span", {{"from", full_day(strings, *source.item.notice_from)},
                                       {"to", full_day(strings, *source.item.notice_to)}}));
    if (common.contact) contact(writer, *common.contact);
    source_of(writer, strings, source);
    return document;
}

}  // namespace

print::SlipDocument item_slip(const Strings& strings, const SlipSource& source) {
    return document_of(strings, source, Extent::slip);
}

print::SlipDocument item_poster(const Strings& strings, const SlipSource& source) {
    SlipDocument document = document_of(strings, source, Extent::poster);
    document.parts.emplace_back(print::Blank{strings.say("paper.signed")});
    document.parts.emplace_back(print::Blank{strings.say("paper.posted_on")});
    return document;
}

}  // namespace villageboard::kiosk
