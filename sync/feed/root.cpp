#include "sync/feed/root.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "content/model/error.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kBoxKeyBytes = 32;
constexpr std::size_t kMaxKeys = 64;
constexpr std::size_t kMaxPublishers = 4096;

void require(bool holds, const char* message, const char* member) {
    if (!holds) throw Error(ErrorKind::invalid, message, std::string("/") + member);
}

/// The names and public keys of `keys` are of the type and, where given, the name asked for; no
/// key stands twice.
void check_keys(const std::vector<VerifierKey>& keys, KeyType type, const std::string& name,
                const char* member) {
    require(!keys.empty() && keys.size() <= kMaxKeys, "A list holds no key or over 64.", member);
    std::set<std::string> seen;
    for (const VerifierKey& key : keys) {
        require(key.type() == type, "A key is of a type that its use does not allow.", member);
        require(name.empty() || key.name() == name, "A key has another name than its use asks for.",
                member);
        require(seen.insert(key.public_key()).second, "A key stands in a list twice.", member);
    }
}

/// Only what makes a difference stands there: a feed that the key covers, and at least one entry.
void check_until(const PublisherKey& publisher) {
    if (!publisher.until) return;
    require(!publisher.until->empty(), "A retired publisher key names no feed; leave the key out.",
            "publishers");
    for (const auto& end : *publisher.until) {
        require(end.second > 0 && end.second <= std::numeric_limits<std::uint32_t>::max(),
                "A size of a retired publisher key is 0 or not below 2^32.", "publishers");
        require(std::any_of(publisher.areas.begin(), publisher.areas.end(),
                            [&](const AreaCode& mine) { return mine.contains(end.first); }),
                "A retired publisher key names a feed outside its areas.", "publishers");
    }
}

void check_publishers(const Root& root) {
    require(root.publishers.size() <= kMaxPublishers, "There are over 4,096 publisher keys.",
            "publishers");
    std::set<std::string> seen;
    for (const PublisherKey& publisher : root.publishers) {
        require(publisher.key.type() == KeyType::ed25519, "A publisher key is not of type 0x01.",
                "publishers");
        require(seen.insert(publisher.key.public_key()).second, "A publisher key stands twice.",
                "publishers");
        require(!publisher.areas.empty() && !publisher.kinds.empty(),
                "A publisher key has no area or no kind.", "publishers");
        for (const AreaCode& area : publisher.areas)
            require(root.county.contains(area), "A publisher's area lies outside the county.",
                    "publishers");
        check_until(publisher);
    }
}

void check_root(const Root& root) {
    require(root.version > 0, "A root's version starts at 1.", "version");
    check_keys(root.root_keys, KeyType::ed25519, {}, "root_keys");
    check_keys(root.log_keys, KeyType::ed25519, root.origin, "log_keys");
    check_keys(root.freshness, KeyType::timestamped_ed25519, freshness_name(root.origin),
               "freshness");
    require(root.threshold > 0 && root.threshold <= root.root_keys.size(),
            "The threshold is not between 1 and the number of root keys.", "threshold");
    require(root.county.level() == AreaLevel::county, "The county's code has not 6 digits.",
            "county");
    check_publishers(root);
    require(root.inbox_key.size() == kBoxKeyBytes, "The inbox key has not 32 bytes.", "inbox_key");
}

Json vkeys(const std::vector<VerifierKey>& keys) {
    Json json = Json::array();
    for (const VerifierKey& key : keys) json.push_back(key.to_string());
    return json;
}

Json publisher_json(const PublisherKey& publisher) {
    Json json;
    json["key"] = publisher.key.to_string();
    for (const AreaCode& area : publisher.areas) json["areas"].push_back(area.digits());
    for (Kind kind : publisher.kinds) json["kinds"].push_back(to_string(kind));
    if (publisher.until)
        for (const auto& [area, size] : *publisher.until) json["until"][area.digits()] = size;
    return json;
}

/// For parsing: what is missing or wrong ends it, and parse_root answers with nothing.
template <typename Value>
Value need(std::optional<Value> value) {
    if (!value) throw Error(ErrorKind::invalid, "A member of the root is wrong.");
    return *value;
}

std::vector<VerifierKey> read_vkeys(const Json& json) {
    std::vector<VerifierKey> keys;
    for (const Json& vkey : json) keys.push_back(need(VerifierKey::parse(vkey.get<std::string>())));
    return keys;
}

PublisherKey read_publisher(const Json& json) {
    PublisherKey publisher{need(VerifierKey::parse(json.at("key").get<std::string>())), {}, {}};
    for (const Json& area : json.at("areas"))
        publisher.areas.push_back(need(AreaCode::parse(area.get<std::string>())));
    for (const Json& kind : json.at("kinds"))
        publisher.kinds.push_back(need(parse_kind(kind.get<std::string>())));
    if (json.contains("until")) {
        publisher.until.emplace();
        for (const auto& [area, size] : json.at("until").items())
            publisher.until->emplace(need(AreaCode::parse(area)), size.get<std::uint64_t>());
    }
    return publisher;
}

