#include "kiosk/input/rime_input.h"

#include <rime_api.h>

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "content/cache/digest.h"
#include "content/model/error.h"

namespace villageboard::kiosk {
namespace {

constexpr const char* kSchema = "kiosk";
constexpr int kNoLog = 3;

RimeApi& rime() { return *rime_get_api(); }

// librime wants to be told the size of what it fills in.
template <typename Struct>
Struct sized() {
    Struct made{};
    RIME_STRUCT_INIT(Struct, made);
    return made;
}

bool ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// While words are chosen, librime shows those chosen and the letters behind them.
Choice split(const std::string& shown) {
    Choice choice;
    for (const char byte : shown) {
        if (!ascii(byte)) choice.words += byte;
        if (byte >= 'a' && byte <= 'z') choice.letters += byte;
    }
    return choice;
}

std::string preedit(std::uintptr_t session) {
    auto context = sized<RimeContext>();
    if (!rime().get_context(session, &context)) return {};
    std::string shown = context.composition.preedit ? context.composition.preedit : "";
    rime().free_context(&context);
    return shown;
}

std::optional<std::string> committed(std::uintptr_t session) {
    auto commit = sized<RimeCommit>();
    if (!rime().get_commit(session, &commit)) return std::nullopt;
    std::string words = commit.text ? commit.text : "";
    rime().free_commit(&commit);
    return words;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// librime maps its tables and believes them: it must never see damaged ones.
bool whole(const std::filesystem::path& tables) {
    std::ifstream list(tables / "digests");
    std::string digest;
    std::string name;
    int files = 0;
    for (; list >> digest >> name; ++files)
        if (cache::sha256_hex(content_of(tables / name)) != digest) return false;
    return files > 0;
}

void start(const std::filesystem::path& tables) {
    // librime keeps the pointers no longer than these calls
    const std::string folder = tables.string();
    auto traits = sized<RimeTraits>();
    traits.shared_data_dir = folder.c_str();
    traits.user_data_dir = folder.c_str();
    traits.prebuilt_data_dir = folder.c_str();
    traits.staging_dir = folder.c_str();
    traits.distribution_name = traits.distribution_code_name = "villageboard";
    traits.distribution_version = "1";
    // a name makes it set up its log, which a process may do once
    static bool logs = false;
    if (!std::exchange(logs, true)) traits.app_name = "rime.villageboard";
    traits.min_log_level = kNoLog;
    traits.log_dir = "";
    rime().setup(&traits);
    rime().initialize(&traits);
}

}  // namespace

RimeInput::RimeInput(const std::filesystem::path& tables) {
    if (!whole(tables))
        throw Error(ErrorKind::invalid, "The tables for typing Chinese are missing or damaged.",
                    tables.string());
    start(tables);
    session_ = rime().create_session();
    std::array<char, 32> schema{};
    rime().get_current_schema(session_, schema.data(), schema.size());
    if (session_ != 0 && std::string_view(schema.data()) == kSchema &&
        !candidates("nihao", 1).empty())
        return;
    rime().finalize();
    throw Error(ErrorKind::invalid, "The tables for typing Chinese can't be used.",
                tables.string());
}

RimeInput::~RimeInput() {
    rime().destroy_session(session_);
    rime().finalize();
}

void RimeInput::feed(std::string_view letters) {
    rime().clear_composition(session_);
    for (const char letter : letters) rime().process_key(session_, letter, 0);
}

std::vector<std::string> RimeInput::candidates(std::string_view letters, std::size_t most) {
    if (letters == asked_ && most == asked_most_) return answer_;
    feed(letters);
    std::vector<std::string> words;
    RimeCandidateListIterator at{};
    if (most > 0 && rime().candidate_list_begin(session_, &at)) {
        while (words.size() < most && rime().candidate_list_next(&at))
            words.emplace_back(at.candidate.text);
        rime().candidate_list_end(&at);
    }
    rime().clear_composition(session_);
    asked_ = letters;
    asked_most_ = most;
    answer_ = words;
    return words;
}

Choice RimeInput::choose(std::string_view letters, std::size_t index) {
    feed(letters);
    Choice choice{"", std::string(letters)};
    if (rime().select_candidate(session_, index)) {
        if (auto words = committed(session_)) {
            choice = {std::move(*words), ""};
        } else {
            choice = split(preedit(session_));
        }
    }
    rime().clear_composition(session_);
    return choice;
}

std::filesystem::path input_tables_folder() {
    std::error_code unreadable;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unreadable);
    return program.parent_path() / "input-tables";
}

}  // namespace villageboard::kiosk
