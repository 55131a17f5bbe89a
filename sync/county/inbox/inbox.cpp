#include "sync/county/inbox/inbox.h"

#include "content/model/error.h"
#include "sync/county/people/refusal.h"
#include "sync/county/store/submission_rows.h"
#include "sync/feed/submission_note.h"
#include "sync/feed/writer.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kSealBytes = 48;
constexpr std::size_t kLargestText = 8192;
constexpr std::size_t kVoiceStep = 12288;
constexpr std::size_t kSigningKeyBytes = 32;
constexpr std::string_view kEnvelopeEnd = ".envelope";

}  // namespace

bool is_submission_size(std::size_t bytes) {
    if (bytes <= kSealBytes || bytes > kMaxSealedBytes) return false;
    const std::size_t plain = bytes - kSealBytes;
    if (plain <= kLargestText) return plain == 512 || plain == 2048 || plain == kLargestText;
    return (plain - kLargestText) % kVoiceStep == 0;
}

Inbox::Taken Inbox::take(std::string_view sealed) {
    if (!is_submission_size(sealed.size()))
        throw Refusal(RefusalKind::invalid, "size",
                      "These bytes are no sealed message: none has " +
                          std::to_string(sealed.size()) + " bytes.");
    SubmissionRow row;
    row.digest = feed::sha256(sealed).hex();
    row.received = shanghai_day(tools_.clock());
    row.sealed = std::string(sealed);
    Transaction transaction(tools_.repository);
    const auto kept = SubmissionRows(tools_.repository).keep(transaction, row);
    transaction.commit();
    return {feed::sign_receipt({row.digest, kept.row.received}, tools_.keys.county_log()),
            kept.fresh};
}

Inbox::Imported Inbox::import(const std::filesystem::path& stick) {
    std::error_code error;
    if (!std::filesystem::is_directory(stick / "submissions", error))
        throw Error(ErrorKind::invalid,
                    "The folder " + (stick / "submissions").string() +
                        " can't be read; name the stick on which 'villageboard-sync submissions' "
                        "left messages.");
    feed::DiskFileSystem files(stick);
    Imported imported;
    for (std::string device : files.list("submissions")) {
        if (!device.ends_with('/')) continue;
        device.pop_back();
        import_from(files, device, imported);
    }
    return imported;
}

void Inbox::import_from(feed::FileSystem& files, const std::string& device, Imported& imported) {
    const auto known = tools_.repository.device(device);
    const bool trusted =
        known && known->state != DeviceState::revoked && known->sign_key.size() == kSigningKeyBytes;
    for (const std::string& name : files.list("submissions/" + device)) {
        if (!name.ends_with(kEnvelopeEnd)) continue;
        const std::string digest = name.substr(0, name.size() - kEnvelopeEnd.size());
        if (!trusted || !import_one(files, *known, digest, imported)) ++imported.refused;
    }
}

bool Inbox::import_one(feed::FileSystem& files, const DeviceRow& device, const std::string& digest,
                       Imported& imported) {
    const std::string path = "submissions/" + device.id + "/" + digest;
    for (const char* end : {".envelope", ".sealed"}) {
        const auto info = files.info(path + end);
        if (!info || info->size > kMaxSealedBytes) return false;
    }
    const auto envelope = files.read(path + ".envelope");
    const auto sealed = files.read(path + ".sealed");
    if (!envelope || !sealed || feed::sha256(*sealed).hex() != digest ||
        !is_submission_size(sealed->size()) ||
        !feed::is_envelope(*envelope, tools_.settings.origin, device.id, digest, device.sign_key))
        return false;
    const Taken taken = take(*sealed);
    // as on the message itself: no more than the day
    feed::replace_file(files, path + ".receipt", taken.receipt,
                       start_of(shanghai_day(tools_.clock())));
    ++(taken.fresh ? imported.taken : imported.held);
    return true;
}

}  // namespace villageboard::county
