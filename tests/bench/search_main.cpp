/// villageboard-bench-search DIR [ITEMS]: what a keystroke in the search box costs with so many
/// items in the cache (100,000 unless said otherwise), beside SQLite's own means: FTS5's trigram
/// tokenizer and LIKE, on the same texts. Prints tables in Markdown. DIR is made and left.
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/bench/search_rivals.h"
#include "tests/bench/search_texts.h"
#include "tests/bench/series.h"

namespace villageboard::bench {
namespace {

constexpr std::size_t kLimit = 40;  // as the screen asks
constexpr int kQueries = 150;
constexpr int kCompared = 20;

struct Way {
    const char* name;
    std::function<std::size_t(const std::string&)> ask;
};

void row(const char* what, const char* way, const Series& series, std::size_t empty) {
    std::printf("| %s | %s | %s | %s | %s | %zu | %zu |\n", what, way,
                number(series.median()).c_str(), number(series.at(0.99)).c_str(),
                number(series.most()).c_str(), series.size(), empty);
}

// Every keystroke of every query, each way in turn.
void type_all(const char* what, const std::vector<Typed>& queries, const std::vector<Way>& ways) {
    std::vector<Series> times(ways.size());
    std::vector<std::size_t> empty(ways.size(), 0);
    for (const Typed& typed : queries)
        for (const std::string& keys : typed)
            for (std::size_t i = 0; i < ways.size(); ++i) {
                std::size_t found = 0;
                times[i].add(processor_ms([&] { found = ways[i].ask(keys); }));
                if (found == 0) ++empty[i];
            }
    for (std::size_t i = 0; i < ways.size(); ++i) row(what, ways[i].name, times[i], empty[i]);
}

void run(const std::filesystem::path& dir, std::size_t items) {
    Texts texts;
    const double built = fill_cache(dir, texts, items);
    Rivals rivals(dir);
    std::printf("%zu items, index built with the cache in %s s; %s\n\n", items,
                number(built / 1000).c_str(), machine().c_str());
    std::printf("| on disk | MB |\n|---|---|\n");
    for (const auto& [name, bytes] : rivals.sizes())
        std::printf("| %s | %s |\n", name.c_str(),
                    number(static_cast<double>(bytes) / 1e6).c_str());

    std::printf(
        "\n| typed | by | median ms | 99 in 100 | worst | keystrokes | found nothing |\n"
        "|---|---|---|---|---|---|---|\n");
    const auto ours = [&](const std::string& keys) { return rivals.ours(keys, kLimit).size(); };
    const auto words = texts.phrases(kQueries);
    type_all("characters", words.characters,
             {{"terminal", ours},
              {"trigram", [&](const auto& keys) { return rivals.trigram(keys, kLimit).size(); }},
              {"LIKE", [&](const auto& keys) { return rivals.like(keys, kLimit).size(); }}});
    type_all("first letters", words.initials,
             {{"terminal", ours},
              {"trigram of letters",
               [&](const auto& keys) { return rivals.letters_trigram(keys, kLimit).size(); }},
              {"LIKE of letters",
               [&](const auto& keys) { return rivals.letters_like(keys, kLimit).size(); }}});
    type_all("whole pinyin", words.pinyin,
             {{"terminal", ours}, {"LIKE of pinyin", [&](const auto& keys) {
                                       return rivals.pinyin_like(keys, kLimit).size();
                                   }}});

    int same = 0;
    int compared = 0;
    for (const Typed& typed : words.characters)
        for (std::size_t i = 1; i < typed.size() && compared < kCompared; i += 2, ++compared)
            same += rivals.ours(typed[i], items) == rivals.like(typed[i], items) ? 1 : 0;
    std::printf("\nThe same rows as LIKE: %d of %d queries by characters, all rows compared.\n",
                same, compared);
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: villageboard-bench-search DIR [ITEMS]\n");
        return 2;
    }
    villageboard::bench::run(argv[1], argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 100'000);
    return 0;
}
