/// The way to a printer. What may be said of one is decided by a pure function; CUPS is asked only
/// in cups_spooler.cpp. One thread, and not the screen's: a printer may let one wait.
#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/print/paper.h"
#include "kiosk/print/pdf.h"

namespace villageboard::print {

/// What became of a document that was sent. Where it is not printed it does not come out later
/// either, when somebody else stands there.
enum class Spooled {
    printed,
    no_printer,   ///< none is set up
    no_paper,     ///< or no ink, or a lid is open: somebody has to see to it
    unreachable,  ///< switched off, stuck, or the spooler doesn't answer
};

class Spooler {
  public:
    virtual ~Spooler() = default;
    /// Sends and waits until it is out, at most about a minute and a half; once `stop` is set it
    /// gives up at the next look. Never throws.
    virtual Spooled send(const Pdf& pdf, const std::string& title, Paper paper,
                         const std::atomic<bool>& stop) = 0;
};

/// Queues of CUPS by name; an empty name is the default queue.
std::unique_ptr<Spooler> cups_spooler(std::string slip_queue, std::string poster_queue);

/// The spooler of a terminal that has none.
std::unique_ptr<Spooler> no_printer();

/// How a job stands, in IPP's words (RFC 8011, 5.3.7 and 5.4.12).
struct JobLook {
    int job_state = 0;                 ///< 3 pending ... 9 completed; 0: no answer
    std::vector<std::string> reasons;  ///< the printer's state reasons
    std::chrono::seconds waited{0};    ///< since it was sent
};

enum class Outlook { wait, printed, no_paper, unreachable };

/// Waits 5 s for reasons that may pass (a printer warming up reports an empty tray for a moment)
/// and 90 s for everything else.
Outlook judge_job(const JobLook& look);

}  // namespace villageboard::print
