#include "sync/county/site/parts.h"

#include "sync/county/site/words.h"

namespace villageboard::county::site {
namespace {

std::string attribute(const char* name, const std::string& value) {
    return value.empty() ? std::string() : std::string(" ") + name + "=\"" + escaped(value) + "\"";
}

std::string_view align_class(Alignment align) {
    switch (align) {
        case Alignment::right:
            return " class=\"r\"";
        case Alignment::center:
            return " class=\"c\"";
        default:
            return "";
    }
}

/// Puts the parts of one document, each in its language.
class PartWriter {
  public:
    PartWriter(Pager& pager, FilePath file_path, std::string tables)
        : pager_(pager), file_path_(std::move(file_path)), tables_(std::move(tables)) {}

    void put(const Part& part) {
        language_ = attribute("lang", part.language);
        std::visit(*this, part.what);
    }

    void operator()(const HeadingPart& part) {
        const std::string tag = "h" + std::to_string(part.level);
        pager_.add("<" + tag + language_ + ">" + escaped(clipped(part.text, kMostTitle)) + "</" +
                       tag + ">\n",
                   Pager::Kind::heading);
    }

    void operator()(const TextPart& part) {
        for (const auto piece : pieces_of(part.text, kMostPieceBytes)) {
            const std::string text = escaped(piece);
            switch (part.look) {
                case TextPart::Look::plain:
                    pager_.add("<p" + language_ + ">" + text + "</p>\n");
                    break;
                case TextPart::Look::quote:
                    pager_.add("<blockquote" + language_ + ">" + text + "</blockquote>\n");
                    break;
                case TextPart::Look::strong:
                    pager_.add("<p class=\"lead\"" + language_ + "><strong>" + text +
                               "</strong></p>\n");
            }
        }
    }

    void operator()(const ListPart& part) {
        std::string open;
        std::size_t number = 0;
        const auto flush = [&] {
            if (!open.empty())
                pager_.add(std::exchange(open, {}) + (part.ordered ? "</ol>\n" : "</ul>\n"));
        };
        for (const std::string& item : part.items) {
            ++number;
            for (const auto piece : pieces_of(item, kMostPieceBytes / 2)) {
                if (open.size() + piece.size() > kMostPieceBytes / 2) flush();
                if (open.empty())
                    open = part.ordered
                               ? "<ol" + language_ + " start=\"" + std::to_string(number) + "\">"
                               : "<ul" + language_ + ">";
                open += "<li>" + escaped(piece) + "</li>";
            }
        }
        flush();
    }

    void operator()(const FactsPart& part) {
        std::string open;
        const auto flush = [&] {
            if (!open.empty())
                pager_.add("<dl" + language_ + ">" + std::exchange(open, {}) + "</dl>\n");
        };
        for (const LabelValue& fact : part.facts) {
            const std::string label = "<dt>" + escaped(clipped(fact.label, kMostTitle)) + "</dt>";
            for (const auto piece : pieces_of(fact.value, kMostPieceBytes / 2)) {
                if (open.size() + label.size() + piece.size() > kMostPieceBytes) flush();
                open += label + "<dd>" + escaped(piece) + "</dd>";
            }
        }
        flush();
    }

    void operator()(const TablePart& part) {
        ++table_;
        const std::string caption = part.caption.empty()
                                        ? say("site.table", {{"n", std::to_string(table_)}})
                                        : clipped(part.caption, kMostTitle);
        const std::string continued = say("site.continued", {{"caption", caption}});
        const std::size_t frame = table_around(part, continued, {}).size();
        std::string rows;
        bool begun = false;
        const auto flush = [&] {
            if (rows.empty()) return;
            pager_.add(table_around(part, begun ? continued : caption, std::exchange(rows, {})));
            begun = true;
        };
        for (std::size_t i = 0; i < part.rows.size(); ++i) {
            const bool total = part.last == LastRow::total && i + 1 == part.rows.size();
            const std::string row = row_of(part, part.rows[i], total);
            if (frame + row.size() > kMostPieceBytes) {
                flush();
                long_row(part, part.rows[i]);
                continue;
            }
            if (frame + rows.size() + row.size() > pager_.room()) flush();
            rows += row;
        }
        flush();
        if (!tables_.empty())
            pager_.add("<p class=\"files\"><a href=\"" + tables_ + std::to_string(table_) +
                       ".csv\" download>" + say("site.csv") + "</a></p>\n");
    }

