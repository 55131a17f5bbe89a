/// The printing desk of a terminal: takes documents from the screen, sets and prints them one after
/// the other on a thread of its own, and tells how each stands. Without a printer the PDF is left
/// in a folder, where staff find it, unless the document must lie nowhere; the newest 50 stay
/// there. Called from the UI thread, which never waits for it.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "kiosk/print/paper.h"
#include "kiosk/print/slip.h"
#include "kiosk/print/spooler.h"

namespace villageboard::print {

enum class PrintState {
    none,  ///< no such ticket
    waiting,
    printed,
    kept,         ///< no printer: it lies in the folder
    no_printer,   ///< and it may lie nowhere
    no_paper,     ///< nothing came out; asking again is enough
    unreachable,  ///< likewise
    no_room,      ///< no printer, and the folder can't be written
    failed,       ///< it could not be set
};

/// How many documents may wait; more are not taken.
inline constexpr std::size_t kMostWaiting = 5;
inline constexpr std::size_t kMostKept = 50;

using Ticket = std::uint64_t;

class PrintDesk {
  public:
    /// `folder` need not exist yet. `slip_paper` is what the villagers' printer holds.
    PrintDesk(std::filesystem::path folder, Paper slip_paper, std::unique_ptr<Spooler> spooler);
    /// Gives up what waits; a job that is being printed is taken back.
    ~PrintDesk();
    PrintDesk(const PrintDesk&) = delete;
    PrintDesk& operator=(const PrintDesk&) = delete;

    Paper slip_paper() const { return slip_paper_; }

    /// Never blocks. 0 when too many wait already.
    Ticket print(SlipDocument document, Paper paper);
    PrintState state(Ticket ticket) const;
    /// Whether any state changed since this was asked last: a new frame is due.
    bool changed() { return changed_.exchange(false); }

  private:
    struct Job {
        Ticket ticket;
        SlipDocument document;
        Paper paper;
    };

    void work();
    PrintState carry_out(const Job& job, class Setter& setter);
    PrintState keep(const Pdf& pdf) const;

    std::filesystem::path folder_;
    Paper slip_paper_;
    std::unique_ptr<Spooler> spooler_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> waiting_;
    std::map<Ticket, PrintState> states_;
    Ticket last_ = 0;
    std::atomic<bool> stop_{false};
    std::atomic<bool> changed_{false};
    std::thread thread_;  ///< last: it uses all the others
};

}  // namespace villageboard::print
