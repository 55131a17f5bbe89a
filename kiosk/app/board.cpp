#include "kiosk/app/board.h"

#include <spdlog/spdlog.h>
#include <algorithm>
#include <set>

#include "content/catalogue/builtin.h"
#include "content/model/error.h"
#include "content/model/variant.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMaxItems = 500;
constexpr std::size_t kMaxBodies = 256;
constexpr std::size_t kCountyDigits = 6;
constexpr std::size_t kVillageDigits = 12;
constexpr std::string_view kAudioRole = "audio";
constexpr auto kTrust = std::chrono::days{400};
constexpr auto kAlertLife = std::chrono::hours{24};

const std::vector<Kind>& kinds_of(Subject subject) {
    static const std::vector<Kind> kinds[] = {
        {Kind::finance},
        {Kind::subsidy_roll},
        {Kind::relief_roll},
        {Kind::policy},
        {Kind::project},
        {Kind::notice, Kind::guide, Kind::meeting, Kind::consultation, Kind::statistics,
         Kind::contact}};
    return kinds[static_cast<int>(subject)];
}

int urgency(const ActiveAlert& active) {
    const Alert& alert = active.alert();
    const int drill = alert.status == AlertStatus::actual ? 0 : 10;
    return drill + static_cast<int>(alert.severity);
}

std::vector<ActiveAlert> active_among(std::vector<ActiveAlert> all, const BoardTime& time) {
    std::set<std::string> replaced;
    for (const ActiveAlert& active : all)
        if (active.alert().references) replaced.insert(*active.alert().references);
    std::erase_if(all, [&](const ActiveAlert& active) {
        const Alert& alert = active.alert();
        return alert.type == AlertType::cancel || replaced.contains(alert.identifier) ||
               !still_on(alert, time);
    });
    std::stable_sort(all.begin(), all.end(), [](const ActiveAlert& a, const ActiveAlert& b) {
        return urgency(a) < urgency(b);
    });
    return all;
}

}  // namespace

Coming coming_among(const std::vector<cache::AttachmentRow>& attachments) {
    Coming coming;
    for (const cache::AttachmentRow& file : attachments) {
        if (file.file) continue;
        const bool seen = file.mime.starts_with("image/") || file.mime.starts_with("video/");
        ++(file.role == kAudioRole ? coming.recordings : seen ? coming.pictures : coming.others);
    }
    return coming;
}

BoardTime trusted_time(Instant wall, std::optional<Instant> newest_verified) {
    if (!newest_verified) return {wall, false};
    const bool known = wall >= *newest_verified && wall < *newest_verified + kTrust;
    return {known ? wall : *newest_verified, known};
}

std::optional<Subject> subject_of(Kind kind) {
    for (const Subject subject : {Subject::finance, Subject::subsidy, Subject::relief,
                                  Subject::policy, Subject::projects, Subject::village}) {
        const auto& kinds = kinds_of(subject);
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return subject;
    }
    if (kind == Kind::interpretation) return Subject::policy;
    return std::nullopt;
}

bool ActiveAlert::takes_over() const {
    return alert().status == AlertStatus::actual &&
           (alert().severity == Severity::red || alert().severity == Severity::orange);
}

bool still_on(const Alert& alert, const BoardTime& time) {
    return time.now < alert.expires.value_or(alert.effective + kAlertLife);
}

std::optional<Instant> event_end(const Notice& notice) {
    if (notice.event_until) return notice.event_until;
    if (notice.event_at) return end_of(shanghai_day(*notice.event_at));
    return std::nullopt;
}

Board::Board(std::filesystem::path data_dir, std::function<Instant()> clock)
    : reader_(std::move(data_dir)),
      clock_(std::move(clock)),
      glossary_(std::make_shared<Glossary>(builtin_glossary().entries)) {
    refresh();
}

template <typename Query>
auto Board::guarded(Query query) const -> decltype(query()) {
    try {
        return query();
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::corrupt) damaged_ = true;
        spdlog::warn("reading the cache: {}", error.what());
        return {};
    }
}

bool Board::refresh() {
    try {
        stale_ = reader_.refresh() || stale_;
        if (!stale_) return false;
        load();
        stale_ = false;
        damaged_ = false;
    } catch (const Error& error) {
        // A damaged cache is looked at again when the agent has rebuilt it, a busy one at once.
        damaged_ = error.kind() == ErrorKind::corrupt;
        stale_ = !damaged_;
        spdlog::warn("looking at the cache: {}", error.what());
        return false;
    }
    ++version_;
    return true;
}

