#include "sync/county/calendar/catalogue_columns.h"

#include <algorithm>
#include <charconv>

#include "content/model/error.h"
#include "sync/county/figures/figure_words.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMaxRows = 2000;
enum Column : std::size_t { number, matter, basis, limit, publisher, channel, level };

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : figure_words().separator) + word;
    return text;
}

std::vector<std::string> parted(const std::string& text) {
    const std::string& separator = figure_words().separator;
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(separator, at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + separator.size();
    }
    return words;
}

std::string basis_text(const CatalogueItem& item, const LegalBases& bases, Day day) {
    std::vector<std::string> words;
    for (const std::string& id : item.basis)
        if (const auto text = bases.format(id, day)) words.push_back(*text);
    return joined(words);
}

std::string publisher_text(const CatalogueItem& item) {
    std::vector<std::string> words;
    for (const std::string& code : item.publishers) {
        const auto found = figure_words().publishers.find(code);
        words.push_back(found == figure_words().publishers.end() ? code : found->second);
    }
    return joined(words);
}

std::string channel_text(const CatalogueItem& item) {
    const auto& channels = figure_words().channels;
    std::string text = channels.at("village");
    if (item.public_.mask != Mask::none) text += channels.at("public");
    return text;
}

std::string level_text(const CatalogueItem& item) {
    std::vector<std::string> words;
    const auto add = [&](bool there, const char* name) {
        if (there) words.push_back(figure_words().levels.at(name));
    };
    const auto has = [&](const char* code) {
        return std::ranges::find(item.publishers, code) != item.publishers.end();
    };
    add(has("CB"), "county");
    add(has("TG"), "town");
    add(has("VC") || has("CE") || has("JW") || has("EC") || has("UT") || has("IN"), "village");
    return joined(words);
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<Rhythm> rhythm_of(const std::string& text) {
    for (const auto& [word, every] : figure_words().rhythms) {
        if (text.find(word) == std::string::npos) continue;
        if (every == "month") return Rhythm::month;
        return every == "quarter" ? Rhythm::quarter : Rhythm::year;
    }
    return std::nullopt;
}

/// The number that stands before "个工作日".
std::optional<int> working_days_of(const std::string& text) {
    const auto at = text.find(figure_words().working_days);
    if (at == std::string::npos) return std::nullopt;
    std::size_t first = at;
    while (first > 0 && text[first - 1] >= '0' && text[first - 1] <= '9') --first;
    int days = 0;
    const char* end = text.data() + at;
    const auto [stop, error] = std::from_chars(text.data() + first, end, days);
    return error == std::errc() && stop == end ? std::optional(days) : std::nullopt;
}

class CatalogueReader {
  public:
    CatalogueReader(const Catalogue& catalogue, const LegalBases& bases, Day day)
        : bases_(bases), day_(day) {
        result_.table.version = format_day(day);
        result_.table.items = catalogue.items();
    }

    ReadCatalogue read(std::string_view file) {
        const auto rows = parse_csv(file);
        if (rows.size() > kMaxRows)
            throw Error(ErrorKind::invalid, "The file has more than 2,000 rows.");
        const auto& names = figure_words().columns;
        const auto head = std::ranges::find_if(rows, [&](const CsvRow& row) {
            return std::ranges::find(row, names[matter]) != row.end();
        });
        if (head == rows.end())
            throw Error(ErrorKind::invalid,
                        "The file has no column " + names[matter] + "; save it as CSV in UTF-8.");
        for (const std::string& name : names)
            columns_.push_back(
                static_cast<std::size_t>(std::ranges::find(*head, name) - head->begin()));
        for (auto row = head + 1; row != rows.end(); ++row)
            read_row(*row, static_cast<std::size_t>(row - rows.begin()) + 1);
        return std::move(result_);
    }

  private:
    std::string cell(const CsvRow& row, Column column) const {
        return columns_[column] < row.size() ? trimmed(row[columns_[column]]) : std::string();
    }

    void find(check::Severity severity, std::size_t line, Column column, const std::string& zh,
              const std::string& en) {
        result_.findings.push_back(
            {"VF1", severity, std::to_string(line) + ":" + std::to_string(columns_[column] + 1), zh,
             en});
    }

    void read_row(const CsvRow& row, std::size_t line) {
        const std::string name = cell(row, matter);
        if (name.empty()) return;
        const auto item = std::ranges::find(result_.table.items, name, &CatalogueItem::name);
        if (item == result_.table.items.end()) {
            find(check::Severity::warning, line, matter, "清单里没有这个事项，这一行没有收。",
                 "The catalogue has no item of this name; the row was left out.");
            return;
        }
        read_limit(*item, cell(row, limit));
        read_publishers(*item, cell(row, publisher), line);
        const std::string text = cell(row, basis);
        if (!text.empty() && text != basis_text(*item, bases_, day_))
            find(check::Severity::information, line, basis,
                 "公开依据和依据表里的写法不一样，没有改。",
                 "The legal basis is worded otherwise than in the table of bases; it was kept.");
    }

    static void read_limit(CatalogueItem& item, const std::string& text) {
        if (text.empty() || text == item.limit.text) return;
        item.limit.text = text;
        item.limit.every = rhythm_of(text);
        item.limit.working_days = working_days_of(text);
        // The old timer would say another day than the words now do.
        item.limit.timer.reset();
        item.limit.days.reset();
        if (!item.limit.every) item.limit.every_if_busy.reset();
    }

    void read_publishers(CatalogueItem& item, const std::string& text, std::size_t line) {
        if (text.empty() || text == publisher_text(item)) return;
        std::vector<std::string> codes;
        for (const std::string& word : parted(text)) {
            const auto known = std::ranges::find_if(
                figure_words().publishers,
                [&](const auto& one) { return one.second == word || one.first == word; });
            if (known == figure_words().publishers.end()) {
                find(check::Severity::warning, line, publisher,
                     "不认识这个公开主体，这一格没有改。",
                     "This publisher is not known; the cell was left as it was.");
                return;
            }
            codes.push_back(known->first);
        }
        if (!codes.empty()) item.publishers = std::move(codes);
    }

    const LegalBases& bases_;
    Day day_;
    std::vector<std::size_t> columns_;
    ReadCatalogue result_;
};

}  // namespace

CsvTable catalogue_csv(const std::vector<CatalogueItem>& items, const LegalBases& bases, Day day) {
    CsvTable table(figure_words().columns);
    for (std::size_t i = 0; i < items.size(); ++i)
        table.add({std::to_string(i + 1), items[i].name, basis_text(items[i], bases, day),
                   items[i].limit.text, publisher_text(items[i]), channel_text(items[i]),
                   level_text(items[i])});
    return table;
}

ReadCatalogue read_catalogue_csv(std::string_view file, const Catalogue& catalogue,
                                 const LegalBases& bases, Day day) {
    ReadCatalogue result = CatalogueReader(catalogue, bases, day).read(file);
    static_cast<void>(Catalogue(result.table));
    return result;
}

ItemDraft catalogue_draft(CatalogueTable table, const AreaCode& county, Day formed) {
    const auto& page = figure_words().page;
    table.title = page.at("catalogue");
    table.summary = page.at("catalogue_summary");
    table.office_name = page.at("catalogue_office");
    ItemDraft draft(county);
    draft.kind = Kind::catalogue;
    draft.formed = formed;
    draft.office = county.digits();
    draft.reviewers = {"county_admin"};
    draft.body = std::move(table);
    return draft;
}

}  // namespace villageboard::county
