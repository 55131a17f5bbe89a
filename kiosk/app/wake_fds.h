/// Descriptors that end a poll(): another thread's call, and the signals that end a program.
#pragma once

namespace villageboard::kiosk {

/// Any thread may call wake(); it doesn't block.
class WakeFd {
  public:
    /// Throws Error (retry) when the system has no descriptors left.
    WakeFd();
    ~WakeFd();
    WakeFd(const WakeFd&) = delete;
    WakeFd& operator=(const WakeFd&) = delete;

    void wake() const noexcept;
    int fd() const { return fd_; }
    /// True when wake() was called since the last take().
    bool take() const;

  private:
    int fd_;
};

/// While it lives SIGTERM and SIGINT are read here instead of ending the program.
class EndFd {
  public:
    EndFd();
    ~EndFd();
    EndFd(const EndFd&) = delete;
    EndFd& operator=(const EndFd&) = delete;

    int fd() const { return fd_; }
    /// True when the program was told to end.
    bool take() const;

  private:
    int fd_;
};

}  // namespace villageboard::kiosk
