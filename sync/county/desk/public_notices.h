/// The public-notice period (公示): it begins when somebody has attached the photo of the poster on
/// the village's fixed board and another person has confirmed that it hangs there. The published
/// period follows that day; a terminal neither shortens nor proves it. An open objection holds it;
/// after its end a person confirms the item.
#pragma once
#include <string>

#include "content/model/draft.h"
#include "sync/county/desk/desk.h"
#include "sync/county/store/desk_rows.h"

namespace villageboard::county {

class PublicNotices {
  public:
    explicit PublicNotices(const Tools& tools) : tools_(tools) {}

    /// `photo` is the name of a finished upload, a picture. A second one replaces the first until
    /// that is confirmed.
    DossierRow post(const Actor& actor, const std::string& id, long long version,
                    const std::string& photo, const std::string& place);
    /// By another person than posted it. Where the published period is another one than that which
    /// begins today, the item is released again with the right one.
    DossierRow confirm_poster(const Actor& actor, const std::string& id, long long version);
    /// An objection, by the reference of its file; nothing of who made it.
    DossierRow object(const Actor& actor, const std::string& id, long long version,
                      const std::string& reference);
    DossierRow settle(const Actor& actor, const std::string& id, long long version,
                      const std::string& reference);
    /// After the last day: the item is confirmed, and its published stage with it.
    DossierRow confirm(const Actor& actor, const std::string& id, long long version);
    /// Marks what may be confirmed from today on, so that it stands in queues.
    void ripen();

    std::optional<NoticeRow> notice(const std::string& id);

  private:
    void release_again(Desk::Act& act, const ItemDraft& draft, DossierState target);

    Tools tools_;
};

}  // namespace villageboard::county
