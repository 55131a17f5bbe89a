/// The demo village's books: every income and expense of several years, in order, with the running
/// balance. Made from content/demo/tables/ledger.json and fixed seeds: a quarter's entries are the
/// same on whatever day the demo is made. Money is exact; nothing here is rounded after the fact.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/demo/quarter.h"
#include "content/demo/village.h"
#include "content/model/money.h"

namespace villageboard::demo {

struct Entry {
    Day date;
    std::string voucher_no;
    std::string summary;
    std::string category;
    std::string party;
    bool party_is_person = false;
    std::string account;  ///< "basic" or "project"
    std::string fund;
    std::string project;   ///< key of a special project, or empty
    std::string contract;  ///< key of a lease, or empty
    Fen income;
    Fen expense;
    Fen balance;  ///< of all accounts, after this entry
};

struct Wage {
    std::string name;
    std::string post;
    int days = 0;
    Fen per_day;
    std::string standard;
    Fen amount;
};

struct QuarterBooks {
    Quarter quarter;
    std::map<std::string, Fen> opening;  ///< by account
    std::map<std::string, Fen> closing;
    std::vector<Entry> entries;
    std::vector<Wage> wages;
};

/// What one year earned and what became of it (statutory sheet C).
struct YearResult {
    int year = 0;
    Fen income;
    Fen expense;
    Fen opening_undistributed;
    Fen withdrawn;
    Fen distributed;

    Fen profit() const { return income - expense; }
    Fen distributable() const { return profit() + opening_undistributed; }
    Fen closing_undistributed() const { return distributable() - withdrawn - distributed; }
};

struct Books {
    std::vector<QuarterBooks> quarters;  ///< without a gap, oldest first, from a first quarter on
    std::vector<YearResult> years;       ///< each whole year of `quarters`
    std::map<std::string, std::string> labels;  ///< category code to villagers' words
    std::vector<std::string> category_order;
    std::map<std::string, std::string> account_names;
};

/// Sums by category; income and expense are told apart by the category itself.
std::map<std::string, Fen> by_category(const std::vector<Entry>& entries);

/// The books from the first quarter of 2022 to `last`, both included.
/// Error `invalid` when the table is not as expected.
Books keep_books(std::string_view ledger_json, const Village& village, Quarter last);

}  // namespace villageboard::demo
