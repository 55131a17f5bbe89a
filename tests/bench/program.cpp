#include "tests/bench/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

extern char** environ;

namespace villageboard::bench {
namespace {

namespace fs = std::filesystem;

constexpr auto kGrace = std::chrono::seconds{3};

struct Kin {
    pid_t parent = 0;
    pid_t session = 0;
};

// proc(5): the fields behind the name in brackets are state, ppid, pgrp, session.
Kin kin_of(const fs::path& process) {
    std::ifstream in(process / "stat");
    std::string line;
    std::getline(in, line);
    const auto close = line.rfind(')');
    if (close == std::string::npos) return {};
    std::istringstream fields(line.substr(close + 1));
    std::string state;
    Kin kin;
    pid_t group = 0;
    fields >> state >> kin.parent >> group >> kin.session;
    return state == "Z" ? Kin{} : kin;
}

template <typename Visit>
void each_entry(const fs::path& folder, Visit visit) {
    std::error_code ignored;
    for (auto entry = fs::directory_iterator(folder, ignored);
         !ignored && entry != fs::directory_iterator(); entry.increment(ignored))
        visit(entry->path());
}

fs::path proc(pid_t process) { return fs::path("/proc") / std::to_string(process); }

// From /proc/PID/task/TID/schedstat: ns on a processor, ns waiting, times put on one.
struct Scheduled {
    double ms = 0;
    std::uint64_t times = 0;
};

Scheduled scheduled(const std::vector<pid_t>& processes) {
    Scheduled sum;
    for (const pid_t process : processes)
        each_entry(proc(process) / "task", [&](const fs::path& thread) {
            double on = 0;
            double waiting = 0;
            std::uint64_t times = 0;
            std::ifstream(thread / "schedstat") >> on >> waiting >> times;
            sum.ms += on / 1e6;
            sum.times += times;
        });
    return sum;
}

}  // namespace

Program::Program(const std::vector<std::string>& command, const fs::path& log) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    started_ = std::chrono::steady_clock::now();
    const int failed =
        posix_spawnp(&leader_, arguments[0], &actions, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failed == 0) return;
    std::fprintf(stderr, "can't start %s\n", arguments[0]);
    std::exit(1);
}

Program::~Program() {
    const std::vector<pid_t> all = processes();
    kill(leader_, SIGTERM);
    const auto end = std::chrono::steady_clock::now() + kGrace;
    while (waitpid(leader_, nullptr, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > end) {
            kill(leader_, SIGKILL);
            waitpid(leader_, nullptr, 0);
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    for (const pid_t process : all) kill(process, SIGKILL);
}

std::vector<pid_t> Program::processes() const {
    std::map<pid_t, Kin> all;
    each_entry("/proc", [&](const fs::path& path) {
        const pid_t process = std::atoi(path.filename().c_str());
        if (process > 0) all[process] = kin_of(path);
    });
    std::set<pid_t> mine{leader_};
    for (std::size_t before = 0; before != mine.size();) {
        before = mine.size();
        for (const auto& [process, kin] : all)
            if (kin.session == leader_ || mine.contains(kin.parent)) mine.insert(process);
    }
    return {mine.begin(), mine.end()};
}

Memory Program::memory() const {
    Memory sum;
    for (const pid_t process : processes()) {
        const Memory one = memory_of(process);
        sum.rss += one.rss;
        sum.pss += one.pss;
        sum.private_dirty += one.private_dirty;
    }
    return sum;
}

double Program::processor_ms() const { return scheduled(processes()).ms; }

std::uint64_t Program::wakeups() const { return scheduled(processes()).times; }

std::vector<fs::path> Program::files() const {
    std::set<fs::path> found;
    const auto add = [&](const std::string& path) {
        if (path.rfind("/usr/", 0) == 0 || path.rfind("/etc/", 0) == 0) found.insert(path);
    };
    for (const pid_t process : processes()) {
        std::error_code ignored;
        found.insert(fs::read_symlink(proc(process) / "exe", ignored));
        each_entry(proc(process) / "fd", [&](const fs::path& descriptor) {
            add(fs::read_symlink(descriptor, ignored).string());
        });
        std::ifstream maps(proc(process) / "maps");
        for (std::string line; std::getline(maps, line);) {
            const auto path = line.find('/');
            if (path != std::string::npos) add(line.substr(path));
        }
    }
    return {found.begin(), found.end()};
}

void evict(const std::vector<fs::path>& files) {
    for (const fs::path& file : files) {
        const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) continue;
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        close(descriptor);
    }
}

}  // namespace villageboard::bench
