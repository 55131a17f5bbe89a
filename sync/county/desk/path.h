/// The way of a dossier: which states there are, who writes, who must sign what next, who may send
/// it back. One table and pure functions over it; the desk obeys them and the API shows them.
/// The rules are those of village disclosure: nobody approves what they wrote, the village's money
/// is signed by its head, its accountant and its supervision, rolls pass supervision and town, what
/// the county says two people of the county say.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/kind.h"
#include "sync/county/people/actor.h"

namespace villageboard::county {

enum class DossierState {
    draft,               ///< with its author
    checked,             ///< no rule blocks it; waits for one other
    supervision_review,  ///< waits for the village's supervision, of money for three signatures
    town_review,
    county_review,
    scheduled,  ///< approved; published when its time comes
    live,
    notice,          ///< live, in its public-notice period (公示中)
    objection_hold,  ///< live, an objection is open
    confirmed,       ///< the period is over and somebody has confirmed it
    corrected,       ///< a later revision is live
    superseded,      ///< another item took its place
    withdrawn,
    archived,  ///< retired, or decided not to be published
    erased,
};

std::string_view to_string(DossierState state);
std::optional<DossierState> parse_state(std::string_view text);
/// Draft to scheduled: what is not out yet.
bool is_open(DossierState state);
/// Waits for signatures.
bool is_in_review(DossierState state);
/// Live in some form.
bool is_out(DossierState state);

/// Whose desk an item is on, by its area and the suffix of its office ("539921102205-VC").
enum class DeskLevel { village, town, county };

struct SignedAs {
    Post post = Post::clerk;
    std::string actor;
};

/// All that a dossier's way depends on.
struct DossierCase {
    Kind kind = Kind::notice;
    Operation operation = Operation::publish;
    AreaCode area;
    std::string catalogue;
    std::string office;
    std::vector<std::string> writers;  ///< everybody who wrote at it
    Post author_post = Post::clerk;
    DossierState state = DossierState::draft;
    std::vector<SignedAs> signatures = {};
    std::vector<Post> extra = {};  ///< further posts that have to sign, by the rules in force
    bool county_only = false;      ///< only the county writes this catalogue item
    bool forced = false;           ///< out by order of the county, approval still owed
};

DeskLevel level_of(const DossierCase& subject);
/// The posts that may write it, the usual one first.
std::vector<Post> authors_of(const DossierCase& subject);

/// One signature that is asked for: of somebody who holds one of these posts.
using Requirement = std::vector<Post>;
struct ReviewStage {
    DossierState state = DossierState::checked;
    std::vector<Requirement> requirements;
};
/// The stages from submission to approval, in order.
std::vector<ReviewStage> stages_of(const DossierCase& subject);

/// Where a submitted dossier stands by its signatures: the first stage that lacks some, and which;
/// `scheduled` and nothing missing when it lacks none.
struct Standing {
    DossierState state = DossierState::scheduled;
    std::vector<Requirement> missing;
};
Standing standing_of(const DossierCase& subject);

/// Something that may be done next.
struct NextStep {
    std::string_view act;     ///< "submit", "edit", "sign", "return", "confirm_poster", ...
    std::vector<Post> posts;  ///< of whom; empty: of the author alone
};
std::vector<NextStep> steps_of(const DossierCase& subject);

enum class Obstacle {
    none,
    not_now,         ///< nothing that this post could sign is missing
    no_post,         ///< they don't hold such a post here
    own_item,        ///< they wrote it
    signed_already,  ///< one person, one signature
    kin,             ///< supervision by an office holder's declared kin
    member,          ///< supervision by a member of the village committee
};

/// What keeps `actor` from signing as `post`.
Obstacle obstacle_to_sign(const DossierCase& subject, const Actor& actor, Post post);
/// As which post `actor` would sign; nothing when they can't, `why` then says what is in the way.
std::optional<Post> post_to_sign(const DossierCase& subject, const Actor& actor, Obstacle& why);
/// The post as which `actor` sends it back; nothing when they may not.
std::optional<Post> post_to_return(const DossierCase& subject, const Actor& actor);
/// The post as which `actor` writes it; nothing when they may not.
std::optional<Post> post_to_write(const DossierCase& subject, const Actor& actor);
/// Whether they may read the dossiers of this area and catalogue item.
bool may_read(const Actor& actor, const AreaCode& area, std::string_view catalogue);

}  // namespace villageboard::county
