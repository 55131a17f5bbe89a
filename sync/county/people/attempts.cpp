#include "sync/county/people/attempts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "sync/county/people/refusal.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using std::chrono::seconds;

constexpr std::uint64_t kFree = 5;
constexpr std::uint64_t kLongestStep = 6;  // 2^6 s is above a minute
constexpr seconds kLongest{60};
constexpr std::chrono::hours kAccountForgets{24};
constexpr std::chrono::hours kAddressForgets{1};
constexpr std::size_t kNetworkBytes = 8;

/// Names are kept as digests: people type passwords into the wrong field.
std::string account_key(const std::string& account) {
    return account.empty() ? std::string() : feed::sha256(account).hex();
}

Instant instant(std::int64_t time) { return Instant(seconds(time)); }

}  // namespace

seconds wait_after(std::uint64_t failures) {
    if (failures < kFree) return seconds(0);
    return std::min(kLongest, seconds(std::int64_t{1} << std::min(failures - kFree, kLongestStep)));
}

std::string counted_address(const std::string& address) {
    std::array<unsigned char, 16> bytes{};
    if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
    return feed::to_hex({reinterpret_cast<const char*>(bytes.data()), kNetworkBytes});
}

WaitRow Attempts::lock(Transaction& transaction, const std::string& account,
                       const std::string& address, seconds forgotten) {
    WaitRow row = rows_.lock_wait(transaction, account, address);
    if (instant(row.last) + forgotten <= tools_.clock()) row.failures = 0;
    return row;
}

void Attempts::begin(const std::string& account, const std::string& address) {
    const Instant now = tools_.clock();
    const std::int64_t time = now.time_since_epoch().count();
    const std::string key = account_key(account);
    const std::string from = counted_address(address);
    Transaction transaction(tools_.repository);
    Instant due = now;
    WaitRow of_account;
    WaitRow turn;
    if (!key.empty()) {
        of_account = lock(transaction, key, "", kAccountForgets);
        turn = rows_.lock_wait(transaction, key, from);
        const seconds wait = wait_after(of_account.failures);
        if (turn.last == 0 && wait > seconds(0)) {
            turn.last = time;
            rows_.put_wait(transaction, turn);
        }
        due = std::max(due, instant(turn.last) + wait);
    }
    WaitRow of_address = lock(transaction, "", from, kAddressForgets);
    due = std::max(due, instant(of_address.last) + wait_after(of_address.failures));
    if (due > now) {
        transaction.commit();
        const seconds wait = due - now;
        throw Refusal(RefusalKind::too_often, "wait",
                      "Too many attempts failed; wait " + std::to_string(wait.count()) +
                          " seconds and try again.",
                      {}, wait);
    }
    for (WaitRow* row : {&of_account, &of_address}) {
        if (row == &of_account && key.empty()) continue;
        ++row->failures;
        row->last = time;
        rows_.put_wait(transaction, *row);
    }
    if (!key.empty()) {
        turn.last = time;
        rows_.put_wait(transaction, turn);
    }
    transaction.commit();
}

void Attempts::succeeded(Transaction& transaction, const std::string& account,
                         const std::string& address) {
    const std::string key = account_key(account);
    if (!key.empty()) {
        rows_.lock_wait(transaction, key, "");
        rows_.forget_waits(transaction, key);
    }
    WaitRow of_address = rows_.lock_wait(transaction, "", counted_address(address));
    if (of_address.failures > 0) --of_address.failures;
    rows_.put_wait(transaction, of_address);
}

}  // namespace villageboard::county
