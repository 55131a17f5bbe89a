#include "sync/county/opened_county.h"

#include <unistd.h>

#include "content/model/error.h"
#include "sync/county/publish/glyphs.h"

namespace villageboard::county {

Effects Effects::real() { return {wall_clock, feed::system_random(), glyph_check()}; }

AreaCode parse_area(const std::string& text) {
    const auto area = AreaCode::parse(text);
    if (!area)
        throw Error(ErrorKind::invalid, "The area '" + text +
                                            "' is no area code; a county has 6 digits, a town 9, "
                                            "a village 12.");
    return *area;
}

OpenedCounty::OpenedCounty(std::filesystem::path data, Effects effects)
    : data_(std::move(data)),
      effects_(std::move(effects)),
      settings_(load_settings(data_)),
      keys_(KeyStore::open(data_ / "keys", effects_.random)),
      repository_(connect()),
      files_(data_ / "feed"),
      site_(data_ / "site") {}

std::unique_ptr<Repository> OpenedCounty::connect() const {
    return std::make_unique<Repository>(DatabaseLocation{data_, settings_.database});
}

Tools OpenedCounty::tools_for(Repository& repository) {
    return {settings_,
            keys_,
            repository,
            files_,
            effects_.clock,
            effects_.random,
            effects_.missing_clusters,
            &site_};
}

void OpenedCounty::require_writable_feeds() const {
    if (::access(feed_folder().c_str(), W_OK | X_OK) == 0) return;
    throw Error(ErrorKind::invalid,
                "The feed folder " + feed_folder().string() +
                    " can't be written by this user; change its owner or its mode.",
                feed_folder().string());
}

AreaCode OpenedCounty::area(const std::string& text) const {
    const AreaCode area = parse_area(text);
    if (!settings_.area.contains(area))
        throw Error(ErrorKind::invalid, "The area " + area.digits() + " is not in the county " +
                                            settings_.area.digits() +
                                            "; use a code that begins with it.");
    return area;
}

}  // namespace villageboard::county
