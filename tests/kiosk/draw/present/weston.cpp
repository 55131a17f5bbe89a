#include "tests/kiosk/draw/present/weston.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "kiosk/draw/picture_loader.h"

namespace villageboard::draw {
namespace {

constexpr const char* kSocket = "villageboard-test";

pid_t start(std::vector<std::string> words, const std::filesystem::path& log) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    pid_t child = 0;
    const int code = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    REQUIRE(code == 0);
    return child;
}

template <typename Ready>
bool comes_true(Ready ready) {
    for (int i = 0; i < 400; ++i) {
        if (ready()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
}

}  // namespace

Weston::Weston(Size units, int scale) {
    std::string pattern = (std::filesystem::temp_directory_path() / "weston-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
    setenv("XDG_RUNTIME_DIR", pattern.c_str(), 1);
    setenv("XDG_PICTURES_DIR", pattern.c_str(), 1);
    setenv("WAYLAND_DISPLAY", kSocket, 1);
    child_ = start(
        {"weston", "--backend=headless-backend.so", "--use-pixman", "--no-config", "--idle-time=0",
         "--debug", std::string("--socket=") + kSocket, "--width=" + std::to_string(units.width),
         "--height=" + std::to_string(units.height), "--scale=" + std::to_string(scale)},
        folder_ / "log");
    REQUIRE(comes_true([&] { return std::filesystem::exists(folder_ / kSocket); }));
}

Weston::~Weston() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    unsetenv("WAYLAND_DISPLAY");
}

void Weston::stop() {
    if (child_ == 0) return;
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
    child_ = 0;
}

std::shared_ptr<const Picture> Weston::screenshot() {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder_);
    const pid_t child = start({"weston-screenshooter"}, folder_ / "screenshot.log");
    std::filesystem::current_path(before);
    waitpid(child, nullptr, 0);
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        if (entry.path().extension() != ".png") continue;
        const auto file = read_picture_file(entry.path());
        std::filesystem::remove(entry.path());
        REQUIRE(file);
        return decode_picture(*file, {}).picture;
    }
    FAIL("weston-screenshooter left no picture");
    return nullptr;
}

}  // namespace villageboard::draw
