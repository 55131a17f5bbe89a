/// Where sealed messages of villagers come in. What is kept is the sealed bytes, their digest and
/// the day: not the terminal, not the time. Whoever brings a message gets the county's receipt, the
/// same one again and again. Format: content/state/SUBMISSION.md, sections 5 and 6.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/tools.h"

namespace villageboard::county {

/// The largest message: 90 s of voice, sealed.
inline constexpr std::size_t kMaxSealedBytes = 8192 + 18 * 12288 + 48;

/// Whether sealed bytes have one of the sizes that messages come in.
bool is_submission_size(std::size_t bytes);

class Inbox {
  public:
    explicit Inbox(const Tools& tools) : tools_(tools) {}

    struct Taken {
        std::string receipt;
        bool fresh = false;  ///< false: the county held it already
    };
    /// Keeps a sealed message, on disk when this returns. Throws Refusal(invalid) with the code
    /// "size" for bytes that are no message.
    Taken take(std::string_view sealed);

    struct Imported {
        std::size_t taken = 0;    ///< messages new to the county
        std::size_t held = 0;     ///< those that it held already
        std::size_t refused = 0;  ///< damaged, of an unknown terminal, or not signed by it
    };
    /// Takes what terminals left below `stick`/submissions and writes the receipts beside. Throws
    /// Error(invalid) when there is no such folder, Error(retry) when the stick is full.
    Imported import(const std::filesystem::path& stick);

  private:
    void import_from(feed::FileSystem& files, const std::string& device, Imported& imported);
    bool import_one(feed::FileSystem& files, const DeviceRow& device, const std::string& digest,
                    Imported& imported);

    Tools tools_;
};

}  // namespace villageboard::county
