#include "kiosk/app/wake_fds.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "content/model/error.h"

namespace villageboard::kiosk {
namespace {

sigset_t ending_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

int or_fail(int fd) {
    if (fd < 0) throw Error(ErrorKind::retry, "the system has no file descriptors left");
    return fd;
}

}  // namespace

WakeFd::WakeFd() : fd_(or_fail(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))) {}

WakeFd::~WakeFd() { close(fd_); }

void WakeFd::wake() const noexcept {
    const std::uint64_t one = 1;
    // Full only when 2^64 calls went unread: it is readable then.
    [[maybe_unused]] const auto written = write(fd_, &one, sizeof one);
}

bool WakeFd::take() const {
    std::uint64_t count = 0;
    return read(fd_, &count, sizeof count) == sizeof count;
}

EndFd::EndFd() : fd_(-1) {
    const sigset_t set = ending_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    fd_ = or_fail(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

EndFd::~EndFd() {
    close(fd_);
    const sigset_t set = ending_signals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool EndFd::take() const {
    signalfd_siginfo info{};
    return read(fd_, &info, sizeof info) == sizeof info;
}

}  // namespace villageboard::kiosk
