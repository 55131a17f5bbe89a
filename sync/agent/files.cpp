#include "sync/agent/files.h"

#include "content/cache/schema.h"
#include "sync/agent/mapped_file.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/tile.h"

namespace villageboard::agent {

using feed::Verdict;

namespace {

constexpr std::size_t kMostFilesAtOnce = 10'000;

bool agrees(const std::filesystem::path& file, const cache::WantedFile& want) {
    const MappedFile mapped(file);
    return mapped.bytes().size() == want.size && feed::sha256(mapped.bytes()).hex() == want.digest;
}

}  // namespace

Files::Files(cache::CacheWriter& cache, Parts& parts, Disk& disk, std::filesystem::path data_dir,
             std::string origin)
    : cache_(cache),
      parts_(parts),
      disk_(disk),
      data_dir_(std::move(data_dir)),
      origin_(std::move(origin)) {}

FilesOutcome Files::fetch(fetch::Fetcher& source, const std::map<AreaCode, feed::VillageKeys>& keys,
                          std::uint64_t budget_bytes) {
    FilesOutcome outcome;
    for (const cache::WantedFile& want : cache_.wanted(kMostFilesAtOnce)) {
        const auto area = AreaCode::parse(want.area);
        const auto held = area ? keys.find(*area) : keys.end();
        const bool sealed = want.audience == Audience::village;
        if ((sealed && held == keys.end()) || want.size > budget_bytes) {
            ++outcome.left;
            continue;
        }
        const Taken taken = take(source, want, sealed ? &held->second : nullptr);
        if (taken == Taken::wrong) outcome.verdict = Verdict::body_mismatch;
        if (taken != Taken::held) {
            ++outcome.left;
            continue;
        }
        budget_bytes -= want.size;
        ++outcome.fetched;
    }
    return outcome;
}

Files::Taken Files::take(fetch::Fetcher& source, const cache::WantedFile& want,
                         const feed::VillageKeys* keys) {
    const auto digest = feed::Hash::from_hex(want.digest);
    if (!digest) return Taken::wrong;
    const auto target = cache::file_path(data_dir_, want.digest);
    if (!keys && std::filesystem::exists(target) && agrees(target, want)) {
        mark_held(want.digest);
        return Taken::held;
    }
    const std::string name = "file." + want.digest;
    const PartOutcome outcome =
        parts_.fetch(source, {.path = feed::blob_path(*digest), .name = name, .limit = want.size});
    if (outcome == PartOutcome::oversize) return Taken::wrong;
    if (outcome != PartOutcome::complete) return Taken::later;
    const auto part = parts_.file(name);
    if (!agrees(part, want)) {
        parts_.drop(name);
        return Taken::wrong;
    }
    if (!keys) {
        store_public(part, want);
        mark_held(want.digest);
        return Taken::held;
    }
    const auto opened = store_opened(part, want, *keys);
    if (!opened) return Taken::later;
    mark_held(want.digest, *opened);
    return Taken::held;
}

void Files::store_public(const std::filesystem::path& part, const cache::WantedFile& want) {
    disk_.rename(part, cache::file_path(data_dir_, want.digest));
}

std::optional<std::string> Files::store_opened(const std::filesystem::path& part,
                                               const cache::WantedFile& want,
                                               const feed::VillageKeys& keys) {
    feed::OpenedFrame opened;
    {
        const MappedFile sealed(part);
        for (const cache::FileUse& use : cache_.uses(want.digest)) {
            const feed::SealContext context{feed::feed_origin(origin_, *AreaCode::parse(want.area)),
                                            use.id, use.revision};
            opened = feed::open_sealed_blob(sealed.bytes(), feed::kMaxAttachmentBytes,
                                            {.village = &keys, .context = &context});
            if (opened.verdict == Verdict::verified) break;
        }
    }
    if (opened.verdict != Verdict::verified) return std::nullopt;
    const auto clear = parts_.file("clear." + want.digest);
    disk_.remove(clear);
    disk_.append(clear, opened.body);
    disk_.sync(clear);
    disk_.rename(clear, cache::file_path(data_dir_, want.digest));
    disk_.remove(part);
    return feed::sha256(opened.body).hex();
}

void Files::mark_held(const std::string& digest, const std::string& opened) {
    cache::Transaction transaction(cache_.database());
    cache_.set_held(transaction, digest, opened);
    transaction.commit();
}

void Files::compact_search() {
    cache::Transaction transaction(cache_.database());
    cache_.compact(transaction);
    transaction.commit();
}

void Files::finish_removals(const std::function<void()>& forget_others, Instant now) {
    const cache::CacheWriter::Removals due = cache_.removals();
    if (due.files.empty() && !due.log) return;
    for (const std::string& digest : due.files) {
        // a later item may have brought the same file back
        if (cache_.needed(digest)) continue;
        disk_.remove(cache::file_path(data_dir_, digest));
        parts_.drop("file." + digest);
        parts_.drop("clear." + digest);
    }
    if (due.log) {
        parts_.drop({});
        compact_search();
        cache_.database().truncate_log();
        forget_others();
    }
    cache::Transaction transaction(cache_.database());
    cache_.removed(transaction, due, now);
    transaction.commit();
}

}  // namespace villageboard::agent
