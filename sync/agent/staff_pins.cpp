#include "sync/agent/staff_pins.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "content/cache/database.h"
#include "content/model/error.h"

namespace villageboard::agent {
namespace {

constexpr std::size_t kPepperDigits = 64;
constexpr ::mode_t kMode = 0640;

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void replace(const std::filesystem::path& path, const std::string& bytes) {
    const std::filesystem::path part = path.string() + ".part";
    std::error_code failure;
    std::filesystem::remove(part, failure);
    // Made with its mode: nobody else may read it even for a moment.
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    const bool written = file >= 0 && ::write(file, bytes.data(), bytes.size()) ==
                                          static_cast<::ssize_t>(bytes.size());
    if (file >= 0) ::close(file);
    if (written) {
        cache::sync_path(part);
        std::filesystem::rename(part, path, failure);
    }
    if (!written || failure)
        throw Error(ErrorKind::retry, path.string() + " can't be written; is the disk full?",
                    path.string());
    cache::sync_path(path.parent_path());
}

}  // namespace

std::optional<PepperedHash> split_pin(std::string_view opened) {
    if (opened.size() <= kPepperDigits + 1 || opened[kPepperDigits] != ' ') return std::nullopt;
    const std::string_view pepper = opened.substr(0, kPepperDigits);
    const std::string_view hash = opened.substr(kPepperDigits + 1);
    if (pepper.find_first_not_of("0123456789abcdef") != std::string_view::npos ||
        !hash.starts_with(state::kPinHashBegin))
        return std::nullopt;
    return PepperedHash{std::string(pepper), std::string(hash)};
}

void hand_over_pins(const std::vector<feed::StaffPin>& staff, state::StateDb& state,
                    const std::filesystem::path& data_dir) {
    std::vector<state::PinHash> hashes;
    std::string peppers;
    for (const feed::StaffPin& pin : staff) {
        auto parts = split_pin(pin.hash);
        if (!parts) continue;
        hashes.push_back({pin.staff_id, pin.role, std::move(parts->hash)});
        peppers += pin.staff_id + " " + parts->pepper + "\n";
    }
    const std::filesystem::path file = data_dir / state::kPepperFile;
    if (read(file) != peppers) replace(file, peppers);
    state::StaffRecords(state).set_pins(hashes);
}

}  // namespace villageboard::agent
