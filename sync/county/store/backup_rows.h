/// The backups that were made and not yet destroyed: what was erased since lives on in them.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct BackupRow {
    std::string manifest;   ///< hex SHA-256 of its manifest
    std::int64_t made = 0;  ///< Unix seconds
    std::string place;      ///< the folder, as it was written
    bool keys_inside = false;
};

class BackupRows {
  public:
    /// `repository` must outlive it.
    explicit BackupRows(Repository& repository) : repository_(repository) {}

    /// Once per manifest; the same again changes nothing.
    void add(Transaction&, const BackupRow& row);
    /// False where there is none.
    bool remove(Transaction&, const std::string& manifest);
    /// The newest first, at most 1,000.
    std::vector<BackupRow> all();

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
