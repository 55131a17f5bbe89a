#include "sync/county/publish/feed_image.h"

#include <charconv>
#include <vector>

#include "content/model/error.h"
#include "sync/feed/bytes.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/partials.h"

namespace villageboard::county {
namespace {

feed::Frontier stored_frontier(const FeedRow& row) {
    if (row.frontier.empty()) return {};
    auto frontier = feed::Frontier::parse(row.frontier);
    if (!frontier || frontier->size() != row.size)
        throw Error(ErrorKind::corrupt, "The database's tree of the feed " + row.area +
                                            " is damaged; restore the database from a backup.");
    return *frontier;
}

AreaCode area_of(const std::string& digits) {
    const auto area = AreaCode::parse(digits);
    if (!area) throw Error(ErrorKind::corrupt, "The database names no area: " + digits + ".");
    return *area;
}

}  // namespace

RepositorySource::RepositorySource(Repository& repository, std::string area)
    : repository_(repository), area_(std::move(area)) {}

void RepositorySource::read(std::uint64_t first, std::uint64_t count,
                            const std::function<void(const feed::StoredEntry&)>& visit) {
    repository_.visit_entries(area_, first, count, [&visit](const EntryRow& row) {
        visit(feed::StoredEntry{row.entry, row.record});
    });
}

feed::Dictionaries RepositorySource::dictionaries() {
    feed::Dictionaries all;
    for (const DictionaryRow& row : repository_.dictionaries(area_))
        if (auto dictionary = feed::Dictionary::load(row.bytes))
            all.insert_or_assign(row.id, std::move(*dictionary));
    return all;
}

void FeedImage::complete(const AreaCode& area) {
    sign(area);
    write(area);
}

void FeedImage::complete_path(const AreaCode& area) {
    for (const AreaCode& step : area.path())
        if (tools_.settings.area.contains(step)) complete(step);
}

void FeedImage::sign(const AreaCode& area) {
    Transaction transaction(tools_.repository);
    FeedRow row = tools_.repository.lock_feed(transaction, area.digits());
    if (!row.note.empty() && row.note_size == row.size) return;
    const feed::Checkpoint checkpoint{
        feed::feed_origin(tools_.settings.origin, area), row.size, stored_frontier(row).root(), {}};
    const Instant now = tools_.clock();
    row.note =
        feed::sign_checkpoint(checkpoint, tools_.keys.log(area), tools_.keys.freshness(), now);
    row.note_size = row.size;
    row.note_time = now.time_since_epoch().count();
    tools_.repository.store_note(transaction, row);
    transaction.commit();
}

void FeedImage::write(const AreaCode& area) {
    Transaction transaction(tools_.repository);
    const FeedRow row = tools_.repository.lock_feed(transaction, area.digits());
    if (row.note.empty()) return;
    const auto unfinished = tools_.repository.unfinished(area.digits());
    std::vector<std::uint64_t> rewritten;
    for (const UnfinishedRow& task : unfinished)
        if (task.what == "rewrite") rewritten.push_back(*feed::parse_decimal(task.value));
    RepositorySource source(tools_.repository, area.digits());
    feed::FeedWriter(tools_.files, area).write(source, row.note, tools_.clock(), rewritten);
    for (const UnfinishedRow& task : unfinished)
        if (task.what == "remove_blob")
            feed::remove_blob(tools_.files, *feed::Hash::from_hex(task.value));
    tools_.repository.finish(transaction, area.digits(), unfinished);
    transaction.commit();
}

std::size_t FeedImage::repair_all() {
    std::size_t written = 0;
    for (const std::string& digits : tools_.repository.areas()) {
        const AreaCode area = area_of(digits);
        sign(area);
        Transaction transaction(tools_.repository);
        const FeedRow row = tools_.repository.lock_feed(transaction, digits);
        RepositorySource source(tools_.repository, digits);
        written += feed::FeedWriter(tools_.files, area).repair(source, row.note, tools_.clock());
        transaction.commit();
        write(area);
    }
    const Instant now = tools_.clock();
    for (const char* folder : {"keys/", "root/"})
        feed::remove_old_temporaries(tools_.files, folder, now);
    for (const std::string& folder : tools_.files.list("blob"))
        feed::remove_old_temporaries(tools_.files, "blob/" + folder, now);
    return written;
}

void FeedImage::renew_freshness() {
    for (const std::string& digits : tools_.repository.areas()) {
        const AreaCode area = area_of(digits);
        sign(area);
        {
            Transaction transaction(tools_.repository);
            FeedRow row = tools_.repository.lock_feed(transaction, digits);
            const Instant now = tools_.clock();
            // A clock set back must not make what is published look older than it was.
            if (now.time_since_epoch().count() <= row.note_time) continue;
            row.note = feed::renew_freshness(row.note, tools_.keys.freshness(), now);
            row.note_time = now.time_since_epoch().count();
            tools_.repository.store_note(transaction, row);
            transaction.commit();
        }
        write(area);
    }
}

}  // namespace villageboard::county
