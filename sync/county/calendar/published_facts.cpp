#include "sync/county/calendar/published_facts.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/calendar/fact.h"
#include "sync/county/keyring.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::county {
namespace {

/// How many entries one transaction of a catch-up reads: publishing waits for its end.
constexpr std::uint64_t kEntriesAtOnce = 64;

}  // namespace

void PublishedFacts::record(Transaction& transaction, std::uint64_t index,
                            const feed::Envelope& envelope, const Body* body) {
    catch_up(transaction, *envelope.area, index);
    const std::string& area = envelope.area->digits();
    rows_.put(transaction,
              fact_after(rows_.find(area, envelope.id), envelope, body, tools_.clock()));
    rows_.set_entries_read(transaction, area, index + 1);
}

bool PublishedFacts::behind(const std::string& area) {
    const auto feed = tools_.repository.feed(area);
    return feed && rows_.entries_read(area) < feed->size;
}

std::uint64_t PublishedFacts::catch_up() {
    std::uint64_t read = 0;
    for (const std::string& area : tools_.repository.areas()) {
        while (behind(area)) {
            Transaction transaction(tools_.repository);
            const FeedRow feed = tools_.repository.lock_feed(transaction, area);
            const std::uint64_t end =
                std::min(feed.size, rows_.entries_read(area) + kEntriesAtOnce);
            read += catch_up(transaction, *AreaCode::parse(area), end);
            transaction.commit();
        }
    }
    return read;
}

std::uint64_t PublishedFacts::catch_up(Transaction& transaction, const AreaCode& area,
                                       std::uint64_t end) {
    const std::uint64_t known = rows_.entries_read(area.digits());
    if (known >= end) return 0;
    tools_.repository.visit_entries(area.digits(), known, end - known,
                                    [&](const EntryRow& row) { read(transaction, area, row); });
    rows_.set_entries_read(transaction, area.digits(), end);
    return end - known;
}

void PublishedFacts::read(Transaction& transaction, const AreaCode& area, const EntryRow& row) {
    const feed::OpenedEntry opened = feed::read_entry(row.entry);
    const feed::Envelope& envelope = opened.envelope;
    if (opened.verdict != feed::Verdict::verified || envelope.operation == Operation::dictionary)
        return;
    const feed::Dictionaries dictionaries =
        RepositorySource(tools_.repository, area.digits()).dictionaries();
    const feed::VillageKeys village = Keyring(tools_).all(area);
    const feed::SealContext context{feed::feed_origin(tools_.settings.origin, area), envelope.id,
                                    envelope.revision};
    const feed::FrameKeys keys{&dictionaries, &village, &context};
    std::optional<Body> body;
    const bool has_words =
        envelope.operation == Operation::publish || envelope.operation == Operation::correct;
    try {
        auto bytes = stored_body(row, Audience::village, keys);
        if (!bytes) bytes = stored_body(row, Audience::public_, keys);
        if (has_words && bytes)
            body = parse_body(envelope.kind, std::string_view(*bytes), Strictness::lenient);
    } catch (const Error& error) {
        spdlog::warn("The body of item {} in the feed {} can't be read: {}", envelope.id,
                     area.digits(), error.what());
    }
    rows_.put(transaction, fact_after(rows_.find(area.digits(), envelope.id), envelope,
                                      body ? &*body : nullptr, envelope.published));
}

}  // namespace villageboard::county
