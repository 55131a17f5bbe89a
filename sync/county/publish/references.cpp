#include "sync/county/publish/references.h"

#include <nlohmann/json.hpp>

#include "content/model/error.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

const std::string& digest_of(const std::string& file, const AttachmentDigests& digests,
                             const std::string& pointer) {
    const auto found = digests.find(file);
    if (found == digests.end())
        throw Error(ErrorKind::invalid,
                    pointer + " names the attachment '" + file +
                        "', which is not among the draft's attachments; add it there.",
                    pointer);
    return found->second;
}

/// False: the value refers to a file that this outlet does not get, and has to go.
bool replace(Json& value, const AttachmentDigests& digests, const std::string& pointer);

void replace_elements(Json& array, const AttachmentDigests& digests, const std::string& pointer) {
    Json kept = Json::array();
    for (std::size_t i = 0; i < array.size(); ++i)
        if (replace(array[i], digests, pointer + "/" + std::to_string(i)))
            kept.push_back(std::move(array[i]));
    array = std::move(kept);
}

void replace_vouchers(Json& array, const AttachmentDigests& digests, const std::string& pointer) {
    Json kept = Json::array();
    for (const Json& file : array)
        if (const auto& digest = digest_of(file.get<std::string>(), digests, pointer);
            !digest.empty())
            kept.push_back(digest);
    array = std::move(kept);
}

void replace_recordings(Json& clips, const AttachmentDigests& digests, const std::string& pointer) {
    Json kept = Json::object();
    for (const auto& [key, file] : clips.items())
        if (const auto& digest = digest_of(file.get<std::string>(), digests, pointer + "/" + key);
            !digest.empty())
            kept[key] = digest;
    clips = std::move(kept);
}

bool replace_members(Json& object, const AttachmentDigests& digests, const std::string& pointer) {
    for (auto member = object.begin(); member != object.end();) {
        const std::string here = pointer + "/" + member.key();
        if (member.key() == "attachment" && member->is_string()) {
            *member = digest_of(member->get<std::string>(), digests, here);
            if (member->get<std::string>().empty()) return false;
        } else if (member.key() == "form" && member->is_string() &&
                   pointer.starts_with("/body/materials/")) {
            *member = digest_of(member->get<std::string>(), digests, here);
            if (member->get<std::string>().empty()) {
                member = object.erase(member);
                continue;
            }
        } else if (member.key() == "vouchers" && member->is_array()) {
            replace_vouchers(*member, digests, here);
            if (member->empty()) {
                member = object.erase(member);
                continue;
            }
        } else if (here == "/body/recordings" && member->is_object()) {
            replace_recordings(*member, digests, here);
            if (member->empty()) {
                member = object.erase(member);
                continue;
            }
        } else {
            replace(*member, digests, here);
        }
        ++member;
    }
    return true;
}

bool replace(Json& value, const AttachmentDigests& digests, const std::string& pointer) {
    if (value.is_array()) replace_elements(value, digests, pointer);
    if (value.is_object()) return replace_members(value, digests, pointer);
    return true;
}

}  // namespace

Body with_digests(const Body& body, const AttachmentDigests& digests) {
    Json json = to_json(body);
    replace(json, digests, "/body");
    return parse_body(kind_of(body), nlohmann::json(json), Strictness::strict);
}

}  // namespace villageboard::county