void Board::load() {
    std::vector<cache::FeedRow> feeds;
    {
        const cache::CacheReader::Batch batch(reader_);
        feeds = reader_.feeds();
        feeds_ = std::move(feeds);
        bodies_.clear();
        titles_.clear();
        load_areas();
        load_glossary();
        load_phrases();
        for (const cache::FeedRow& feed : feeds_)
            if (!names_.contains(feed.area)) load_office(feed.area);
    }
    villages_.clear();
    for (const cache::FeedRow& feed : feeds_)
        if (feed.area.size() == kVillageDigits) villages_.push_back(feed.area);
    std::stable_partition(villages_.begin(), villages_.end(), [&](const std::string& digits) {
        return std::any_of(feeds_.begin(), feeds_.end(), [&](const cache::FeedRow& feed) {
            return feed.area == digits && !feed.granted;
        });
    });
    const bool known = std::find(villages_.begin(), villages_.end(), village_) != villages_.end();
    if (!known) village_ = villages_.empty() ? std::string{} : villages_.front();
    refresh_alerts();
}

void Board::load_areas() {
    cache::ListQuery query;
    query.kinds = {Kind::areas};
    for (const cache::ItemRow& row : reader_.list(query)) {
        const auto table = body(row);
        if (!table) continue;
        for (const AreaRow& area : std::get<AreasTable>(*table).rows)
            names_[area.code.digits()] = area.name;
    }
}

void Board::load_glossary() {
    cache::ListQuery query;
    query.kinds = {Kind::glossary};
    query.limit = 1;
    for (const cache::ItemRow& row : reader_.list(query)) {
        const auto table = body(row);
        if (!table) continue;
        try {
            glossary_ = std::make_shared<Glossary>(std::get<GlossaryTable>(*table).entries);
        } catch (const Error& error) {
            spdlog::warn("the county's glossary: {}", error.what());
        }
    }
}

void Board::load_phrases() {
    cache::ListQuery query;
    query.kinds = {Kind::phrases};
    query.order = cache::ListOrder::newest_first;
    std::vector<PhrasePack> packs;
    for (const cache::ItemRow& row : reader_.list(query))
        if (auto table = row.area.size() == kCountyDigits ? body(row) : nullptr)
            packs.push_back({std::move(table), reader_.attachments(row.id, row.revision)});
    phrasebook_.load(packs);
}

BoardTime Board::time() const {
    std::optional<Instant> newest;
    for (const cache::FeedRow& feed : feeds_)
        if (feed.confirmed != Instant{})
            newest = std::max(newest.value_or(feed.confirmed), feed.confirmed);
    return trusted_time(clock_(), newest);
}

void Board::choose_village(const std::string& digits) {
    if (digits == village_) return;
    village_ = digits;
    refresh_alerts();
    ++version_;
}

std::string Board::area_name(const std::string& digits) const {
    const auto found = names_.find(digits);
    return found == names_.end() ? std::string{} : found->second;
}

std::string Board::office_name(const std::string& digits) const {
    const auto found = offices_.find(digits);
    return found == offices_.end() ? std::string{} : found->second;
}

void Board::load_office(const std::string& digits) {
    cache::ListQuery query;
    query.kinds = {Kind::finance, Kind::notice};
    query.areas = {digits};
    query.order = cache::ListOrder::newest_first;
    query.limit = 1;
    for (const cache::ItemRow& row : reader_.list(query))
        if (const auto text = body(row)) offices_[digits] = common_of(*text).office_name;
}

std::optional<Instant> Board::confirmed() const {
    for (const cache::FeedRow& feed : feeds_)
        if (feed.area == village_ && feed.confirmed != Instant{}) return feed.confirmed;
    return std::nullopt;
}

std::vector<std::string> Board::path() const {
    std::vector<std::string> areas;
    if (const auto code = AreaCode::parse(village_))
        for (const AreaCode& area : code->path()) areas.push_back(area.digits());
    return areas;
}

std::vector<cache::ItemRow> Board::items(Subject subject) const { return items(kinds_of(subject)); }

std::vector<cache::ItemRow> Board::items(const std::vector<Kind>& kinds) const {
    cache::ListQuery query;
    query.kinds = kinds;
    query.areas = path();
    query.now = query.events_after = time().now;
    query.order = cache::ListOrder::newest_first;
    query.limit = kMaxItems;
    return guarded([&] { return reader_.list(query); });
}

std::vector<cache::ItemRow> Board::published(const std::vector<std::string>& codes) const {
    if (codes.empty()) return {};
    cache::ListQuery query;
    query.catalogue = codes;
    query.areas = path();
    query.states = {cache::ItemState::live, cache::ItemState::expired, cache::ItemState::retired};
    query.order = cache::ListOrder::newest_first;
    query.limit = kMaxItems;
    return guarded([&] { return reader_.list(query); });
}

