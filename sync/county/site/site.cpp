#include "sync/county/site/site.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <thread>

#include "content/model/error.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/site/feeds.h"
#include "sync/county/site/lists.h"
#include "sync/county/site/style.h"
#include "sync/county/site/words.h"

namespace villageboard::county::site {
namespace {

/// Items under one lock: others who publish wait that long.
constexpr std::uint64_t kBatch = 32;
/// SQLite has no queue: who waits for its lock looks again every tenth of a second, and never gets
/// it from somebody who takes it again at once.
constexpr std::chrono::milliseconds kOthersTurn{120};
/// How long the chore goes on with what waits; between two batches others get their turn.
constexpr std::chrono::seconds kAtOnce{1};
constexpr std::uint64_t kAtStart = 64;
constexpr std::uint64_t kBehind = 1'000;
constexpr std::uint64_t kLookedAt = 500;
/// More lost pages than this are a lost folder.
constexpr std::size_t kMostLost = 1'000;
constexpr std::size_t kMostStoredTitle = 200;
constexpr std::size_t kMostStoredSummary = 500;
constexpr const char* kMark = "made";

/// As a database of either kind takes it.
std::string stored(const std::string& text, std::size_t most) {
    std::string out = clipped(text, most);
    std::ranges::replace_if(
        out, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    return out;
}

std::string group_of(const std::string& catalogue) {
    constexpr std::string_view kGroups = "EFGHLNPS";
    if (catalogue.empty() || kGroups.find(catalogue.front()) == std::string_view::npos)
        return "other";
    return catalogue.substr(0, 1);
}

feed::ItemPhase phase_after(feed::ItemPhase phase, Operation operation) {
    switch (operation) {
        case Operation::publish:
        case Operation::correct:
            return feed::ItemPhase::live;
        case Operation::withdraw:
            return feed::ItemPhase::withdrawn;
        case Operation::retire:
            return feed::ItemPhase::retired;
        case Operation::erase:
            return feed::ItemPhase::erased;
        case Operation::dictionary:
            return phase;
    }
    return phase;
}

/// A body that this program can't read is shown as such, not at all costs.
std::optional<Body> readable(Kind kind, const std::string& bytes, const std::string& item) {
    try {
        return parse_body(kind, std::string_view(bytes), Strictness::lenient);
    } catch (const Error& error) {
        spdlog::warn("The public body of {} can't be read: {}", item, error.what());
        return std::nullopt;
    }
}

std::string reason_of(const std::string& bytes) {
    try {
        return parse_withdrawal(bytes);
    } catch (const Error&) {
        return {};
    }
}

std::int64_t seconds_of(Instant at) { return at.time_since_epoch().count(); }

}  // namespace

std::optional<PublicItem> Site::load(const AreaCode& area, const std::string& id) {
    PublicItem item{.area = area, .id = id};
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries(area);
    for (const EntryRow& row : tools_.repository.entries_of_item(area.digits(), id)) {
        const feed::OpenedEntry opened = feed::read_entry(row.entry);
        if (opened.verdict != feed::Verdict::verified || is_reference(opened.envelope.kind))
            return std::nullopt;
        const feed::Envelope& envelope = opened.envelope;
        item.phase = phase_after(item.phase, envelope.operation);
        item.updated = envelope.published;
        const bool words =
            envelope.operation == Operation::publish || envelope.operation == Operation::correct;
        if (!words && envelope.operation != Operation::withdraw) continue;
        const auto bytes = stored_body(row, Audience::public_, keys);
        if (!words) {
            item.reason = bytes ? reason_of(*bytes) : std::string();
            continue;
        }
        item.revisions.push_back(
            {envelope, bytes ? readable(envelope.kind, *bytes, id) : std::nullopt});
    }
    if (item.revisions.empty()) return std::nullopt;
    return item;
}

void Site::make_item(Transaction& transaction, const AreaCode& area, const std::string& id,
                     Touched& touched) {
    const auto item = load(area, id);
    if (!item) return;
    const Instant now = tools_.clock();
    SiteRows rows(tools_.repository);
    const auto known = rows.find(area.digits(), id);
    const ItemPages pages = pages_of(*item, name_of(area.digits()), now);
    const auto due = changes_at(*item, now);
    // what was never public leaves no trace here
    if (pages.shown.standing == Standing::hidden && !known && !due) return;
    const feed::Envelope& first = item->revisions.front().envelope;
    const auto state = tools_.repository.item(area.digits(), id);
    SiteItemRow row{
        .area = area.digits(),
        .item = id,
        .kind = std::string(to_string(first.kind)),
        .group = group_of(first.catalogue),
        .revision = state ? state->revision : first.revision,
        .shown = pages.shown.newest,
        .standing = std::string(to_string(pages.shown.standing)),
        .title = stored(pages.title, kMostStoredTitle),
        .summary = stored(pages.summary, kMostStoredSummary),
        .office = stored(pages.office, kMostStoredTitle),
        .published = seconds_of(std::max(first.published, first.embargo.value_or(first.published))),
        .updated = seconds_of(item->updated),
        .due = due ? seconds_of(*due) : 0};
    rows.put(transaction, row);
    const std::string folder = area.digits() + "/" + id + "/";
    for (const auto& [name, bytes] : pages.files) put(folder + name, bytes);
    keep_only(folder, pages.files);
    touched.areas.insert(row.area);
    touched.lists[row.area].insert(row.in_area / kListed);
    touched.groups[{row.area, row.group}].insert(row.in_group / kListed);
    touched.feeds[row.area].insert(row.in_area / kFeedEntries);
    touched.feeds[""].insert(row.in_county / kFeedEntries);
}

void Site::make(Transaction& transaction, const AreaCode& area,
                const std::vector<std::string>& items) {
    // another server may have named a new one since
    dictionaries_.clear();
    Touched touched;
    for (const std::string& item : items) make_item(transaction, area, item, touched);
    make_lists(touched);
    sync();
}

bool Site::follow(const AreaCode& area, std::uint64_t most) {
    if (tools_.site == nullptr) return true;
    remake_if_older();
    SiteRows rows(tools_.repository);
    for (std::uint64_t done = 0; done < most; done += kBatch) {
        Transaction transaction(tools_.repository);
        rows.lock(transaction);
        const auto feed = tools_.repository.feed(area.digits());
        const std::uint64_t from = rows.followed(area.digits());
        if (!feed || from >= feed->size) return true;
        const std::uint64_t to = std::min(feed->size, from + kBatch);
        make(transaction, area, rows.items_between(area.digits(), from, to));
        rows.follow(transaction, area.digits(), to);
        transaction.commit();
        if (to == feed->size) return true;
        std::this_thread::sleep_for(kOthersTurn);
    }
    return false;
}

void Site::refresh(const AreaCode& area, const std::vector<std::string>& items) {
    if (tools_.site == nullptr || items.empty()) return;
    Transaction transaction(tools_.repository);
    SiteRows(tools_.repository).lock(transaction);
    make(transaction, area, items);
    transaction.commit();
}

void Site::turn_over(std::size_t most) {
    if (tools_.site == nullptr) return;
    std::map<std::string, std::vector<std::string>> by_area;
    for (const SiteItemRow& row : SiteRows(tools_.repository).due(seconds_of(tools_.clock()), most))
        by_area[row.area].push_back(row.item);
    for (const auto& [area, items] : by_area) refresh(*AreaCode::parse(area), items);
}

void Site::go_on() {
    if (tools_.site == nullptr) return;
    const auto until = std::chrono::steady_clock::now() + kAtOnce;
    for (const std::string& area : SiteRows(tools_.repository).waiting_areas())
        while (!follow(*AreaCode::parse(area), kBatch) &&
               std::chrono::steady_clock::now() < until) {
        }
    turn_over(kBatch);
}

void Site::repair() {
    if (tools_.site == nullptr) return;
    remake_if_older();
    std::map<std::string, std::vector<std::string>> by_area;
    for (const SiteItemRow& row : SiteRows(tools_.repository).behind(kBehind))
        by_area[row.area].push_back(row.item);
    for (const auto& [area, items] : by_area) refresh(*AreaCode::parse(area), items);
    remake_lost();
    for (const std::string& area : SiteRows(tools_.repository).waiting_areas())
        follow(*AreaCode::parse(area), kAtStart);
    turn_over(kAtStart);
}

void Site::remake_if_older() {
    const std::string format = std::to_string(kFormat) + "\n";
    if (tools_.site->read(kMark) == format) return;
    Transaction transaction(tools_.repository);
    SiteRows rows(tools_.repository);
    rows.lock(transaction);
    rows.follow_nothing(transaction);
    put("site.css", std::string(style_sheet()));
    make_county();
    put(kMark, format);
    sync();
    transaction.commit();
}

void Site::remake_lost() {
    SiteRows rows(tools_.repository);
    std::map<std::string, std::vector<std::string>> lost;
    std::size_t count = 0;
    const std::uint64_t all = rows.count("");
    for (std::uint64_t first = 0; first < all; first += kLookedAt) {
        for (const SiteItemRow& row : rows.in_county(first, first + kLookedAt)) {
            if (row.standing == to_string(Standing::hidden)) continue;
            if (tools_.site->info(row.area + "/" + row.item + "/index.html")) continue;
            lost[row.area].push_back(row.item);
            ++count;
        }
        if (count > kMostLost) {
            tools_.site->remove(kMark);
            return remake_if_older();
        }
    }
    for (const auto& [area, items] : lost) refresh(*AreaCode::parse(area), items);
}

const feed::Dictionaries& Site::dictionaries(const AreaCode& area) {
    const auto known = dictionaries_.find(area.digits());
    if (known != dictionaries_.end()) return known->second;
    return dictionaries_
        .emplace(area.digits(), RepositorySource(tools_.repository, area.digits()).dictionaries())
        .first->second;
}

std::string Site::name_of(const std::string& digits) {
    if (!names_read_) names_ = ReferenceData::load(tools_.repository, tools_.settings.area).areas;
    names_read_ = true;
    const auto area = AreaCode::parse(digits);
    if (!names_ || !area) return digits;
    return names_->name(*area, shanghai_day(tools_.clock())).value_or(digits);
}

void Site::put(const std::string& path, const std::string& bytes) {
    feed::FileSystem& files = *tools_.site;
    if (files.read(path) == bytes) return;
    const auto old = files.info(path);
    const Instant now = tools_.clock();
    const std::string temporary = path + ".tmp";
    files.write(temporary, bytes,
                old ? std::max(now, old->modified + std::chrono::seconds(1)) : now);
    files.rename(temporary, path);
    const auto slash = path.rfind('/');
    folders_.insert(slash == std::string::npos ? std::string() : path.substr(0, slash));
}

void Site::keep_only(const std::string& folder, const std::map<std::string, std::string>& names) {
    for (const std::string& name : tools_.site->list(folder)) {
        if (names.contains(name) || name.ends_with('/')) continue;
        tools_.site->remove(folder + name);
        folders_.insert(folder.substr(0, folder.size() - 1));
    }
}

void Site::sync() {
    for (const std::string& folder : folders_) tools_.site->sync_folder(folder);
    folders_.clear();
}

}  // namespace villageboard::county::site
