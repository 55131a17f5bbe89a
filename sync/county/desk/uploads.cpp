#include "sync/county/desk/uploads.h"

#include <algorithm>
#include <array>

#include "content/model/error.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/feed/entry.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

constexpr long long kMaxUnusedBytes = 256LL * 1024 * 1024;
constexpr long long kKeptSeconds = 7LL * 24 * 3600;
constexpr std::size_t kHeadBytes = 16;
constexpr int kAtOnce = 100;

struct FileType {
    std::string_view mime;
    std::string_view ending;
    std::size_t at;
    std::string_view magic;
};

using namespace std::string_view_literals;
constexpr std::array kTypes = {
    FileType{"image/jpeg", ".jpg", 0, "\xFF\xD8\xFF"sv},
    FileType{"image/png", ".png", 0, "\x89PNG\r\n\x1A\n"sv},
    FileType{"image/webp", ".webp", 8, "WEBP"sv},
    FileType{"application/pdf", ".pdf", 0, "%PDF-"sv},
    FileType{"audio/ogg", ".ogg", 0, "OggS"sv},
    FileType{"audio/wav", ".wav", 8, "WAVE"sv},
    FileType{"video/webm", ".webm", 0, "\x1A\x45\xDF\xA3"sv},
    FileType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", 0,
             "PK\x03\x04"sv},
    FileType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", 0,
             "PK\x03\x04"sv},
};

const FileType* type_of(std::string_view mime) {
    const auto* found = std::ranges::find(kTypes, mime, &FileType::mime);
    return found == kTypes.end() ? nullptr : found;
}

Refusal unknown_upload() {
    return {RefusalKind::unknown, "unknown", "There is no such upload of yours."};
}

}  // namespace

bool has_magic(const std::string& mime, std::string_view head) {
    const FileType* type = type_of(mime);
    if (type == nullptr || head.size() < type->at + type->magic.size()) return false;
    if (type->at == 8 && !head.starts_with("RIFF")) return false;
    return head.substr(type->at, type->magic.size()) == type->magic;
}

UploadRow Uploads::begin(const Actor& actor, const std::string& mime, std::uint64_t size) {
    const FileType* type = type_of(mime);
    if (type == nullptr)
        throw Refusal(RefusalKind::invalid, "mime",
                      "Files of the type '" + mime +
                          "' can't be attached; use a JPEG, PNG or WebP picture, a PDF, an Ogg or "
                          "WAV recording, a WebM film, an xlsx or a docx file.",
                      "/mime");
    if (size == 0 || size > kMaxBytes)
        throw Refusal(RefusalKind::invalid, "size", "A file has 1 byte to 64 MiB.", "/size");
    UploadRow row;
    row.id = feed::make_item_id(tools_.clock(), tools_.random);
    row.owner = actor.id;
    row.name = row.id + std::string(type->ending);
    row.mime = mime;
    row.size = static_cast<long long>(size);
    row.created = tools_.clock().time_since_epoch().count();
    UploadRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    if (rows.unused_bytes(actor.id) + row.size > kMaxUnusedBytes)
        throw Refusal(RefusalKind::too_often, "unused",
                      "256 MiB of your uploads are in no dossier yet; use them first.");
    rows.add(transaction, row);
    Audit(tools_).record(transaction, actor.id, {"upload.begin", "", row.id, "{}"});
    transaction.commit();
    return row;
}

UploadRow Uploads::state(const Actor& actor, const std::string& id) {
    auto row = UploadRows(tools_.repository).find(id);
    if (!row || row->owner != actor.id) throw unknown_upload();
    return std::move(*row);
}

UploadRow Uploads::append(const Actor& actor, const std::string& id, std::uint64_t offset,
                          const std::string& bytes, const std::string& sha256) {
    if (bytes.empty() || bytes.size() > kMaxChunkBytes)
        throw Refusal(RefusalKind::invalid, "chunk", "A chunk has 1 byte to 1 MiB.");
    UploadRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    auto row = rows.lock(transaction, id);
    if (!row || row->owner != actor.id) throw unknown_upload();
    const auto end = static_cast<long long>(offset) + static_cast<long long>(bytes.size());
    if (!row->sha256.empty() || end <= row->received) return std::move(*row);
    if (static_cast<long long>(offset) != row->received)
        throw Refusal(
            RefusalKind::conflict, "offset",
            "The upload stands at byte " + std::to_string(row->received) + "; go on from there.");
    if (end > row->size)
        throw Refusal(RefusalKind::invalid, "size", "There are more bytes than were announced.");
    if (end == row->size && sha256.empty())
        throw Refusal(RefusalKind::invalid, "sha256", "The last chunk comes with the SHA-256.");
    rows.add_part(transaction, id, row->received, bytes);
    row->received = end;
    const bool last = end == row->size;
    const bool good = !last || is_what_it_says(*row, sha256);
    if (last) row->sha256 = good ? sha256 : std::string();
    if (!good) {
        row->received = 0;
        rows.remove_parts(transaction, id);
    }
    rows.put(transaction, *row);
    transaction.commit();
    if (!good)
        throw Refusal(RefusalKind::invalid, "damaged",
                      "The bytes that arrived have another SHA-256, or are no file of the type " +
                          row->mime + "; send the file again from its beginning.");
    return std::move(*row);
}

bool Uploads::is_what_it_says(const UploadRow& row, const std::string& sha256) {
    feed::Sha256 digest;
    std::string head;
    UploadRows(tools_.repository).visit_parts(row.id, [&](const std::string& part) {
        if (head.size() < kHeadBytes) head += part.substr(0, kHeadBytes);
        digest.add(part);
    });
    return digest.finish().hex() == sha256 && has_magic(row.mime, head);
}

std::string Uploads::bytes(const std::string& name) {
    UploadRows rows(tools_.repository);
    const auto row = rows.find(name.substr(0, name.find('.')));
    if (!row || row->name != name || row->sha256.empty())
        throw Error(ErrorKind::invalid, "The attachment " + name + " is not there any more.");
    std::string all;
    all.reserve(static_cast<std::size_t>(row->size));
    rows.visit_parts(row->id, [&](const std::string& part) { all += part; });
    return all;
}

std::vector<UploadRow> Uploads::require(const Actor& actor, const std::vector<std::string>& names,
                                        const std::string& item) {
    UploadRows rows(tools_.repository);
    std::vector<UploadRow> all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto row = rows.find(names[i].substr(0, names[i].find('.')));
        const bool known = row && row->name == names[i] && !row->sha256.empty() &&
                           (row->owner == actor.id || rows.is_of_item(row->id, item));
        if (!known)
            throw Refusal(RefusalKind::invalid, "attachment",
                          "'" + names[i] +
                              "' is no finished upload of yours; upload the file and write the "
                              "name that you get.",
                          "/document/attachments/" + std::to_string(i) + "/file");
        all.push_back(*row);
    }
    return all;
}

void Uploads::sweep() {
    UploadRows rows(tools_.repository);
    const long long before = tools_.clock().time_since_epoch().count() - kKeptSeconds;
    for (const UploadRow& one : rows.unused(before, kAtOnce)) {
        Transaction transaction(tools_.repository);
        const auto row = rows.lock(transaction, one.id);
        if (!row || row->used != 0) continue;
        rows.remove(transaction, row->id);
        transaction.commit();
    }
}

}  // namespace villageboard::county
