/// The rows of what people upload for their dossiers, with its bytes in the parts they came in: in
/// the database, so that every server reaches them, a backup holds them together with the dossiers,
/// and an erasure takes both in one transaction.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct UploadRow {
    std::string id;
    std::string owner;  ///< user id
    std::string name;   ///< generated: id and the ending of its type; what a document names
    std::string mime;
    long long size = 0;
    std::string sha256;  ///< hex, once all bytes are there; empty before
    long long received = 0;
    long long created = 0;  ///< Unix seconds
    long long used = 0;     ///< 1 once a dossier names it
};

class UploadRows {
  public:
    /// `repository` must outlive it.
    explicit UploadRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const UploadRow& row);
    std::optional<UploadRow> find(const std::string& id);
    /// The row, which nobody else changes until the transaction ends.
    std::optional<UploadRow> lock(Transaction&, const std::string& id);
    void put(Transaction&, const UploadRow& row);
    void remove(Transaction&, const std::string& id);
    void add_part(Transaction&, const std::string& id, long long first, const std::string& bytes);
    void remove_parts(Transaction&, const std::string& id);
    /// Its parts in order, one at a time.
    void visit_parts(const std::string& id, const std::function<void(const std::string&)>& visit);
    /// Unfinished bytes that somebody has announced and not yet used.
    long long unused_bytes(const std::string& owner);

    /// Replaces what a dossier uses.
    void put_uses(Transaction&, const std::string& dossier, const std::vector<std::string>& ids);
    void add_use(Transaction&, const std::string& dossier, const std::string& id);
    /// Whether a dossier of this item uses it.
    bool is_of_item(const std::string& id, const std::string& item);
    /// Takes an item's uses away, and the uploads that nothing names any more.
    void release(Transaction&, const std::string& item);
    /// Removes it unless a dossier uses it or it proves that a promise was kept.
    void remove_unnamed(Transaction&, const std::string& id);
    /// Those that no dossier ever named, made before `before`.
    std::vector<UploadRow> unused(long long before, int limit);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
