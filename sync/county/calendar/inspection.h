/// Looks over everything live once a night: whether each attachment lies in the feed folder with
/// the bytes its entry names, whether what an item refers to is there, whether links lead anywhere.
/// Its findings are written by the server alone. Faults: attachment_missing, attachment_size,
/// attachment_damaged, reference_dead, link_dead, link_refused, link_unreachable, link_inside (to
/// an address that can't be reached from outside).
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sync/county/store/inspection_rows.h"
#include "sync/county/tools.h"
#include "sync/feed/compress.h"
#include "sync/feed/entry.h"

namespace villageboard::county {

enum class LinkState { alive, dead, refused, unreachable };

/// Asks an address outside; only ever called with one for which is_outside() holds.
using LinkProbe = std::function<LinkState(const std::string& url)>;

/// Asks over http(s): at most 64 KiB of an answer, no redirect is followed, 15 seconds of patience.
LinkProbe http_probe();

class Inspector {
  public:
    /// `probe` empty: nothing outside is asked, and only what the county holds itself is looked at.
    Inspector(const Tools& tools, LinkProbe probe) : tools_(tools), probe_(std::move(probe)) {}

    /// Looks and records, once a day: false where this day's run stands already (several servers
    /// may begin; one is kept). What was cut off leaves nothing and is done again.
    bool run();

  private:
    void look_at(const PublishedRow& row);
    void look_at_attachments(const PublishedRow& row, const feed::Envelope& envelope);
    void look_at_links(const PublishedRow& row, const std::string& body);
    void find(const PublishedRow& row, const std::string& fault, const std::string& place);
    std::string fault_of(const feed::AttachmentRef& attachment);

    Tools tools_;
    LinkProbe probe_;
    InspectionRun run_ = {};
    std::vector<InspectionFinding> findings_ = {};
    std::map<std::string, std::string> digests_ = {};  ///< of blobs looked at: the fault, or empty
    std::map<std::string, LinkState> links_ = {};
    std::string dictionaries_of_ = {};  ///< the area of the next member
    feed::Dictionaries dictionaries_ = {};
};

/// Whether the nightly run should begin: from 02:00 to 05:00 in Shanghai.
bool is_night(Instant at);

}  // namespace villageboard::county