Root read_root(std::string_view text) {
    const Json json = Json::parse(text);
    Root root;
    root.version = json.at("version").get<std::uint32_t>();
    root.origin = json.at("origin").get<std::string>();
    root.county = need(AreaCode::parse(json.at("county").get<std::string>()));
    root.made = need(parse_instant(json.at("made").get<std::string>()));
    root.threshold = json.at("threshold").get<std::uint32_t>();
    root.root_keys = read_vkeys(json.at("root_keys"));
    root.log_keys = read_vkeys(json.at("log_keys"));
    root.freshness = read_vkeys(json.at("freshness"));
    for (const Json& publisher : json.at("publishers"))
        root.publishers.push_back(read_publisher(publisher));
    root.inbox_key = need(from_base64(json.at("inbox_key").get<std::string>()));
    if (json.contains("lower_time_floor"))
        root.lower_time_floor = need(parse_instant(json.at("lower_time_floor").get<std::string>()));
    return root;
}

std::optional<Root> root_of(std::string_view note) {
    const auto parsed = note.size() <= kMaxRootBytes ? parse_note(note) : std::nullopt;
    if (!parsed || !parsed->text.ends_with('\n')) return std::nullopt;
    return parse_root(std::string_view(parsed->text).substr(0, parsed->text.size() - 1));
}

/// Whether enough different keys of `root` signed. A key counts once, whatever its name.
bool meets_threshold(const OpenedNote& opened, const Root& root) {
    std::set<std::string> signed_by;
    for (const VerifiedSignature& signature : opened.signatures)
        if (std::find(root.root_keys.begin(), root.root_keys.end(), signature.key) !=
            root.root_keys.end())
            signed_by.insert(signature.key.public_key());
    return signed_by.size() >= root.threshold;
}

}  // namespace

CheckpointKeys Root::checkpoint_keys(const AreaCode& area) const {
    CheckpointKeys keys{feed_origin(origin, area), {}, freshness};
    for (const VerifierKey& key : log_keys) keys.log.push_back(key.renamed(keys.origin));
    return keys;
}

std::string format_root(const Root& root) {
    check_root(root);
    Json json;
    json["v"] = 1;
    json["version"] = root.version;
    json["origin"] = root.origin;
    json["county"] = root.county.digits();
    json["made"] = format_instant(root.made);
    json["threshold"] = root.threshold;
    json["root_keys"] = vkeys(root.root_keys);
    json["log_keys"] = vkeys(root.log_keys);
    json["freshness"] = vkeys(root.freshness);
    json["publishers"] = Json::array();
    for (const PublisherKey& publisher : root.publishers)
        json["publishers"].push_back(publisher_json(publisher));
    json["inbox_key"] = to_base64(root.inbox_key);
    if (root.lower_time_floor) json["lower_time_floor"] = format_instant(*root.lower_time_floor);
    return json.dump();
}

std::optional<Root> parse_root(std::string_view text) {
    if (text.size() > kMaxRootBytes || !is_bounded_json(text)) return std::nullopt;
    try {
        Root root = read_root(text);
        if (format_root(root) != text) return std::nullopt;
        return root;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string sign_root(const Root& root, std::span<const Signer> signers) {
    Note note{format_root(root) + "\n", {}};
    for (const Signer& signer : signers)
        note.signatures.push_back(signer.sign(note.text, root.made));
    return format_note(note);
}

std::string add_root_signature(std::string_view bytes, const Signer& signer) {
    const auto root = root_of(bytes);
    if (!root) throw Error(ErrorKind::rejected, "What should be signed is no root file.");
    Note note = *parse_note(bytes);
    std::erase_if(note.signatures, [&](const NoteSignature& line) {
        return line.name == signer.verifier().name() && line.key_id == signer.verifier().key_id();
    });
    note.signatures.push_back(signer.sign(note.text, root->made));
    return format_note(note);
}

OpenedRoot open_first_root(std::string_view note) {
    if (note.size() > kMaxRootBytes) return {Verdict::oversize, {}};
    auto root = root_of(note);
    if (!root) return {Verdict::malformed, {}};
    const OpenedNote opened = open_note(note, root->root_keys);
    if (opened.verdict != Verdict::verified) return {opened.verdict, {}};
    if (!meets_threshold(opened, *root)) return {Verdict::bad_threshold, {}};
    return {Verdict::verified, std::move(*root)};
}

OpenedRoot open_next_root(std::string_view note, const Root& current) {
    if (note.size() > kMaxRootBytes) return {Verdict::oversize, {}};
    auto next = root_of(note);
    if (!next) return {Verdict::malformed, {}};
    if (next->origin != current.origin || next->county != current.county)
        return {Verdict::foreign_origin, {}};
    if (next->version != current.version + 1) return {Verdict::version_gap, {}};
    std::vector<VerifierKey> known = current.root_keys;
    known.insert(known.end(), next->root_keys.begin(), next->root_keys.end());
    const OpenedNote opened = open_note(note, known);
    if (opened.verdict != Verdict::verified) return {opened.verdict, {}};
    if (!meets_threshold(opened, current) || !meets_threshold(opened, *next))
        return {Verdict::bad_threshold, {}};
    return {Verdict::verified, std::move(*next)};
}

std::string root_fingerprint(std::string_view bytes) {
    constexpr std::size_t kDigits = 30;
    constexpr std::size_t kGroup = 5;
    const auto note = parse_note(bytes);
    const std::string hex = sha256(note ? std::string_view(note->text) : bytes).hex();
    std::string out = hex.substr(0, kGroup);
    for (std::size_t at = kGroup; at < kDigits; at += kGroup) out += " " + hex.substr(at, kGroup);
    return out;
}

}  // namespace villageboard::feed
