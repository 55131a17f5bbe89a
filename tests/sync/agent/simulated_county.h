/// A whole county in one process for the agent's tests: feeds of several areas written by the real
/// writer into a folder, and a network between them and the terminal that counts, breaks and lies.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "content/model/error.h"
#include "sync/agent/agent.h"
#include "sync/agent/enrol.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/enrolment.h"
#include "sync/feed/tile.h"
#include "sync/feed/writer.h"

namespace villageboard::agent {

inline Instant at(const char* text) { return *parse_instant(text); }
inline AreaCode area(const char* digits) { return *AreaCode::parse(digits); }

inline const AreaCode kCounty = area("539921");
inline const AreaCode kTown = area("539921102");
inline const AreaCode kVillage = area("539921102205");
inline const AreaCode kOtherVillage = area("539921102206");

/// A folder that goes when the test ends.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        // in memory where there is such a folder: thousands of syncs to a busy disk take minutes
        const std::filesystem::path memory = "/dev/shm";
        const bool usable = ::access(memory.c_str(), W_OK) == 0;
        std::string name =
            ((usable ? memory : std::filesystem::temp_directory_path()) / "agent-test-XXXXXX")
                .string();
        path_ = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline feed::RandomBytes counted_random(std::uint64_t seed) {
    return [seed](std::size_t count) mutable {
        std::string out;
        while (out.size() < count) out += feed::sha256(std::to_string(seed++)).bytes();
        return out.substr(0, count);
    };
}

inline feed::Signer fixed_signer(const std::string& name, feed::KeyType type, char fill) {
    return feed::Signer(name, type, std::string(32, fill));
}

/// Entries of one area, as the county's database holds them.
struct AreaFeed : feed::FeedSource {
    void read(std::uint64_t first, std::uint64_t count,
              const std::function<void(const feed::StoredEntry&)>& visit) override {
        for (std::uint64_t i = first; i < first + count; ++i) visit(entries.at(i));
    }
    feed::Dictionaries dictionaries() override { return held; }

    std::vector<feed::StoredEntry> entries;
    feed::Dictionaries held;
};

class SimulatedCounty {
  public:
    SimulatedCounty() : files_(folder_.path()) {
        root_.origin = origin;
        root_.county = kCounty;
        root_.made = now;
        root_.root_keys = {root_key.verifier()};
        root_.log_keys = {log.verifier()};
        root_.freshness = {freshness.verifier()};
        root_.publishers = {{publisher.verifier(),
                             {kCounty},
                             {Kind::notice, Kind::policy, Kind::subsidy_roll, Kind::areas}},
                            {narrow.verifier(), {kOtherVillage}, {Kind::notice}},
                            {alerts_only.verifier(), {kCounty}, {Kind::alert}}};
        root_.inbox_key = std::string(32, 9);
        write_root(sign({root_key}));
    }

    const std::filesystem::path& folder() const { return folder_.path(); }
    AreaFeed& feed(const AreaCode& where) { return feeds_[where]; }
    feed::Root& root() { return root_; }
    std::string sign(const std::vector<feed::Signer>& signers) const {
        return feed::sign_root(root_, signers);
    }
    void write_root(const std::string& note) {
        root_note_ = note;
        feed::replace_file(files_, feed::root_path(root_.version), note, now);
    }

    feed::Envelope envelope(Operation operation, const std::string& id, std::uint32_t revision,
                            Kind kind = Kind::notice) {
        feed::Envelope made;
        made.operation = operation;
        made.id = id;
        made.revision = revision;
        made.kind = kind;
        made.catalogue = "N02";
        made.published = now;
        made.office = "539921102205-VC";
        made.reviewers = {"county_editor"};
        return made;
    }
    std::string new_id() { return feed::make_item_id(now, random); }
    std::string body(const std::string& words) {
        return feed::make_body({{"title", words}, {"summary", "关于" + words}}, random);
    }

