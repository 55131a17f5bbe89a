#include "sync/county/site/document_writer.h"

namespace villageboard::county::site {
namespace {

Cell figure(std::string shown) {
    std::string plain;
    for (const char c : shown)
        if (c != ',') plain += c;
    if (plain == shown) plain.clear();
    return {std::move(shown), std::move(plain)};
}

}  // namespace

Cell money(Fen amount) { return figure(format_yuan(amount)); }
Cell number(long long value) { return {std::to_string(value), {}}; }
Cell decimal(Decimal value) { return {format_decimal(value), {}}; }
std::string yuan(Fen amount) { return say("money.yuan", {{"amount", format_yuan(amount)}}); }

void DocumentWriter::heading(std::string text, int level) {
    if (!text.empty()) add(HeadingPart{level, std::move(text)});
}

void DocumentWriter::text(std::string_view text, TextPart::Look look) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) add(TextPart{look, std::string(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void DocumentWriter::list(std::vector<std::string> items, bool ordered) {
    if (!items.empty()) add(ListPart{ordered, std::move(items)});
}

void DocumentWriter::fact(std::string label, std::string value) {
    if (value.empty()) return;
    auto* last = document_.parts.empty() || document_.parts.back().language != language_
                     ? nullptr
                     : std::get_if<FactsPart>(&document_.parts.back().what);
    if (last == nullptr) {
        add(FactsPart{});
        last = std::get_if<FactsPart>(&document_.parts.back().what);
    }
    last->facts.push_back({std::move(label), std::move(value)});
}

void DocumentWriter::table(std::string caption, const std::vector<Column>& columns,
                           std::vector<std::vector<Cell>> rows, LastRow last) {
    if (rows.empty()) return;
    TablePart part{.caption = std::move(caption),
                   .header = {},
                   .align = {},
                   .rows = std::move(rows),
                   .last = last,
                   .of_persons = false};
    for (const Column& column : columns) {
        part.header.push_back(column.name);
        part.align.push_back(column.align);
    }
    for (auto& row : part.rows) row.resize(columns.size());
    add(std::move(part));
}

void DocumentWriter::table_of_persons(std::string caption, const std::vector<Column>& columns,
                                      std::vector<std::vector<Cell>> rows) {
    if (rows.empty()) return;
    table(std::move(caption), columns, std::move(rows));
    std::get<TablePart>(document_.parts.back().what).of_persons = true;
}

void DocumentWriter::file(const std::string& sha256, std::string caption) {
    if (caption.empty()) caption = say("site.picture");
    add(FilePart{std::move(caption), sha256, {}, 0});
}

void DocumentWriter::blocks(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        if (const auto* head = std::get_if<Heading>(&block)) {
            heading(head->text, std::min(4, head->level + 1));
        } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            text(paragraph->text);
        } else if (const auto* quote = std::get_if<Quote>(&block)) {
            text(quote->text, TextPart::Look::quote);
        } else if (const auto* items = std::get_if<ListBlock>(&block)) {
            list(items->items, items->ordered);
        } else if (const auto* picture = std::get_if<PictureBlock>(&block)) {
            file(picture->attachment, picture->caption);
        } else if (const auto* grid = std::get_if<TableBlock>(&block)) {
            std::vector<Column> columns;
            for (std::size_t i = 0; i < grid->header.size(); ++i)
                columns.push_back(
                    {grid->header[i], i < grid->align.size() ? grid->align[i] : Alignment::left});
            std::vector<std::vector<Cell>> rows;
            for (const auto& cells : grid->rows) {
                rows.emplace_back();
                for (const std::string& text : cells) rows.back().push_back(cell(text));
            }
            table({}, columns, std::move(rows));
        }
    }
}

}  // namespace villageboard::county::site
