#include "tests/bench/search_texts.h"

#include <fstream>
#include <sstream>

#include "content/cache/digest.h"
#include "content/cache/schema.h"
#include "content/cache/writer.h"
#include "content/model/body.h"
#include "content/pinyin/pinyin.h"
#include "content/pinyin/utf8.h"
#include "tests/bench/series.h"

namespace villageboard::bench {
namespace {

constexpr std::size_t kAtOnce = 500;
constexpr std::size_t kTitleWords = 6;
constexpr std::size_t kParagraphWords = 150;
constexpr std::size_t kPhrase = 4;  // Hanzi
constexpr const char* kSalt = "00112233445566778899aabbccddeeff";

std::string id_of(std::size_t number) {
    std::ostringstream id;
    id << "0192f000-0000-7000-8000-" << std::hex << 0x100000000000 + number;
    return id.str();
}

}  // namespace

Texts::Texts() {
    std::ifstream dictionary("/usr/share/rime-data/pinyin_simp.dict.yaml");
    std::vector<double> weights;
    for (std::string line; std::getline(dictionary, line);) {
        std::istringstream columns(line);
        std::string word;
        std::string reading;
        std::string weight;
        if (!std::getline(columns, word, '\t') || !std::getline(columns, reading, '\t') ||
            !std::getline(columns, weight))
            continue;
        if (characters_of(word).size() < 2) continue;
        words_.push_back(word);
        weights.push_back(std::stod(weight));
    }
    weights_ = {weights.begin(), weights.end()};
}

const std::string& Texts::word() { return words_[weights_(random_)]; }

std::string Texts::title() {
    std::string title = "关于";
    for (std::size_t i = 0; i < kTitleWords; ++i) title += word();
    titles_.push_back(title);
    return title;
}

std::string Texts::paragraph() {
    std::string text;
    for (std::size_t i = 0; i < kParagraphWords; ++i) {
        text += word();
        if (i % 5 == 4) text += i % 15 == 14 ? "。" : "，";
    }
    return text;
}

Phrases Texts::phrases(int count) {
    Phrases phrases;
    for (int i = 0; i < count; ++i) {
        const std::u32string title = characters_of(titles_[random_() % titles_.size()]);
        if (title.size() < kPhrase + 2) continue;
        const std::size_t from = 2 + random_() % (title.size() - kPhrase - 1);
        const std::u32string piece = title.substr(from, kPhrase);
        const auto sounds = syllables_of(title);
        Typed characters;
        Typed initials;
        Typed pinyin;
        std::string text;
        std::string letters;
        std::string all;
        for (std::size_t k = 0; k < piece.size(); ++k) {
            put_character(text, piece[k]);
            characters.push_back(text);
            if (sounds[from + k].empty()) break;
            initials.push_back(letters += sounds[from + k].front());
            for (const char letter : sounds[from + k]) pinyin.push_back(all += letter);
        }
        phrases.characters.push_back(characters);
        phrases.initials.push_back(initials);
        phrases.pinyin.push_back(pinyin);
    }
    return phrases;
}

void add_notices(cache::CacheWriter& writer, Texts& texts, std::size_t items) {
    const Instant first = *parse_instant("2024-01-01T00:00:00Z");
    for (std::size_t i = 0; i < items;) {
        cache::Transaction transaction(writer.database());
        for (std::size_t end = std::min(items, i + kAtOnce); i < end; ++i) {
            Notice notice;
            notice.title = texts.title();
            notice.summary = "测量用的通知。";
            notice.office_name = "测量村村民委员会";
            notice.blocks = {Paragraph{texts.paragraph()}};
            cache::NewRevision made;
            made.id = id_of(i);
            made.revision = 1;
            made.area = "539921102205";
            made.published = first + std::chrono::minutes{10 * i};
            const std::string json = print_body(notice, kSalt);
            made.bodies = {{Audience::public_,
                            cache::sha256_hex(json),
                            json.size(),
                            {},
                            cache::BodyState::present,
                            json}};
            writer.add(transaction, made, first);
        }
        transaction.commit();
    }
}

double fill_cache(const std::filesystem::path& dir, Texts& texts, std::size_t items) {
    std::filesystem::create_directories(dir);
    std::ofstream(dir / "cache.current") << "cache.1.db\n";
    std::filesystem::remove(cache::cache_path(dir, 1));
    cache::CacheWriter writer(cache::cache_path(dir, 1));
    return processor_ms([&] { add_notices(writer, texts, items); });
}

}  // namespace villageboard::bench