    /// Appends without publishing.
    void add(const AreaCode& where, feed::Envelope envelope, const std::vector<std::string>& frames,
             const feed::Signer& by) {
        envelope.area = where;
        const std::string entry = feed::sign_entry(envelope, std::vector<feed::Signer>{by});
        feed(where).entries.push_back({entry, feed::pack_record(entry, frames)});
    }
    void add(const AreaCode& where, const feed::Envelope& envelope,
             const std::vector<std::string>& frames) {
        add(where, envelope, frames, publisher);
    }
    std::string add_notice(const AreaCode& where, const std::string& words,
                           const std::string& id = {}, std::uint32_t revision = 1,
                           const std::function<void(feed::Envelope&)>& change = {}) {
        const std::string text = body(words);
        feed::Envelope made = envelope(revision == 1 ? Operation::publish : Operation::correct,
                                       id.empty() ? new_id() : id, revision);
        made.bodies = {feed::body_ref(text, Audience::public_)};
        if (change) change(made);
        add(where, made, {feed::pack_frame(text)});
        return made.id;
    }
    /// Masked for the world, full names sealed for the village.
    std::string add_roll(const AreaCode& where, const std::string& name,
                         std::uint32_t key_version = 1) {
        const std::string open = body("名单 张**");
        const std::string closed = body("名单 " + name);
        feed::Envelope made = envelope(Operation::publish, new_id(), 1, Kind::subsidy_roll);
        made.bodies = {feed::body_ref(open, Audience::public_),
                       feed::body_ref(closed, Audience::village)};
        const feed::SealContext context{feed::feed_origin(origin, where), made.id, 1};
        add(where, made,
            {feed::pack_frame(open),
             feed::seal_frame(closed, key_version, village_key, context, random)});
        return made.id;
    }
    /// A notice signed by somebody else than the county's publisher.
    void add_notice_by(const AreaCode& where, const feed::Signer& by) {
        const std::string text = body("别人的通知");
        feed::Envelope made = envelope(Operation::publish, new_id(), 1);
        made.bodies = {feed::body_ref(text, Audience::public_)};
        add(where, made, {feed::pack_frame(text)}, by);
    }
    void erase(const AreaCode& where, const std::string& id, std::uint32_t revision) {
        for (std::uint64_t i = 0; i < feed(where).entries.size(); ++i) {
            feed::StoredEntry& stored = feed(where).entries[i];
            if (feed::read_entry(stored.entry).envelope.id != id) continue;
            stored.record = feed::erased_record(stored.record);
            rewritten_[where].push_back(i);
        }
        add(where, envelope(Operation::erase, id, revision), {});
    }
    std::string add_blob(const std::string& bytes) {
        return feed::put_blob(files_, bytes, now).hex();
    }

    feed::Checkpoint checkpoint(const AreaCode& where, std::uint64_t size) {
        feed::Frontier frontier;
        for (std::uint64_t i = 0; i < size; ++i)
            frontier.append(feed::leaf_hash(feed(where).entries.at(i).entry));
        return {feed::feed_origin(origin, where), size, frontier.root(), {}};
    }
    std::string note(const feed::Checkpoint& checkpoint, Instant when) {
        return feed::sign_checkpoint(checkpoint, log.renamed(checkpoint.origin), freshness, when);
    }
    /// Signs what was added and writes the folder.
    void publish(const AreaCode& where) {
        now += std::chrono::seconds{60};
        feed::FeedWriter writer(files_, where);
        writer.write(feed(where), note(checkpoint(where, feed(where).entries.size()), now), now,
                     rewritten_[where]);
        rewritten_[where].clear();
    }
    void publish_all() {
        for (const AreaCode& where : {kCounty, kTown, kVillage}) publish(where);
    }

    /// What the county answers to a terminal's request.
    std::string answer(const std::string& request) {
        const auto parsed = feed::parse_request(request);
        if (!parsed || !feed::check_request(request, code)) return {};
        device_box = parsed->box_key;
        return feed::format_reply({"device-1", root_note_}, request, code);
    }
    /// The terminal's keys, with these villages and versions.
    std::string device_keys(const std::vector<AreaCode>& areas, std::uint32_t version = 1,
                            const std::string& device = "device-1") {
        feed::DeviceKeys keys;
        keys.device_id = device;
        keys.version = version;
        keys.made = now;
        keys.home = kVillage;
        keys.areas = kVillage.path();
        for (const AreaCode& granted : areas)
            if (granted != kVillage) keys.areas.push_back(granted);
        for (const AreaCode& village : areas) keys.village_keys[village] = {{1, village_key}};
        keys.staff = staff;
        return feed::sign_device_keys(keys, device_box, log, now);
    }
    void accept(const std::vector<AreaCode>& areas = {kVillage}, std::uint32_t version = 1) {
        feed::replace_file(files_, feed::device_keys_path("device-1"), device_keys(areas, version),
                           now);
    }