    void operator()(const FilePart& part) {
        const std::string words = say("site.file", {{"caption", clipped(part.caption, kMostTitle)},
                                                    {"type", part.mime},
                                                    {"size", say_bytes(part.bytes)}});
        pager_.add("<p class=\"files\"" + language_ + "><a href=\"" + file_path_(part) +
                   "\" type=\"" + escaped(part.mime) + "\" download=\"" +
                   part.sha256.substr(0, 12) + std::string(extension_of(part.mime)) + "\">" +
                   escaped(words) + "</a></p>\n");
    }

  private:
    static constexpr std::size_t kMostTitle = 200;
    static constexpr std::size_t kMostHeader = 60;
    /// More of them need width of their own on a phone, where the table then moves sideways.
    static constexpr std::size_t kFewColumns = 4;

    std::string table_around(const TablePart& part, const std::string& caption,
                             const std::string& rows) const {
        std::string head;
        for (std::size_t i = 0; i < part.header.size(); ++i)
            head += "<th scope=\"col\"" + std::string(align_class(part.align[i])) + ">" +
                    escaped(clipped(part.header[i], kMostHeader)) + "</th>";
        const std::string shown = escaped(caption);
        const std::string many = part.header.size() > kFewColumns ? " class=\"many\"" : "";
        return "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" + shown +
               "\"><table" + many + language_ + "><caption>" + shown + "</caption><thead><tr>" +
               head + "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
    }

    static std::string row_of(const TablePart& part, const std::vector<Cell>& cells, bool total) {
        std::string row = total ? "<tr class=\"sum\">" : "<tr>";
        for (std::size_t i = 0; i < cells.size() && i < part.align.size(); ++i)
            row += "<td" + std::string(align_class(part.align[i])) + ">" + escaped(cells[i].text) +
                   "</td>";
        return row + "</tr>\n";
    }

    void long_row(const TablePart& part, const std::vector<Cell>& cells) {
        FactsPart facts;
        for (std::size_t i = 0; i < cells.size() && i < part.header.size(); ++i)
            if (!cells[i].text.empty()) facts.facts.push_back({part.header[i], cells[i].text});
        (*this)(facts);
    }

    Pager& pager_;
    FilePath file_path_;
    std::string tables_;
    std::string language_;
    std::size_t table_ = 0;
};

}  // namespace

std::string_view extension_of(std::string_view mime) {
    constexpr std::pair<std::string_view, std::string_view> kKnown[] = {
        {"image/png", ".png"},       {"image/jpeg", ".jpg"}, {"image/webp", ".webp"},
        {"application/pdf", ".pdf"}, {"audio/ogg", ".ogg"},  {"video/webm", ".webm"},
        {"text/plain", ".txt"}};
    for (const auto& [type, extension] : kKnown)
        if (type == mime) return extension;
    return "";
}

std::string blob_path(const std::string& root, const std::string& sha256) {
    return root + "blob/" + sha256.substr(0, 2) + "/" + sha256.substr(2);
}

void put_parts(Pager& pager, const std::vector<Part>& parts, const std::string& root,
               const std::string& tables) {
    PartWriter writer(
        pager, [&root](const FilePart& file) { return blob_path(root, file.sha256); }, tables);
    for (const Part& part : parts) writer.put(part);
}

void put_parts(Pager& pager, const std::vector<Part>& parts, const FilePath& file_path) {
    PartWriter writer(pager, file_path, {});
    for (const Part& part : parts) writer.put(part);
}

void put_change(Pager& pager, const ChangeNote& change) {
    FactsPart facts;
    facts.facts = {{say("site.change_what"), change.what},
                   {say("change.why"), change.why},
                   {say("change.who"), change.who}};
    for (const LabelValue& old : change.old)
        facts.facts.push_back({say("change.was", {{"label", old.label}}), old.value});
    for (const LabelValue& now : change.new_)
        facts.facts.push_back({say("change.is", {{"label", now.label}}), now.value});
    std::erase_if(facts.facts, [](const LabelValue& fact) { return fact.value.empty(); });
    put_parts(pager, {{HeadingPart{2, say("site.change_title")}, {}}, {std::move(facts), {}}}, {},
              {});
}

}  // namespace villageboard::county::site
