#include "sync/feed/device_keys.h"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kVillageKeyBytes = 32;
constexpr std::size_t kMaxDeviceId = 64;

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

void require(bool holds, const char* message, const char* member) {
    if (!holds) throw Error(ErrorKind::invalid, message, std::string("/") + member);
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= kMaxDeviceId &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.';
           });
}

/// The file's text: what DeviceKeys holds, its secrets in their boxes. Here village key and PIN
/// hash strings are the boxes' bytes.
std::string format_text(const DeviceKeys& boxed) {
    Json json;
    json["v"] = 1;
    json["device"] = boxed.device_id;
    json["version"] = boxed.version;
    json["made"] = format_instant(boxed.made);
    json["home"] = boxed.home.digits();
    json["areas"] = Json::array();
    for (const AreaCode& area : boxed.areas) json["areas"].push_back(area.digits());
    json["village_keys"] = Json::array();
    for (const auto& [area, versions] : boxed.village_keys)
        for (const auto& [version, box] : versions)
            json["village_keys"].push_back(
                {{"area", area.digits()}, {"version", version}, {"box", to_base64(box)}});
    json["staff"] = Json::array();
    for (const StaffPin& pin : boxed.staff)
        json["staff"].push_back(
            {{"id", pin.staff_id}, {"role", pin.role}, {"box", to_base64(pin.hash)}});
    return json.dump();
}

template <typename Value>
Value need(std::optional<Value> value) {
    if (!value) throw Error(ErrorKind::invalid, "A member of the device's keys is wrong.");
    return *value;
}

AreaCode area_of(const Json& json) { return need(AreaCode::parse(json.get<std::string>())); }

std::string box_of(const Json& json) {
    return need(from_base64(json.at("box").get<std::string>()));
}

DeviceKeys read_text(std::string_view text) {
    const Json json = Json::parse(text);
    DeviceKeys boxed;
    boxed.device_id = json.at("device").get<std::string>();
    boxed.version = json.at("version").get<std::uint32_t>();
    boxed.made = need(parse_instant(json.at("made").get<std::string>()));
    boxed.home = area_of(json.at("home"));
    for (const Json& area : json.at("areas")) boxed.areas.push_back(area_of(area));
    for (const Json& key : json.at("village_keys"))
        boxed.village_keys[area_of(key.at("area"))][key.at("version").get<std::uint32_t>()] =
            box_of(key);
    for (const Json& pin : json.at("staff"))
        boxed.staff.push_back(
            {pin.at("id").get<std::string>(), pin.at("role").get<std::string>(), box_of(pin)});
    return boxed;
}

void check(const DeviceKeys& keys) {
    require(is_device_id(keys.device_id), "A device's id is not 4 to 64 of a-z, 0-9 and '-'.",
            "device");
    require(keys.version > 0, "The version starts at 1.", "version");
    require(!keys.areas.empty(), "A terminal follows no area.", "areas");
    for (const StaffPin& pin : keys.staff)
        require(is_code(pin.staff_id) && is_code(pin.role), "A staff id or role is no code.",
                "staff");
}

std::optional<DeviceKeys> parse_text(std::string_view text) {
    if (!is_bounded_json(text)) return std::nullopt;
    try {
        DeviceKeys boxed = read_text(text);
        check(boxed);
        if (format_text(boxed) != text) return std::nullopt;
        return boxed;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Opens every box in place; false where one does not open.
bool open_boxes(DeviceKeys& keys, const BoxKeyPair& pair) {
    const auto open = [&](std::string& box) {
        auto secret = open_sealed(box, pair);
        if (secret) box = std::move(*secret);
        return secret.has_value();
    };
    for (auto& [area, versions] : keys.village_keys)
        for (auto& [version, key] : versions)
            if (!open(key) || key.size() != kVillageKeyBytes) return false;
    return std::all_of(keys.staff.begin(), keys.staff.end(),
                       [&](StaffPin& pin) { return open(pin.hash); });
}

}  // namespace

BoxKeyPair make_box_key_pair(std::string_view seed) {
    if (seed.size() != crypto_box_SEEDBYTES)
        throw Error(ErrorKind::invalid, "A sealing key's seed does not have 32 bytes.");
    BoxKeyPair pair{std::string(crypto_box_PUBLICKEYBYTES, '\0'),
                    std::string(crypto_box_SECRETKEYBYTES, '\0')};
    crypto_box_seed_keypair(raw(pair.public_key), raw(pair.secret_key), raw(seed));
    return pair;
}

std::string seal_to(std::string_view message, std::string_view public_key) {
    if (public_key.size() != crypto_box_PUBLICKEYBYTES)
        throw Error(ErrorKind::invalid, "A sealing key does not have 32 bytes.");
    std::string box(message.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(raw(box), raw(message), message.size(), raw(public_key)) != 0)
        throw Error(ErrorKind::invalid, "A sealing key is no point of its curve.");
    return box;
}

std::optional<std::string> open_sealed(std::string_view box, const BoxKeyPair& pair) {
    if (box.size() < crypto_box_SEALBYTES || pair.public_key.size() != crypto_box_PUBLICKEYBYTES ||
        pair.secret_key.size() != crypto_box_SECRETKEYBYTES)
        return std::nullopt;
    std::string message(box.size() - crypto_box_SEALBYTES, '\0');
    const int opened = crypto_box_seal_open(raw(message), raw(box), box.size(),
                                            raw(std::string_view(pair.public_key)),
                                            raw(std::string_view(pair.secret_key)));
    if (opened != 0) return std::nullopt;
    return message;
}

bool is_device_id(std::string_view text) {
    return text.size() >= 4 && text.size() <= kMaxDeviceId &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
               std::string_view::npos;
}

std::string sign_device_keys(const DeviceKeys& keys, std::string_view device_box_key,
                             const Signer& log, Instant now) {
    check(keys);
    DeviceKeys boxed = keys;
    for (auto& [area, versions] : boxed.village_keys)
        for (auto& [version, key] : versions) {
            require(key.size() == kVillageKeyBytes, "A village key does not have 32 bytes.",
                    "village_keys");
            key = seal_to(key, device_box_key);
        }
    for (StaffPin& pin : boxed.staff) pin.hash = seal_to(pin.hash, device_box_key);
    Note note{format_text(boxed) + "\n", {}};
    note.signatures.push_back(log.sign(note.text, now));
    return format_note(note);
}

OpenedDeviceKeys read_device_keys(std::string_view note, std::span<const VerifierKey> log_keys) {
    if (note.size() > kMaxDeviceKeysBytes) return {Verdict::oversize, {}};
    const OpenedNote opened = open_note(note, log_keys);
    if (opened.verdict != Verdict::verified) return {opened.verdict, {}};
    auto boxed = parse_text(std::string_view(opened.text).substr(0, opened.text.size() - 1));
    if (!boxed) return {Verdict::malformed, {}};
    return {Verdict::verified, std::move(*boxed)};
}

OpenedDeviceKeys open_device_keys(std::string_view note, std::span<const VerifierKey> log_keys,
                                  std::string_view device_id, const BoxKeyPair& pair) {
    OpenedDeviceKeys opened = read_device_keys(note, log_keys);
    if (opened.verdict != Verdict::verified) return opened;
    if (opened.keys.device_id != device_id) return {Verdict::foreign_origin, {}};
    if (!open_boxes(opened.keys, pair)) return {Verdict::missing_key, {}};
    return opened;
}

}  // namespace villageboard::feed