    std::string origin = "board.yunling.example";
    Instant now = at("2026-11-23T02:00:00Z");
    feed::RandomBytes random = counted_random(1);
    feed::Signer root_key = fixed_signer("root.yunling.example", feed::KeyType::ed25519, 1);
    feed::Signer log = fixed_signer(origin, feed::KeyType::ed25519, 2);
    feed::Signer freshness =
        fixed_signer(feed::freshness_name(origin), feed::KeyType::timestamped_ed25519, 3);
    feed::Signer publisher = fixed_signer("publisher.yunling", feed::KeyType::ed25519, 4);
    feed::Signer narrow = fixed_signer("narrow.yunling", feed::KeyType::ed25519, 5);
    feed::Signer alerts_only = fixed_signer("alerts.yunling", feed::KeyType::ed25519, 6);
    std::string village_key = std::string(32, 7);
    std::string device_box;
    std::vector<feed::StaffPin> staff;  ///< what the next keys file gives the terminal's staff
    feed::EnrolmentCode code{"ABCD", "0123456789"};

  private:
    TemporaryFolder folder_;
    feed::DiskFileSystem files_;
    feed::Root root_;
    std::string root_note_;
    std::map<AreaCode, AreaFeed> feeds_;
    std::map<AreaCode, std::vector<std::uint64_t>> rewritten_;
};

/// What one source does on the simulated network.
struct SimulatedSource {
    std::filesystem::path folder = {};
    SimulatedCounty* county = nullptr;  ///< answers posts; nothing: a mirror
    /// Changes what is served: gets the path and the file's bytes (nothing: no such file).
    std::function<void(const std::string& path, std::optional<std::string>& bytes)> lie = {};
    std::function<fetch::Got()> wait = {};  ///< answers v1/wait; nothing: not offered
    /// Answers what is posted to "v1/reports"; nothing: 404.
    std::function<fetch::PostReply(const fetch::PostRequest&)> reports = {};
    /// Answers what is posted below "v1/screenshots/"; nothing: 404.
    std::function<fetch::PostReply(const fetch::PostRequest&)> screenshots = {};
    /// Answers v1/submissions; nothing: not offered.
    std::function<fetch::PostReply(const fetch::PostRequest&)> submissions = {};
    /// Answers v1/payments/inquiries; nothing: not offered.
    std::function<fetch::PostReply(const fetch::PostRequest&)> inquiries = {};
    bool down = false;
    bool endless = false;                       ///< packs and runs never end
    std::size_t break_after = ~std::size_t{0};  ///< bytes of body until the line goes dead
    std::size_t chunk = 4096;
    std::vector<std::string> log = {};  ///< "GET 539921/checkpoint 304"
    std::uint64_t bytes = 0;            ///< of bodies sent
};

class SimulatedFetcher : public fetch::Fetcher {
  public:
    SimulatedFetcher(std::string name, SimulatedSource& source)
        : name_(std::move(name)), source_(source) {}

    fetch::GetReply get(const fetch::GetRequest& request, fetch::Sink& sink) override {
        ++requests_;
        if (source_.down) throw lost();
        if (source_.wait && request.path.starts_with("v1/wait?"))
            return done(request, "wait", {source_.wait()});
        std::optional<std::string> bytes;
        if (std::filesystem::is_regular_file(source_.folder / request.path))
            bytes = read_file(source_.folder / request.path);
        if (source_.lie) source_.lie(request.path, bytes);
        if (!bytes) return done(request, "404", {fetch::Got::missing});
        const std::string etag = '"' + feed::sha256(*bytes).hex() + '"';
        if (request.if_none_match == etag)
            return done(request, "304", {fetch::Got::not_modified, etag});
        const bool ranged =
            request.from > 0 && (request.if_range.empty() || request.if_range == etag);
        if (ranged && request.from >= bytes->size())
            return done(request, "416", {fetch::Got::nothing_more});
        const std::string_view body = std::string_view(*bytes).substr(ranged ? request.from : 0);
        const bool grows = source_.endless && (request.path.find("/pack/") != std::string::npos ||
                                               request.path.find("/run/") != std::string::npos);
        if (body.size() > request.limit || grows)
            return done(request, "oversize", {fetch::Got::oversize});
        const fetch::Got got = ranged ? fetch::Got::rest : fetch::Got::whole;
        sink.begin(got, etag);
        for (std::size_t i = 0; i < body.size(); i += source_.chunk) {
            const std::string_view part = body.substr(i, source_.chunk);
            if (part.size() > source_.break_after) throw lost();
            source_.break_after -= part.size();
            source_.bytes += part.size();
            sink.add(part);
        }
        return done(request, ranged ? "206" : "200", {got, etag});
    }

