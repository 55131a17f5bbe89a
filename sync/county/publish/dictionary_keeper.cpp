#include "sync/county/publish/dictionary_keeper.h"

#include <nlohmann/json.hpp>

#include "content/catalogue/builtin.h"
#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostSamples = 4000;
constexpr std::size_t kSmallDictionary = 32 * 1024;
constexpr std::size_t kLargeDictionary = 110 * 1024;
constexpr std::uint64_t kLargeFrom = 2048;
constexpr Kind kTrainingKinds[] = {Kind::notice, Kind::policy, Kind::interpretation, Kind::alert};

/// Public texts that nobody will ever have to erase.
std::vector<std::string> reference_texts() {
    std::vector<std::string> texts;
    for (const Body& table :
         {Body(builtin_catalogue()), Body(builtin_legal_bases()), Body(builtin_glossary())}) {
        const auto json = to_json(table);
        for (const auto& member : json)
            if (member.is_array())
                for (const auto& row : member) texts.push_back(row.dump());
    }
    return texts;
}

}  // namespace

std::size_t due_dictionary_bytes(std::uint64_t bodies, std::uint64_t trained_on) {
    const std::uint64_t needed = trained_on == 0 ? kFirstTraining : trained_on * kRetrainFactor;
    if (bodies < needed) return 0;
    return bodies >= kLargeFrom ? kLargeDictionary : kSmallDictionary;
}

DictionaryKeeper::DictionaryKeeper(const Tools& tools, const AreaCode& area)
    : tools_(tools), area_(area) {}

std::vector<DictionaryKeeper::Sample> DictionaryKeeper::stored_samples(
    const feed::Dictionaries& dictionaries) {
    std::vector<Sample> samples;
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries;
    for (const Kind kind : kTrainingKinds)
        for (const ItemRow& item :
             tools_.repository.live_items(area_.digits(), std::string(to_string(kind)))) {
            if (samples.size() == kMostSamples) return samples;
            tools_.repository.visit_entries(
                area_.digits(), item.last_index, 1, [&](const EntryRow& row) {
                    if (auto body = stored_body(row, Audience::public_, keys))
                        samples.push_back({item.id, std::move(*body)});
                });
        }
    return samples;
}

void DictionaryKeeper::train_if_due(FeedAppender& appender,
                                    const std::vector<PreparedItem*>& batch) {
    std::vector<const PreparedItem*> eligible;
    for (const PreparedItem* item : batch)
        if (item->public_ && feed::may_train_on(item->draft.kind)) eligible.push_back(item);
    std::uint64_t bodies = eligible.size();
    for (const Kind kind : kTrainingKinds)
        bodies += tools_.repository.live_items(area_.digits(), std::string(to_string(kind))).size();
    const auto rows = tools_.repository.dictionaries(area_.digits());
    const std::size_t size =
        due_dictionary_bytes(bodies, rows.empty() ? 0 : rows.back().trained_on);
    if (size == 0) return;
    std::vector<Sample> samples = stored_samples(appender.dictionaries());
    for (const PreparedItem* item : eligible) {
        if (samples.size() == kMostSamples) break;
        samples.push_back({*item->draft.id, to_json(*item->public_).dump()});
    }
    train(appender, std::move(samples), size, bodies);
}

void DictionaryKeeper::train(FeedAppender& appender, std::vector<Sample> samples, std::size_t bytes,
                             std::uint64_t bodies) {
    std::vector<std::string> items;
    std::vector<std::string> texts;
    for (Sample& sample : samples) {
        items.push_back(std::move(sample.item));
        texts.push_back(std::move(sample.body));
    }
    if (const auto dictionary = feed::train_dictionary(texts, bytes))
        return appender.add_dictionary(*dictionary, items, bodies);
    if (const auto dictionary = feed::train_dictionary(reference_texts(), bytes))
        appender.add_dictionary(*dictionary, {}, bodies);
}

void DictionaryKeeper::train_again(FeedAppender& appender) {
    std::vector<Sample> samples = stored_samples(appender.dictionaries());
    const std::uint64_t bodies = samples.size();
    train(appender, std::move(samples), bodies >= kLargeFrom ? kLargeDictionary : kSmallDictionary,
          bodies);
}

}  // namespace villageboard::county
