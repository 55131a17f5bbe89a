#include "sync/county/publish/publisher.h"

#include <spdlog/spdlog.h>

#include "content/catalogue/rendition.h"
#include "content/model/error.h"
#include "sync/county/publish/dictionary_keeper.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/reference_of.h"
#include "sync/county/publish/repacker.h"
#include "sync/county/site/site.h"

namespace villageboard::county {
namespace {

/// What a call that publishes more leaves to the chore that makes public pages.
constexpr std::uint64_t kShownAtOnce = 128;

/// The report of the same item that lies closest before `report`, in this call or in the feed.
std::optional<Finance> report_before(const Finance& report, const std::string& catalogue,
                                     const std::vector<DraftInput>& drafts,
                                     std::optional<Finance> stored) {
    for (const DraftInput& input : drafts) {
        if (input.draft.kind != Kind::finance || input.draft.catalogue != catalogue) continue;
        if (!input.draft.body) continue;
        const auto& other = std::get<Finance>(*input.draft.body);
        if (other.period.to >= report.period.from) continue;
        if (!stored || stored->period.to < other.period.to) stored = other;
    }
    return stored;
}

}  // namespace

CheckSurroundings Publisher::surroundings(const ReferenceData& reference, const DraftInput& input,
                                          const std::vector<DraftInput>& drafts) const {
    CheckSurroundings around{
        reference, tools_.settings.area, shanghai_day(tools_.clock()), {}, tools_.missing_clusters};
    if (input.draft.kind != Kind::finance || !input.draft.body) return around;
    const auto& report = std::get<Finance>(*input.draft.body);
    around.previous = report_before(report, input.draft.catalogue, drafts,
                                    previous_report(tools_.repository, input.draft.area.digits(),
                                                    input.draft.catalogue, report.period.from));
    return around;
}

check::Findings Publisher::examine(const DraftInput& draft) {
    const ReferenceData reference =
        reference_of(tools_.repository, tools_.settings.area, draft.draft.area);
    const CheckSurroundings around = surroundings(reference, draft, {});
    require_known_area(draft.draft.area, around);
    return findings_of(draft, around);
}

std::vector<PreparedItem> Publisher::prepare_all(const AreaCode& area,
                                                 const std::vector<DraftInput>& drafts) {
    const ReferenceData reference = reference_of(tools_.repository, tools_.settings.area, area);
    const Instant now = tools_.clock();
    std::vector<PreparedItem> items;
    for (const DraftInput& draft : drafts) {
        // What stands in the feed already passed the checks of its day.
        if (tools_.repository.publication(area.digits(), draft.digest)) {
            items.push_back({draft.name, draft.digest, draft.draft, {}, {}, {}, {}, {}});
            continue;
        }
        const CheckSurroundings around = surroundings(reference, draft, drafts);
        require_known_area(area, around);
        DraftInput input = draft;
        if (input.draft.body)
            assign_line_ids(*input.draft.body, [this](std::span<std::byte> bytes) {
                const std::string random = tools_.random(bytes.size());
                for (std::size_t i = 0; i < bytes.size(); ++i)
                    bytes[i] = static_cast<std::byte>(random[i]);
            });
        items.push_back(prepare(input, area, now, around));
    }
    return items;
}

std::vector<Published> Publisher::publish(const AreaCode& area,
                                          const std::vector<DraftInput>& drafts) {
    const Stopwatch stopwatch;
    FeedImage image(tools_);
    std::vector<PreparedItem> items = prepare_all(area, drafts);
    image.complete_path(area);
    std::vector<Published> published;
    {
        Transaction transaction(tools_.repository);
        FeedAppender appender(tools_, area, transaction);
        std::vector<PreparedItem*> fresh;
        for (PreparedItem& item : items) {
            if (tools_.repository.publication(area.digits(), item.digest)) continue;
            if (!item.draft.id && item.draft.operation == Operation::publish)
                item.draft.id = feed::make_item_id(tools_.clock(), tools_.random);
            fresh.push_back(&item);
        }
        DictionaryKeeper(tools_, area).train_if_due(appender, fresh);
        for (const PreparedItem& item : items) {
            const auto before = tools_.repository.publication(area.digits(), item.digest);
            published.push_back(before ? Published{before->index, before->item}
                                       : appender.add(item));
        }
        Repacker(tools_, area, transaction).replace_dictionaries(appender);
        appender.commit();
    }
    image.complete_path(area);
    if (tools_.metrics != nullptr) tools_.metrics->published(stopwatch.elapsed(), published.size());
    Keyring(tools_).issue();
    show_on_pages(area, drafts, published);
    return published;
}

void Publisher::show_on_pages(const AreaCode& area, const std::vector<DraftInput>& drafts,
                              const std::vector<Published>& published) {
    site::Site pages(tools_);
    std::vector<std::string> hidden;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        if (drafts[i].draft.operation == Operation::withdraw ||
            drafts[i].draft.operation == Operation::erase)
            hidden.push_back(published[i].item);
    pages.refresh(area, hidden);
    try {
        pages.follow(area, kShownAtOnce);
    } catch (const Error& error) {
        // it is published; the pages follow by the chore
        spdlog::warn("The public pages of {} lag behind: {}", area.digits(), error.what());
    }
}

}  // namespace villageboard::county
