#include "content/cache/search_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace villageboard::cache;

namespace {

using Words = std::vector<std::string>;

Words keys(const std::string& text, std::size_t at, KeySet set) {
    Words made;
    keys_at(search_tokens(text), at, set, made);
    return made;
}

Words wanted(const std::string& typed) {
    Words made;
    for (const WantedKey& key : keys_of(parse_search(typed).at(0).patterns.at(0)))
        made.push_back(key.text + (key.beginning ? "*" : ""));
    return made;
}

bool holds(const std::set<std::string>& keys, const WantedKey& key) {
    if (!key.beginning) return keys.count(key.text) > 0;
    const auto found = keys.lower_bound(key.text);
    return found != keys.end() && found->starts_with(key.text);
}

std::string drawn(std::mt19937& random, const Words& signs, std::size_t most) {
    std::string text;
    for (std::size_t size = 1 + random() % most; size > 0; --size)
        text += signs[random() % signs.size()];
    return text;
}

}  // namespace

TEST_CASE("a text's keys are its characters, its neighbours, its figures and their sounds") {
    CHECK(keys("农业。", 0, KeySet::words) == Words{"农", "农+业"});
    CHECK(keys("农业。", 1, KeySet::words) == Words{"业"});
    CHECK(keys("农业。", 2, KeySet::words).empty());
    CHECK(keys("２０26年", 0, KeySet::words) == Words{"2", "2+0", "202", "2026"});
    CHECK(keys("农业补", 0, KeySet::sounds) == Words{"农", "农+业", "^n", "^ny", "^nyb", "~no",
                                                     "~non", "~nong", "~nong.", "~nong.y",
                                                     "~nong.ye", "~nong.ye."});
}

TEST_CASE("a pattern wants the fewest keys that tell most") {
    CHECK(wanted("农") == Words{"农"});
    CHECK(wanted("农业补") == Words{"农+业", "业+补"});
    CHECK(wanted("农，业") == Words{"农", "业"});
    CHECK(wanted("20261") == Words{"2026", "0261"});
    CHECK(wanted("26年") == Words{"2+6", "6+年"});
    CHECK(wanted("农wifi") == Words{"农+wifi*"});
    CHECK(wanted("公示农业补贴的名单") == Words{"公+示", "农+业", "补+贴", "名+单"});
    const auto letters = keys_of({{PieceKind::initial, "n", false, 'n'},
                                  {PieceKind::initial, "y", false, 'y'},
                                  {PieceKind::initial, "b", false, 'b'},
                                  {PieceKind::initial, "t", false, 't'}});
    CHECK(letters == std::vector<WantedKey>{{"^nyb"}, {"^ybt"}});
    const auto mixed =
        keys_of({{PieceKind::syllable, "nong", false, 'n'}, {PieceKind::syllable, "y", true, 'y'}});
    CHECK(mixed == std::vector<WantedKey>{{"~nong.y"}});
}

TEST_CASE("whatever a pattern fits has all of the pattern's keys") {
    std::mt19937 random(11);
    const Words signs{"农", "业", "补", "贴", "公", "行", "银", "长", "，", "2",
                      "0",  "２", "6",  "a",  "Wi", " ",  "\n", "年", "ꓡ",  "葛"};
    const Words typing{"农", "业",   "行", "银", "长", "2",  "0",     "6",  "a",  "w", "n",
                       "ny", "nong", "ye", "yi", "h",  "ha", "zhang", "，", "年", "ꓡ", "gong"};
    int fitted = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string text = drawn(random, signs, 12);
        const std::string typed = drawn(random, typing, 4);
        CAPTURE(text);
        CAPTURE(typed);
        const auto tokens = search_tokens(text);
        std::set<std::string> all;
        Words some;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            keys_at(tokens, i, KeySet::sounds, some);
            all.insert(some.begin(), some.end());
        }
        for (const Term& term : parse_search(typed))
            for (const Pattern& pattern : term.patterns) {
                const auto needed = keys_of(pattern);
                CHECK(!needed.empty());
                if (in_words(pattern))
                    CHECK(find_words(text, {{pattern}}) == find_term(tokens, {{pattern}}));
                if (!find_term(tokens, {{pattern}})) continue;
                ++fitted;
                for (const WantedKey& key : needed) {
                    CAPTURE(key.text);
                    CHECK(holds(all, key));
                }
            }
    }
    CHECK(fitted > 1000);
}