std::optional<Day> Board::began() const {
    return guarded([&]() -> std::optional<Day> {
        const auto first = reader_.first_published(village_);
        return first ? std::optional(shanghai_day(*first)) : std::nullopt;
    });
}

std::vector<cache::SearchHit> Board::search(const std::string& typed, std::size_t limit) const {
    const cache::SearchQuery query{typed, path(), {}, time().now, limit};
    return guarded([&] { return reader_.search(query); });
}

std::vector<std::string> Board::programmes() const {
    return guarded([&] { return reader_.programmes(); });
}

std::vector<cache::ItemRow> Board::newest(std::size_t count) const {
    cache::ListQuery query;
    query.kinds = {Kind::notice,      Kind::policy,  Kind::finance, Kind::subsidy_roll,
                   Kind::relief_roll, Kind::project, Kind::meeting, Kind::consultation};
    query.areas = path();
    query.now = query.events_after = time().now;
    query.order = cache::ListOrder::newest_first;
    query.limit = count;
    return guarded([&] { return reader_.list(query); });
}

std::optional<cache::ItemRow> Board::item(const std::string& id) const {
    return guarded([&] { return reader_.item(id); });
}

std::shared_ptr<const Body> Board::body(const cache::ItemRow& item) const {
    const std::string key = item.id + "/" + std::to_string(item.revision);
    if (const auto found = bodies_.find(key); found != bodies_.end()) return found->second;
    auto read = guarded([&]() -> std::shared_ptr<const Body> {
        const auto stored = reader_.body(item.id, item.revision);
        if (!stored) return nullptr;
        Body parsed = parse_body(item.kind, stored->json, Strictness::lenient);
        silence_stale_variants(common_of(parsed), item.revision);
        return std::make_shared<const Body>(std::move(parsed));
    });
    if (bodies_.size() >= kMaxBodies) bodies_.clear();
    bodies_[key] = read;
    return read;
}

std::shared_ptr<const Body> Board::public_body(const cache::ItemRow& item) const {
    if (item.audience == Audience::public_) return body(item);
    const std::string key = item.id + "/" + std::to_string(item.revision) + "/public";
    if (const auto found = bodies_.find(key); found != bodies_.end()) return found->second;
    auto read = guarded([&]() -> std::shared_ptr<const Body> {
        const auto stored = reader_.public_body(item.id, item.revision);
        if (!stored) return nullptr;
        return std::make_shared<const Body>(
            parse_body(item.kind, stored->json, Strictness::lenient));
    });
    if (bodies_.size() >= kMaxBodies) bodies_.clear();
    bodies_[key] = read;
    return read;
}

std::vector<cache::AttachmentRow> Board::attachments(const cache::ItemRow& item) const {
    return guarded([&] { return reader_.attachments(item.id, item.revision); });
}

std::vector<cache::RevisionRow> Board::revisions(const cache::ItemRow& item) const {
    return guarded([&] { return reader_.revisions(item.id); });
}

Recording Board::recording(const cache::ItemRow& item, std::string_view language) const {
    const auto base = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
    const auto files = attachments(item);
    const cache::AttachmentRow* found = nullptr;
    for (const cache::AttachmentRow& file : files) {
        if (file.role != kAudioRole || base(file.language) != base(language)) continue;
        if (found == nullptr || file.language == language) found = &file;
    }
    if (found == nullptr) return {};
    if (!found->file) return {Recording::State::coming, {}};
    return {Recording::State::there, {*found->file, found->file_digest}};
}

Coming Board::coming() const {
    return coming_among(guarded([&] { return reader_.awaited(); }));
}

std::string Board::title(const cache::ItemRow& item, const std::string& language) const {
    const std::string& own = item.plain_title.empty() ? item.title : item.plain_title;
    if (is_chinese(language)) return own;
    const std::string key = language + "/" + item.id + "/" + std::to_string(item.revision);
    if (const auto known = titles_.find(key); known != titles_.end()) return known->second;
    const auto text = body(item);
    const LanguageOverlay* words = text ? variant_of(common_of(*text), language) : nullptr;
    return titles_[key] = words ? words->plain_title.value_or(words->title) : own;
}

bool Board::refresh_alerts() {
    std::vector<ActiveAlert> all;
    for (cache::ItemRow& row : items(std::vector<Kind>{Kind::alert}))
        if (auto text = body(row)) all.push_back({std::move(row), std::move(text)});
    all = active_among(std::move(all), time());
    const bool same =
        std::equal(all.begin(), all.end(), alerts_.begin(), alerts_.end(),
                   [](const ActiveAlert& a, const ActiveAlert& b) {
                       return a.item.id == b.item.id && a.item.revision == b.item.revision;
                   });
    alerts_ = std::move(all);
    return !same;
}

}  // namespace villageboard::kiosk
