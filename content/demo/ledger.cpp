#include "content/demo/ledger.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "content/demo/random.h"
#include "content/model/error.h"

namespace villageboard::demo {

namespace {

using Json = nlohmann::json;

constexpr int kFirstYear = 2022;

Fen yuan(const Json& text) {
    const auto amount = parse_yuan(text.get<std::string>());
    if (!amount) {
        throw Error(ErrorKind::invalid,
                    "The ledger holds an amount that is no amount: " + text.dump(),
                    "tables/ledger.json");
    }
    return *amount;
}

std::string replaced(std::string text, const std::string& mark, const std::string& with) {
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
    return text;
}

bool holds(const Json& row, const char* member, int value) {
    if (!row.contains(member)) return true;
    const Json& list = row.at(member);
    return std::find(list.begin(), list.end(), Json(value)) != list.end();
}

bool due_this_year(const Json& row, int year) {
    if (!row.contains("years")) return true;
    return (year % 2 == 0) == (row.at("years") == "even");
}

class Bookkeeper {
  public:
    Bookkeeper(const Json& table, const Village& village) : table_(table), village_(village) {
        for (const auto& [account, amount] : table.at("opening").items())
            balances_[account] = yuan(amount);
        for (const Json& row : table.at("categories")) {
            books_.labels[row.at("code")] = row.at("label");
            books_.category_order.push_back(row.at("code"));
        }
        for (const auto& [account, name] : table.at("accounts").items())
            books_.account_names[account] = name;
    }

    Books keep(Quarter last) {
        for (Quarter quarter{kFirstYear, 1}; quarter <= last; quarter = quarter.plus(1)) {
            if (quarter.number == 1) vouchers_ = 0;
            books_.quarters.push_back(keep_quarter(quarter));
            if (quarter.number == 4) close_year(quarter.year);
        }
        return std::move(books_);
    }

  private:
    QuarterBooks keep_quarter(Quarter quarter) {
        QuarterBooks books{.quarter = quarter,
                           .opening = balances_,
                           .closing = {},
                           .entries = {},
                           .wages = wages_of(quarter)};
        int index = 0;
        for (const Json& row : table_.at("rows")) {
            Random random{static_cast<std::uint64_t>(quarter.year) * 40000 +
                          static_cast<std::uint64_t>(quarter.number) * 1000 + ++index};
            add_row(row, random, books);
        }
        std::stable_sort(books.entries.begin(), books.entries.end(),
                         [](const Entry& a, const Entry& b) { return a.date < b.date; });
        for (Entry& entry : books.entries) post(entry);
        books.closing = balances_;
        return books;
    }

    void post(Entry& entry) {
        balances_.at(entry.account) += entry.income - entry.expense;
        for (const auto& [account, balance] : balances_) entry.balance += balance;
        std::string number = std::to_string(++vouchers_);
        entry.voucher_no = "记字第" +
                           std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number +
                           "号";
    }

    void add_row(const Json& row, Random& random, QuarterBooks& books) {
        const Quarter quarter = books.quarter;
        if (!holds(row, "only_quarters", quarter.number) || !due_this_year(row, quarter.year))
            return;
        const bool monthly = row.at("every") == "month";
        const int first = monthly ? 1 : row.at("month").get<int>();
        for (int month = first; month <= (monthly ? 3 : first); ++month) {
            Entry entry = make_entry(row, quarter, quarter.number * 3 - 3 + month);
            put_amount(row, random, books, entry);
            if (entry.income != Fen{} || entry.expense != Fen{}) books.entries.push_back(entry);
        }
    }

    Entry make_entry(const Json& row, Quarter quarter, int month) const {
        Entry entry;
        entry.date = day_of(quarter.year, month, row.at("day").get<int>());
        entry.category = row.at("category");
        entry.account = row.value("account", "basic");
        entry.fund = row.value("fund", "");
        entry.project = row.value("project", "");
        entry.contract = row.value("key", "");
        std::string summary = replaced(row.at("summary"), "{Q}", quarter.label().substr(7));
        summary = replaced(summary, "{L}", quarter.plus(-1).label().substr(7));
        summary = replaced(summary, "{Y}", std::to_string(quarter.year));
        summary = replaced(summary, "{P}", std::to_string(quarter.year - 1));
        entry.summary = replaced(summary, "{M}", std::to_string(month) + "月");
        std::tie(entry.party, entry.party_is_person) = party(row.at("party"));
        return entry;
    }

