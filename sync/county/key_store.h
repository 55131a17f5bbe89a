/// The private keys of a county, as files in DIR/keys that only their owner may read: log.key,
/// freshness.key, root.key, publisher.key (one line each, feed::Signer's secret form), inbox.key
/// (base64 of an X25519 secret key) and people.key (base64 of 32 bytes that seal what people sign
/// in with). They never go into the database.
#pragma once
#include <filesystem>
#include <string>

#include "content/model/area.h"
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

    /// Version 1 of the trust policy, 1-of-1: this county's keys for all kinds in all its areas.
    feed::Root first_root(const std::string& origin, const AreaCode& county, Instant now) const;

  private:
    KeyStore(feed::Signer log, feed::Signer freshness, feed::Signer root, feed::Signer publisher,
             feed::BoxKeyPair inbox, std::string people);

    feed::Signer log_;
    feed::Signer freshness_;
    feed::Signer root_;
    feed::Signer publisher_;
    feed::BoxKeyPair inbox_;
    std::string people_;
};

}  // namespace villageboard::county
