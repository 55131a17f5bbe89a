#include "kiosk/letter/post.h"

#include <utility>

#include "content/state/seal.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kCountyDigits = 6;

}  // namespace

std::optional<std::string> inbox_key(const Board& board, const BoardTime& time) {
    std::optional<std::string> newest;
    Instant since{};
    for (const cache::ItemRow& item : board.items(std::vector<Kind>{Kind::inbox_key})) {
        if (item.area.size() != kCountyDigits) continue;
        const auto body = board.body(item);
        if (!body) continue;
        const InboxKey& named = std::get<InboxKey>(*body);
        if (named.valid_from > time.now || (newest && named.valid_from < since)) continue;
        auto key = state::box_key_from_base64(named.public_key);
        if (!key) continue;
        newest = std::move(key);
        since = named.valid_from;
    }
    return newest;
}

Post::Post(state::StateDb& state, RandomBytes random)
    : outbox_(state), slowing_(state), random_(std::move(random)) {}

std::chrono::seconds Post::wait(state::Slowed what, Instant now) const {
    return slowing_.delay(what, now);
}

void Post::send(const state::Submission& message, std::string_view inbox_key, Instant now) {
    const state::SecretBytes plaintext = state::print_submission(message);
    const std::string sealed = state::seal(plaintext.view(), inbox_key);
    // counted first: what could not be counted is not stored, so that nothing is sent twice
    slowing_.count(state::Slowed::sending, now);
    outbox_.put(sealed, message.day, random_);
}

}  // namespace villageboard::kiosk
