/// What an item says in other languages than Chinese, as words and as recordings. One person hands
/// it in; another, who knows the language, confirms it; then it is published with the revision it
/// was made for. What becomes of it, in `VariantRow::state`:
///   submitted   handed in, nobody has confirmed it yet
///   returned    sent back with a reason; whoever made it hands it in anew
///   confirmed   goes out with the next release of its dossier
///   published   stands in the item's present revision
///   to_confirm  silenced since the Chinese was changed after it; the same or other words may be
///               confirmed for what stands there now
///   ended       its dossier was corrected, withdrawn or retired; what was carried over stands with
///               the newer dossier
/// So nobody reads or hears in their own language what the Chinese no longer says. A person knows
/// the languages of an appointment for the area and the catalogue item, whatever its post.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/desk/desk.h"
#include "sync/county/desk/variant_words.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/variant_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// The post as which they know a language here; nothing where they don't. "lis" covers "lis" and
/// "lis-Latn", never the other way round.
std::optional<Post> post_that_knows(const Actor& actor, std::string_view language,
                                    const AreaCode& area, std::string_view catalogue);

class Variants {
  public:
    explicit Variants(const Tools& tools) : tools_(tools) {}

    /// By whoever may write the item or knows the language; in place of what was there before of
    /// this dossier, language and form. `content` as in variant_words.h, without an audience where
    /// it is for everybody. Refuses what a blocking finding stands against.
    VariantRow submit(const Actor& actor, const std::string& dossier, const HandedIn& wanted);
    /// By another person than who handed it in, who knows the language. Of a published item this
    /// publishes the next revision, with the same Chinese.
    VariantRow confirm(const Actor& actor, const std::string& id, long long version);
    /// By who knows the language; also of what is published, which is then silent at once.
    VariantRow send_back(const Actor& actor, const std::string& id, long long version,
                         const std::string& reason);
    std::vector<VariantRow> of_dossier(const Actor& actor, const std::string& dossier);
    /// What the actor may confirm in an area and below, after a row. `next` is "area.id" of the
    /// last row looked at, which may be further than the last one given; empty at the end.
    std::vector<VariantRow> waiting(const Actor& actor, const AreaCode& area,
                                    const std::string& after_area, const std::string& after_id,
                                    int limit, std::string& next);
    /// The bytes of a recording, for who may read its item.
    std::string recording(const Actor& actor, const std::string& id);

    // For the desk, in its transactions.
    /// What the document of `row` brought along, from `actor`. The same again changes nothing.
    void hand_in(Transaction& transaction, const DossierRow& row, const std::string& actor,
                 const std::vector<HandedIn>& brought);
    /// The Chinese of this dossier is another one now.
    void silence(Transaction& transaction, const DossierRow& row);
    /// After a release of `row`, its first or a later one.
    void after_release(Transaction& transaction, const DossierRow& row, bool first);
    /// The publisher refused a release: what was to go out with it goes back.
    void after_refusal(Transaction& transaction, const DossierRow& row, const std::string& why);

  private:
    struct Found {
        VariantRow variant;
        DossierRow dossier;
    };
    Found readable(const Actor& actor, const std::string& id);
    void require_harmless(const DossierRow& row, const VariantRow& variant);
    Post require_knowing(const Actor& actor, const Found& found);
    VariantRow decide(const Actor& actor, Post as, const Found& found, const std::string& act,
                      const VariantRow& decided);
    void carry_over(Transaction& transaction, const DossierRow& row);
    void end_all(Transaction& transaction, const std::string& item);
    void record(Transaction& transaction, const std::string& actor, const std::string& act,
                const VariantRow& row);
    long long now() const { return tools_.clock().time_since_epoch().count(); }

    Tools tools_;
};

/// Those of a dossier that go out with its next release.
std::vector<VariantRow> spoken_by(Repository& repository, const std::string& dossier);
/// The number that an item's next revision gets.
long long next_revision(Repository& repository, const DossierRow& row);

}  // namespace villageboard::county
