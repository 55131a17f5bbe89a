/// The rows of pictures that terminals were asked for: one request and one picture each at most.
/// Times are Unix seconds.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct ScreenshotRequestRow {
    std::string request;
    std::string asked_by;
    std::int64_t asked = 0;
    std::int64_t expires = 0;
};

struct ScreenshotRow {
    std::int64_t received = 0;
    std::string png;
};

class ScreenshotRows {
  public:
    /// `repository` must outlive it.
    explicit ScreenshotRows(Repository& repository) : repository_(repository) {}

    std::optional<ScreenshotRequestRow> request(const std::string& device);
    /// Takes the place of the terminal's request.
    void put_request(Transaction&, const std::string& device, const ScreenshotRequestRow& row);
    void remove_request(Transaction&, const std::string& device);

    std::optional<ScreenshotRow> picture(const std::string& device);
    /// When the picture came, without reading it.
    std::optional<std::int64_t> received(const std::string& device);
    /// Takes the place of the terminal's picture.
    void put_picture(Transaction&, const std::string& device, const ScreenshotRow& row);

    /// Deletes pictures that came before the one time and requests that ended before the other; how
    /// many rows went.
    std::uint64_t thin(Transaction&, std::int64_t received_before, std::int64_t expired_before);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
