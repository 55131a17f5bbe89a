#include "sync/county/calendar/inspection.h"

#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/calendar/links.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/feed/tile.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kRowsAtOnce = 500;
constexpr std::uint64_t kLinkBytes = 64 * 1024;
constexpr std::chrono::seconds kLinkPatience{15};
/// Addresses asked in one night; the rest waits for the others to have been answered.
constexpr std::size_t kMostLinks = 2000;
constexpr int kNightFrom = 2;
constexpr int kNightTo = 5;

LinkState state_of(fetch::Got got) {
    switch (got) {
        case fetch::Got::missing:
            return LinkState::dead;
        case fetch::Got::refused:
            return LinkState::refused;
        default:
            return LinkState::alive;
    }
}

const char* fault_of(LinkState state) {
    switch (state) {
        case LinkState::dead:
            return "link_dead";
        case LinkState::refused:
            return "link_refused";
        case LinkState::unreachable:
            return "link_unreachable";
        default:
            return "";
    }
}

}  // namespace

bool is_night(Instant at) {
    const auto hour = std::chrono::floor<std::chrono::hours>(at - start_of(shanghai_day(at)));
    return hour.count() >= kNightFrom && hour.count() < kNightTo;
}

LinkProbe http_probe() {
    return [](const std::string& url) {
        try {
            const LinkParts parts = parts_of(url);
            fetch::MemorySink sink;
            const auto fetcher = fetch::make_fetcher(parts.source, fetch::PlainHttp::anywhere);
            return state_of(
                fetcher
                    ->get({.path = parts.path, .limit = kLinkBytes, .patience = kLinkPatience},
                          sink)
                    .got);
        } catch (const Error& error) {
            return error.kind() == ErrorKind::retry ? LinkState::unreachable : LinkState::refused;
        }
    };
}

bool Inspector::run() {
    const Day today = shanghai_day(tools_.clock());
    InspectionRows log(tools_.repository);
    if (log.has_run(today)) return false;
    run_ = {.day = today,
            .began = tools_.clock(),
            .ended = {},
            .items = 0,
            .attachments = 0,
            .links = 0,
            .findings = 0};
    findings_.clear();
    PublishedRows rows(tools_.repository);
    PublishedFilter filter{.range = AreaRange(tools_.settings.area)};
    filter.limit = kRowsAtOnce;
    for (;;) {
        const auto page = rows.rows(filter);
        for (const PublishedRow& row : page)
            if (row.phase == "live") look_at(row);
        if (page.size() < kRowsAtOnce) break;
        filter.after_area = page.back().area;
        filter.after_item = page.back().item;
    }
    run_.ended = tools_.clock();
    run_.findings = findings_.size();
    Transaction transaction(tools_.repository);
    if (!log.add(transaction, run_, findings_)) return false;
    transaction.commit();
    if (!findings_.empty())
        spdlog::warn("The inspection found {} faults in {} items.", findings_.size(), run_.items);
    return true;
}

void Inspector::look_at(const PublishedRow& row) {
    const auto item = tools_.repository.item(row.area, row.item);
    if (!item || item->phase != "live") return;
    ++run_.items;
    tools_.repository.visit_entries(row.area, item->last_index, 1, [&](const EntryRow& entry) {
        const feed::OpenedEntry opened = feed::read_entry(entry.entry);
        if (opened.verdict != feed::Verdict::verified) return;
        look_at_attachments(row, opened.envelope);
        if (dictionaries_of_ != row.area) {
            dictionaries_ = RepositorySource(tools_.repository, row.area).dictionaries();
            dictionaries_of_ = row.area;
        }
        feed::FrameKeys keys;
        keys.dictionaries = &dictionaries_;
        if (const auto body = stored_body(entry, Audience::public_, keys))
            look_at_links(row, *body);
    });
    if (row.refers.empty()) return;
    for (const AreaCode& area : AreaCode::parse(row.area)->path())
        if (const auto other = tools_.repository.item(area.digits(), row.refers))
            if (other->phase == "live" || other->phase == "retired") return;
    find(row, "reference_dead", "/policy_id");
}

std::string Inspector::fault_of(const feed::AttachmentRef& attachment) {
    const std::string path = feed::blob_path(attachment.sha256);
    const auto info = tools_.files.info(path);
    if (!info) return "attachment_missing";
    if (info->size != attachment.size) return "attachment_size";
    const auto bytes = tools_.files.read(path);
    if (!bytes || feed::sha256(*bytes) != attachment.sha256) return "attachment_damaged";
    return {};
}

void Inspector::look_at_attachments(const PublishedRow& row, const feed::Envelope& envelope) {
    for (const feed::AttachmentRef& attachment : envelope.attachments) {
        ++run_.attachments;
        const std::string digest = attachment.sha256.hex();
        const auto [known, is_new] = digests_.try_emplace(digest);
        if (is_new) known->second = fault_of(attachment);
        if (!known->second.empty()) find(row, known->second, digest);
    }
}

void Inspector::look_at_links(const PublishedRow& row, const std::string& body) {
    for (const FoundLink& link : links_in(nlohmann::ordered_json::parse(body))) {
        if (!is_outside(link.url)) {
            ++run_.links;
            find(row, "link_inside", link.place);
            continue;
        }
        if (!probe_) continue;
        auto known = links_.find(link.url);
        if (known == links_.end()) {
            if (links_.size() >= kMostLinks) continue;
            known = links_.emplace(link.url, probe_(link.url)).first;
        }
        ++run_.links;
        if (known->second != LinkState::alive)
            find(row, county::fault_of(known->second), link.place);
    }
}

void Inspector::find(const PublishedRow& row, const std::string& fault, const std::string& place) {
    findings_.push_back({run_.day, 0, row.area, row.item, fault, place});
}

}  // namespace villageboard::county