    std::pair<std::string, bool> party(const std::string& text) const {
        if (text == "officer:accountant") return {village_.officers.accountant, false};
        if (!text.starts_with("household:")) return {text, false};
        const std::size_t number = std::stoul(text.substr(10));
        return {village_.households.at(number - 1).head, true};
    }

    void put_amount(const Json& row, Random& random, const QuarterBooks& books,
                    Entry& entry) const {
        const Fen low = yuan(row.at("amount").at(0));
        const Fen high = yuan(row.at("amount").at(1));
        const Fen step = row.contains("step") ? yuan(row.at("step")) : Fen{1};
        Fen amount{low.value + step.value * random.between(0, (high - low).value / step.value)};
        if (row.contains("wages"))
            for (const Wage& wage : books.wages) amount += wage.amount;
        if (row.contains("dividend") && !books_.years.empty())
            amount = books_.years.back().distributed;
        (entry.category.front() == 'I' ? entry.income : entry.expense) = amount;
    }

    std::vector<Wage> wages_of(Quarter quarter) const {
        std::vector<Wage> wages;
        int index = 500;
        for (const Json& row : table_.at("wages")) {
            for (const std::string& name : holders(row.at("role"))) {
                Random random{static_cast<std::uint64_t>(quarter.year) * 40000 +
                              static_cast<std::uint64_t>(quarter.number) * 1000 + ++index};
                Wage wage{.name = name,
                          .post = row.at("post"),
                          .days = 0,
                          .per_day = yuan(row.at("per_day")),
                          .standard = {},
                          .amount = {}};
                wage.days = static_cast<int>(random.between(row.at("days")[0], row.at("days")[1]));
                wage.amount = {wage.per_day.value * wage.days};
                wage.standard = "每天" + format_yuan(wage.per_day) + "元";
                wages.push_back(wage);
            }
        }
        return wages;
    }

    std::vector<std::string> holders(const std::string& role) const {
        if (role == "group_head") return village_.officers.group_heads;
        if (role == "member") return village_.officers.members;
        return {village_.officers.supervision};
    }

    void close_year(int year) {
        YearResult result{.year = year,
                          .income = {},
                          .expense = {},
                          .opening_undistributed = {},
                          .withdrawn = {},
                          .distributed = {}};
        if (!books_.years.empty())
            result.opening_undistributed = books_.years.back().closing_undistributed();
        for (const QuarterBooks& quarter : books_.quarters) {
            if (quarter.quarter.year != year) continue;
            for (const Entry& entry : quarter.entries) {
                if (entry.account == "project" || entry.category == "D05" ||
                    entry.category == "E06")
                    continue;
                result.income += entry.income;
                result.expense += entry.expense;
            }
        }
        share_out(result);
        books_.years.push_back(result);
    }

    // whole yuan for each household, three tenths kept for the reserve
    void share_out(YearResult& result) const {
        if (result.profit() <= Fen{}) return;
        const auto households = static_cast<std::int64_t>(village_.households.size());
        result.withdrawn = {result.profit().value * 3 / 10 / 100 * 100};
        result.distributed = {result.profit().value * 4 / 10 / households / 100 * 100 * households};
    }

    const Json& table_;
    const Village& village_;
    Books books_;
    std::map<std::string, Fen> balances_;
    int vouchers_ = 0;
};

}  // namespace

std::map<std::string, Fen> by_category(const std::vector<Entry>& entries) {
    std::map<std::string, Fen> sums;
    for (const Entry& entry : entries) sums[entry.category] += entry.income + entry.expense;
    return sums;
}

Books keep_books(std::string_view ledger_json, const Village& village, Quarter last) {
    try {
        const Json table = Json::parse(ledger_json);
        return Bookkeeper{table, village}.keep(last);
    } catch (const Json::exception& error) {
        throw Error(ErrorKind::invalid,
                    std::string("The table of the ledger cannot be read: ") + error.what(),
                    "tables/ledger.json");
    }
}

}  // namespace villageboard::demo
