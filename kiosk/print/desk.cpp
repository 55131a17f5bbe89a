#include "kiosk/print/desk.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "content/model/error.h"
#include "kiosk/print/kept_prints.h"
#include "kiosk/print/pdf.h"

namespace villageboard::print {
namespace {

constexpr std::size_t kMostStates = 100;

}  // namespace

/// Fonts of the print thread's own, opened with its first document.
class Setter {
  public:
    Pdf set(const SlipDocument& document, Paper paper) {
        if (!fonts_) fonts_ = std::make_unique<Fonts>();
        return pdf_of(document, paper, fonts_->cairo);
    }

  private:
    struct Fonts {
        fonts::FaceSet faces;
        fonts::CairoFaces cairo{faces};
    };
    std::unique_ptr<Fonts> fonts_;
};

PrintDesk::PrintDesk(std::filesystem::path folder, Paper slip_paper,
                     std::unique_ptr<Spooler> spooler)
    : folder_(std::move(folder)),
      slip_paper_(slip_paper),
      spooler_(std::move(spooler)),
      thread_([this] { work(); }) {}

PrintDesk::~PrintDesk() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

Ticket PrintDesk::print(SlipDocument document, Paper paper) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMostWaiting) return 0;
    waiting_.push_back({++last_, std::move(document), paper});
    states_[last_] = PrintState::waiting;
    while (states_.size() > kMostStates) states_.erase(states_.begin());
    wake_.notify_all();
    return last_;
}

PrintState PrintDesk::state(Ticket ticket) const {
    const std::lock_guard lock(mutex_);
    const auto found = states_.find(ticket);
    return found == states_.end() ? PrintState::none : found->second;
}

void PrintDesk::work() {
    Setter setter;
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
        if (stop_) return;
        const Job job = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        const PrintState state = carry_out(job, setter);
        lock.lock();
        states_[job.ticket] = state;
        changed_ = true;
    }
}

// The thread's outermost loop: what goes wrong is logged, without a word of the document.
PrintState PrintDesk::carry_out(const Job& job, Setter& setter) {
    try {
        const Pdf pdf = setter.set(job.document, job.paper);
        switch (spooler_->send(pdf, job.document.title, job.paper, stop_)) {
            case Spooled::printed:
                return PrintState::printed;
            case Spooled::no_paper:
                return PrintState::no_paper;
            case Spooled::unreachable:
                return PrintState::unreachable;
            case Spooled::no_printer:
                break;
        }
        return job.document.keeping == Keeping::nowhere ? PrintState::no_printer : keep(pdf);
    } catch (const std::exception& error) {
        spdlog::error("printing: {}", error.what());
        return PrintState::failed;
    }
}

PrintState PrintDesk::keep(const Pdf& pdf) const {
    try {
        keep_print(folder_, pdf.bytes, kMostKept);
        return PrintState::kept;
    } catch (const Error& error) {
        spdlog::error("{}: {}", error.what(), error.place());
        return PrintState::no_room;
    }
}

}  // namespace villageboard::print