    fetch::PostReply post(const fetch::PostRequest& request) override {
        ++requests_;
        if (source_.down || !source_.county) throw lost();
        if (request.path == "v1/reports")
            return source_.reports ? source_.reports(request) : fetch::PostReply{404, {}};
        if (request.path.starts_with("v1/screenshots/"))
            return source_.screenshots ? source_.screenshots(request) : fetch::PostReply{404, {}};
        if (source_.submissions && request.path == "v1/submissions")
            return source_.submissions(request);
        if (source_.inquiries && request.path == "v1/payments/inquiries")
            return source_.inquiries(request);
        const std::string reply = source_.county->answer(request.body);
        if (reply.empty()) return {403, R"({"error":"This code is not known."})"};
        return {201, reply};
    }

    const std::string& source() const override { return name_; }
    std::uint64_t requests() const override { return requests_; }

  private:
    Error lost() const {
        return {ErrorKind::retry, name_ + " can't be reached: the line is dead.", name_};
    }
    fetch::GetReply done(const fetch::GetRequest& request, const char* status,
                         fetch::GetReply reply) {
        source_.log.push_back("GET " + request.path + " " + status);
        return reply;
    }

    std::string name_;
    SimulatedSource& source_;
    std::uint64_t requests_ = 0;
};

/// A disk with so many bytes of room, and a count of what it was asked.
class SmallDisk : public RealDisk {
  public:
    void append(const std::filesystem::path& file, std::string_view bytes) override {
        if (bytes.size() > room)
            throw Error(ErrorKind::retry, file.string() + " can't be written: disk full.",
                        file.string());
        room -= bytes.size();
        RealDisk::append(file, bytes);
    }
    std::size_t room = ~std::size_t{0};
};

/// A terminal in the village of the simulated county.
struct Terminal {
    explicit Terminal(SimulatedCounty& from) : county(from) {
        net["http://county"] = {.folder = county.folder(), .county = &county};
        wall = county.now + std::chrono::hours{1};
        environment.clock = [this] { return state::ClockReading{wall, clock_source}; };
        environment.running = [this] { return RunningTime{boot, running}; };
        environment.random = counted_random(1000);
        environment.fetcher = [this](const std::string& name, fetch::PlainHttp) {
            const auto found = net.find(name);
            if (found == net.end()) return fetch::make_fetcher(name, fetch::PlainHttp::anywhere);
            return std::unique_ptr<fetch::Fetcher>(
                std::make_unique<SimulatedFetcher>(name, found->second));
        };
        environment.disk = disk;
    }

    void enrol() {
        agent::enrol(data(), environment,
                     {"http://county", kVillage.digits(), county.code.to_string()});
    }
    RoundReport round(const std::string& from = {}) {
        Agent agent(data(), environment);
        return agent.round({.from = from});
    }
    const std::filesystem::path& data() const { return folder.path(); }
    SimulatedSource& at_county() { return net["http://county"]; }
    /// Requests that the county saw since the last call.
    std::vector<std::string> requests() {
        return std::exchange(at_county().log, std::vector<std::string>{});
    }

    SimulatedCounty& county;
    TemporaryFolder folder;
    std::map<std::string, SimulatedSource> net;
    Environment environment;
    std::shared_ptr<SmallDisk> disk = std::make_shared<SmallDisk>();
    Instant wall{};
    state::ClockSource clock_source = state::ClockSource::network;
    std::string boot = "boot-1";
    std::chrono::seconds running{1000};
};

}  // namespace villageboard::agent
