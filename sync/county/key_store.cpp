#include "sync/county/key_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "content/model/error.h"
#include "content/model/kind.h"
#include "sync/feed/bytes.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kSeedBytes = 32;

void write_secret(const std::filesystem::path& file, const std::string& text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const std::string line = text + "\n";
    const bool written =
        descriptor >= 0 &&
        ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!written)
        throw Error(ErrorKind::invalid,
                    "The key file " + file.string() + " can't be written; is the disk full?",
                    file.string());
}

std::string read_secret(const std::filesystem::path& file) {
    struct stat status {};
    std::ifstream in(file);
    if (!in || ::stat(file.c_str(), &status) != 0)
        throw Error(ErrorKind::invalid,
                    "The key file " + file.string() +
                        " is missing or unreadable; restore it from a backup, or run as its owner.",
                    file.string());
    if ((status.st_mode & 077) != 0)
        throw Error(ErrorKind::invalid,
                    "The key file " + file.string() + " is open to others; run chmod 600 on it.",
                    file.string());
    std::ostringstream text;
    text << in.rdbuf();
    std::string line = text.str();
    while (!line.empty() && line.back() == '\n') line.pop_back();
    return line;
}

Error damaged(const std::filesystem::path& file) {
    return Error(ErrorKind::invalid,
                 "The key file " + file.string() + " is damaged; restore it from a backup.",
                 file.string());
}

feed::Signer read_signer(const std::filesystem::path& file) {
    auto signer = feed::Signer::parse(read_secret(file));
    if (!signer) throw damaged(file);
    return std::move(*signer);
}

std::string read_seed(const std::filesystem::path& file) {
    auto seed = feed::from_base64(read_secret(file));
    if (!seed || seed->size() != kSeedBytes) throw damaged(file);
    return std::move(*seed);
}

feed::BoxKeyPair read_box(const std::filesystem::path& file) {
    return feed::make_box_key_pair(read_seed(file));
}

std::string read_cases(const std::filesystem::path& file) {
    std::error_code error;
    return std::filesystem::exists(file, error) ? read_seed(file) : std::string();
}

constexpr Kind kAllKinds[] = {
    Kind::notice,      Kind::policy,  Kind::interpretation, Kind::finance,      Kind::subsidy_roll,
    Kind::relief_roll, Kind::project, Kind::alert,          Kind::consultation, Kind::statistics,
    Kind::guide,       Kind::contact, Kind::meeting,        Kind::catalogue,    Kind::calendar,
    Kind::legal_basis, Kind::areas,   Kind::glossary,       Kind::phrases,      Kind::inbox_key,
    Kind::answers,
};

}  // namespace

std::string make_key_file(const std::filesystem::path& file, const feed::RandomBytes& random) {
    std::string seed = random(kSeedBytes);
    write_secret(file, feed::to_base64(seed));
    return seed;
}

state::BoxKeys read_inbox_key(const std::filesystem::path& file) {
    return state::box_keys_of(read_seed(file));
}

KeyStore::KeyStore(std::filesystem::path folder, feed::Signer log, feed::Signer freshness,
                   feed::Signer root, feed::Signer publisher, feed::BoxKeyPair inbox,
                   std::string people, std::string cases)
    : folder_(std::move(folder)),
      log_(std::move(log)),
      freshness_(std::move(freshness)),
      root_(std::move(root)),
      publisher_(std::move(publisher)),
      inbox_(std::move(inbox)),
      people_(std::move(people)),
      cases_(std::move(cases)) {}

KeyStore KeyStore::create(const std::filesystem::path& folder, const std::string& origin,
                          const feed::RandomBytes& random) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error)
        throw Error(ErrorKind::invalid,
                    "The folder " + folder.string() + " can't be made (" + error.message() + ").");
    using feed::KeyType;
    const auto make = [&](const std::string& file, const std::string& name, KeyType type) {
        write_secret(folder / file, feed::Signer::generate(name, type, random).to_secret_string());
    };
    make("log.key", origin, KeyType::ed25519);
    make("freshness.key", feed::freshness_name(origin), KeyType::timestamped_ed25519);
    make("root.key", origin + "/root", KeyType::ed25519);
    make("publisher.key", origin + "/publisher", KeyType::ed25519);
    make_key_file(folder / "inbox.key", random);
    make_key_file(folder / "cases.key", random);
    return open(folder, random);
}

KeyStore KeyStore::open(const std::filesystem::path& folder, const feed::RandomBytes& random) {
    if (std::filesystem::exists(folder / "log.key") &&
        !std::filesystem::exists(folder / "people.key"))
        make_key_file(folder / "people.key", random);
    return {folder,
            read_signer(folder / "log.key"),
            read_signer(folder / "freshness.key"),
            read_signer(folder / "root.key"),
            read_signer(folder / "publisher.key"),
            read_box(folder / "inbox.key"),
            read_seed(folder / "people.key"),
            read_cases(folder / "cases.key")};
}

std::vector<state::BoxKeys> KeyStore::inbox_keys() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const std::string name = entry.path().filename().string();
        if (name == "inbox.key" || (name.starts_with("inbox-") && name.ends_with(".key")))
            files.push_back(entry.path());
    }
    // the newest first: most messages are sealed to it ('-' sorts before '.')
    std::ranges::sort(files, std::greater<>());
    const auto later = std::ranges::find_if(
        files, [](const auto& file) { return file.filename() != "inbox.key"; });
    std::rotate(files.begin(), later, files.end());
    std::vector<state::BoxKeys> keys;
    for (const auto& file : files) keys.push_back(read_inbox_key(file));
    return keys;
}

std::filesystem::path KeyStore::inbox_key_file(Day day) const {
    return folder_ / ("inbox-" + format_day(day) + ".key");
}

void KeyStore::make_cases_key(const feed::RandomBytes& random) const {
    std::error_code error;
    const auto file = folder_ / "cases.key";
    if (!std::filesystem::exists(file, error)) make_key_file(file, random);
}

const std::string& KeyStore::cases() const {
    if (cases_.empty())
        throw Error(ErrorKind::invalid,
                    "The key file " + (folder_ / "cases.key").string() +
                        " is missing; 'villageboard-county inbox key new' makes it, a backup of "
                        "this folder has it where there are cases already.",
                    (folder_ / "cases.key").string());
    return cases_;
}

feed::Signer KeyStore::log(const AreaCode& area) const {
    return log_.renamed(feed::feed_origin(log_.verifier().name(), area));
}

feed::Root KeyStore::first_root(const std::string& origin, const AreaCode& county,
                                Instant now) const {
    feed::Root root;
    root.version = 1;
    root.origin = origin;
    root.county = county;
    root.made = now;
    root.threshold = 1;
    root.root_keys = {root_.verifier()};
    root.log_keys = {log_.verifier()};
    root.freshness = {freshness_.verifier()};
    root.publishers = {feed::PublisherKey{
        publisher_.verifier(), {county}, {std::begin(kAllKinds), std::end(kAllKinds)}}};
    root.inbox_key = inbox_.public_key;
    return root;
}

}  // namespace villageboard::county
