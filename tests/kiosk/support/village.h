/// A terminal's data folder for the tests of the kiosk: an invented village with items of every
/// kind, written through the cache's own writer.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/cache/writer.h"
#include "content/model/body.h"
#include "content/model/time.h"

namespace villageboard::kiosk_test {

inline constexpr const char* kCounty = "539921";
inline constexpr const char* kTown = "539921102";
inline constexpr const char* kVillage = "539921102205";
inline constexpr const char* kOtherVillage = "539921102206";
/// The day on which the fixture stands: Monday, 14:30 in Shanghai.
Instant fixture_now();

/// A folder that goes away with the object.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Read aloud by a person.
struct Clip {
    std::string digest;
    std::string language;
    bool held = true;  ///< whether the file is on the terminal
};

struct ItemOptions {
    std::string area = kVillage;
    Priority priority = Priority::normal;
    int days_ago = 3;
    std::optional<Day> notice_from = {};
    std::optional<Day> notice_to = {};
    std::optional<Instant> expires = {};
    std::string catalogue = "N02";
    std::vector<std::string> pictures = {};  ///< digests
    std::string picture_type = "image/png";
    Audience audience = Audience::public_;  ///< whom the body is for
    std::optional<Body> public_rendition =
        {};                                ///< what the public sees beside a body for the village
    std::vector<std::string> coming = {};  ///< digests of pictures that are not there yet
    std::vector<Clip> clips = {};
    std::string corrects = {};  ///< id of the item whose next revision this is
};

/// Fills one cache.
class VillageWriter {
  public:
    explicit VillageWriter(std::filesystem::path data_dir, Instant confirmed = fixture_now());
    /// Gives the item's id.
    std::string add(const Body& body, const ItemOptions& options = {});
    /// Stores a small picture; gives its digest.
    std::string picture(std::uint32_t colour);
    /// Stores a film of whole seconds, silent, its frames of different greys; gives its digest.
    std::string film(int seconds, int frames_per_second = 10);
    /// Stores an animated WebP of three greys, 100, 300 and 500 ms long; gives its digest.
    std::string moving_poster();
    /// Stores any file; gives its digest.
    std::string file(const std::string& bytes);
    /// Where a stored file lies.
    std::filesystem::path path_of(const std::string& digest) const;
    void follow(const std::string& area, bool granted);

  private:
    std::filesystem::path data_dir_;
    cache::CacheWriter writer_;
    Instant confirmed_;
    int count_ = 0;
    std::map<std::string, std::uint32_t> revisions_;  ///< the newest, by id
};

Finance finance_report(int year, int quarter, int entries, const std::string& voucher);
SubsidyRoll subsidy_roll(int lines);
ReliefRoll relief_roll(int lines);
Alert alert(Severity severity, AlertStatus status = AlertStatus::actual);

/// A whole board: every kind, two years of finance, rolls in different stages. No alert.
void fill_village(VillageWriter& writer);

}  // namespace villageboard::kiosk_test
