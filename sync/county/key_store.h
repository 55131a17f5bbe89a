/// The private keys of a county, as files in DIR/keys that only their owner may read: log.key,
/// freshness.key, root.key, publisher.key (one line each, feed::Signer's secret form), inbox.key
/// and later inbox-<day>.key (base64 of the seed of an X25519 key pair), people.key (base64 of 32
/// bytes: what they sign in with, and payments) and cases.key (base64 of 32 bytes: what villagers
/// wrote lies under it in the database). They never go into the database.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "content/model/area.h"
#include "content/state/seal.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/note.h"
#include "sync/feed/root.h"

namespace villageboard::county {

class KeyStore {
  public:
    /// Makes the folder and all keys. Throws Error(invalid) when a file can't be written.
    static KeyStore create(const std::filesystem::path& folder, const std::string& origin,
                           const feed::RandomBytes& random);
    /// Makes people.key where a folder of an earlier program has none. Throws Error(invalid) naming
    /// the file that is missing, damaged, or readable by others.
    static KeyStore open(const std::filesystem::path& folder, const feed::RandomBytes& random);

    /// The log key under the name of one area's feed.
    feed::Signer log(const AreaCode& area) const;
    /// The log key under the county's name, for keys/<device id>.
    const feed::Signer& county_log() const { return log_; }
    const feed::Signer& freshness() const { return freshness_; }
    const feed::Signer& root() const { return root_; }
    const feed::Signer& publisher() const { return publisher_; }
    const feed::BoxKeyPair& inbox() const { return inbox_; }
    /// 32 bytes.
    const std::string& people() const { return people_; }
    /// Every key for messages that lies in the folder now, since older ones are needed for messages
    /// that come late. Read anew by each call: another program may have added one.
    std::vector<state::BoxKeys> inbox_keys() const;
    /// Where a key for messages made on this day lies.
    std::filesystem::path inbox_key_file(Day day) const;
    /// 32 bytes. Throws Error(invalid) where the folder, made by an older program, has none.
    const std::string& cases() const;
    /// Makes cases.key where there is none; for it to count, the folder is opened again.
    void make_cases_key(const feed::RandomBytes& random) const;

    /// Version 1 of the trust policy, 1-of-1: this county's keys for all kinds in all its areas.
    feed::Root first_root(const std::string& origin, const AreaCode& county, Instant now) const;

  private:
    KeyStore(std::filesystem::path folder, feed::Signer log, feed::Signer freshness,
             feed::Signer root, feed::Signer publisher, feed::BoxKeyPair inbox, std::string people,
             std::string cases);

    std::filesystem::path folder_;
    feed::Signer log_;
    feed::Signer freshness_;
    feed::Signer root_;
    feed::Signer publisher_;
    feed::BoxKeyPair inbox_;
    std::string people_;
    std::string cases_;  ///< empty: none
};

/// Makes a key for messages or for cases: 32 random bytes in a new file that only its owner may
/// read. Returns the bytes. Throws Error(invalid) when the file is there or can't be written.
std::string make_key_file(const std::filesystem::path& file, const feed::RandomBytes& random);
/// The keys of such a file. Throws Error(invalid) like KeyStore::open.
state::BoxKeys read_inbox_key(const std::filesystem::path& file);

}  // namespace villageboard::county
