#include "sync/county/publish/draft_input.h"

#include <fstream>
#include <iterator>

#include "content/import/document.h"
#include "content/model/error.h"
#include "sync/feed/entry.h"
#include "sync/feed/file_system.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

/// A body of 4 MiB, indented, with its envelope.
constexpr std::uint64_t kMaxDraftBytes = 16 * 1024 * 1024;

std::vector<std::string> read_attachments(const std::string& name, const ItemDraft& draft,
                                          const std::filesystem::path& folder) {
    std::vector<std::string> all;
    for (const DraftAttachment& attachment : draft.attachments) {
        try {
            all.push_back(read_input_file(folder / attachment.file, feed::kMaxAttachmentBytes));
        } catch (const Error& error) {
            throw Error(ErrorKind::invalid, name + ": attachment: " + error.what(), error.place());
        }
        if (all.back().empty())
            throw Error(ErrorKind::invalid, name + ": the attachment " + attachment.file +
                                                " is empty; leave it out or name another file.");
    }
    return all;
}

std::string digest_of(std::string source, const std::vector<std::string>& attachments) {
    for (const std::string& bytes : attachments) source += feed::sha256(bytes).hex() + "\n";
    return feed::sha256(source).hex();
}

}  // namespace

std::string read_input_file(const std::filesystem::path& file, std::uint64_t limit) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    std::ifstream in(file, std::ios::binary);
    if (error || !in)
        throw Error(ErrorKind::invalid,
                    "The file " + file.string() +
                        " can't be read; check its name and that this user may read it.",
                    file.string());
    if (size > limit)
        throw Error(ErrorKind::invalid,
                    "The file " + file.string() + " has " + std::to_string(size) +
                        " bytes, the limit is " + std::to_string(limit) + "; make it smaller.",
                    file.string());
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (in.bad())
        throw Error(ErrorKind::invalid, "The file " + file.string() + " can't be read to its end.",
                    file.string());
    return bytes;
}

DraftInput make_draft_input(const std::string& name, const std::string& document,
                            const std::filesystem::path& folder) {
    try {
        ItemDraft draft = parse_draft(document);
        auto attachments = read_attachments(name, draft, folder);
        std::string digest = digest_of(print_draft(draft), attachments);
        return {name, std::move(draft), std::move(attachments), {}, std::move(digest)};
    } catch (const Error& error) {
        if (std::string(error.what()).starts_with(name)) throw;
        throw Error(ErrorKind::invalid, name + ": " + error.what(), error.place());
    }
}

DraftInput read_draft_file(const std::filesystem::path& file, const AreaCode& area, Day today) {
    const std::string name = file.string();
    const auto extension = file.extension();
    if (extension != ".md" && extension != ".markdown")
        return make_draft_input(name, read_input_file(file, kMaxDraftBytes), file.parent_path());
    const std::string bytes = read_input_file(file, import_::kMaxDocumentBytes);
    const import_::ImportRequest request{area, {}, std::nullopt, area.digits(), today};
    import_::Imported imported = import_::import_document(bytes, name, request);
    auto attachments = read_attachments(name, imported.draft, file.parent_path());
    // Of the document itself: a draft made of it holds today's date where the document has none.
    std::string digest = digest_of(area.digits() + "\n" + bytes, attachments);
    return {name, std::move(imported.draft), std::move(attachments), std::move(imported.findings),
            std::move(digest)};
}

DraftInput read_stored_draft(Repository& repository, const std::filesystem::path& data,
                             const std::string& id) {
    const auto row = repository.draft(id);
    if (!row)
        throw Error(ErrorKind::invalid, "There is no draft " + id +
                                            "; 'import' prints the id of each draft it stores.");
    return make_draft_input("draft " + id, row->document, data / row->folder);
}

std::string store_draft(Repository& repository, const std::filesystem::path& data,
                        const DraftInput& input, Instant now, const feed::RandomBytes& random) {
    const std::string id = feed::make_item_id(now, random);
    const std::string folder = "drafts/" + id;
    feed::DiskFileSystem disk(data / folder);
    for (std::size_t i = 0; i < input.attachments.size(); ++i)
        disk.write(input.draft.attachments[i].file, input.attachments[i], now);
    Transaction transaction(repository);
    repository.add_draft(transaction, {id, input.draft.area.digits(), print_draft(input.draft),
                                       folder, format_instant(now)});
    transaction.commit();
    return id;
}

}  // namespace villageboard::county
