#include <cups/cups.h>
#include <cups/ipp.h>

#include <thread>

#include "kiosk/print/spooler.h"

namespace villageboard::print {
namespace {

constexpr int kConnectMs = 10'000;
constexpr std::chrono::milliseconds kBetweenLooks{500};

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;

struct FreeDest {
    void operator()(cups_dest_t* dest) const { cupsFreeDests(1, dest); }
};
using Dest = std::unique_ptr<cups_dest_t, FreeDest>;

struct DeleteIpp {
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

class Options {
  public:
    ~Options() { cupsFreeOptions(count_, options_); }
    void add(const char* name, const std::string& value) {
        count_ = cupsAddOption(name, value.c_str(), count_, &options_);
    }
    int count() const { return count_; }
    cups_option_t* get() const { return options_; }

  private:
    int count_ = 0;
    cups_option_t* options_ = nullptr;
};

std::string media(Paper paper, const Pdf& pdf) {
    switch (paper) {
        case Paper::a5:
            return "A5";
        case Paper::a4:
            return "A4";
        case Paper::a3:
            return "A3";
        default:
            return "Custom." + std::to_string(static_cast<int>(pdf.width_mm)) + "x" +
                   std::to_string(static_cast<int>(pdf.height_mm) + 1) + "mm";
    }
}

/// One queue of the spooler while a job is on its way.
class Queue {
  public:
    Queue(http_t* http, std::string name)
        : http_(http), name_(std::move(name)), uri_("ipp://localhost/printers/" + name_) {}

    /// The job's number; 0 when it was not taken.
    int send(const Pdf& pdf, const std::string& title, Paper paper) {
        Options options;
        options.add("media", media(paper, pdf));
        options.add("print-scaling", "none");
        const int job =
            cupsCreateJob(http_, name_.c_str(), title.c_str(), options.count(), options.get());
        if (job == 0) return 0;
        const bool sent = cupsStartDocument(http_, name_.c_str(), job, title.c_str(),
                                            CUPS_FORMAT_PDF, 1) == HTTP_STATUS_CONTINUE &&
                          cupsWriteRequestData(http_, pdf.bytes.data(), pdf.bytes.size()) ==
                              HTTP_STATUS_CONTINUE &&
                          cupsFinishDocument(http_, name_.c_str()) <= IPP_STATUS_OK_EVENTS_COMPLETE;
        if (sent) return job;
        forget(job);
        return 0;
    }

    /// Takes a job back, or forgets one that is done, with its file: it may hold a secret.
    void forget(int job) { cupsCancelJob2(http_, name_.c_str(), job, 1); }

    JobLook look(int job) {
        JobLook look;
        const Ipp state = ask(IPP_OP_GET_JOB_ATTRIBUTES, job, "job-state");
        if (ipp_attribute_t* found = ippFindAttribute(state.get(), "job-state", IPP_TAG_ENUM))
            look.job_state = ippGetInteger(found, 0);
        const Ipp printer = ask(IPP_OP_GET_PRINTER_ATTRIBUTES, 0, "printer-state-reasons");
        ipp_attribute_t* reasons =
            ippFindAttribute(printer.get(), "printer-state-reasons", IPP_TAG_KEYWORD);
        for (int i = 0; reasons != nullptr && i < ippGetCount(reasons); ++i)
            look.reasons.emplace_back(ippGetString(reasons, i, nullptr));
        return look;
    }

  private:
    Ipp ask(ipp_op_t operation, int job, const char* wanted) {
        ipp_t* request = ippNewRequest(operation);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri_.c_str());
        if (job != 0) ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
                     cupsUser());
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr,
                     wanted);
        return Ipp(cupsDoRequest(http_, request, "/"));
    }

    http_t* http_;
    std::string name_;
    std::string uri_;
};

class CupsSpooler : public Spooler {
  public:
    CupsSpooler(std::string slip, std::string poster)
        : slip_(std::move(slip)), poster_(std::move(poster)) {}

    Spooled send(const Pdf& pdf, const std::string& title, Paper paper,
                 const std::atomic<bool>& stop) override {
        const std::string& wanted = paper == Paper::a4 || paper == Paper::a3 ? poster_ : slip_;
        const Http http(httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(),
                                     1, kConnectMs, nullptr));
        if (!http) return Spooled::no_printer;
        const Dest dest(
            cupsGetNamedDest(http.get(), wanted.empty() ? nullptr : wanted.c_str(), nullptr));
        if (!dest) return Spooled::no_printer;
        Queue queue(http.get(), dest->name);
        const int job = queue.send(pdf, title, paper);
        return job == 0 ? Spooled::unreachable : wait(queue, job, stop);
    }

  private:
    static Spooled wait(Queue& queue, int job, const std::atomic<bool>& stop) {
        const auto start = std::chrono::steady_clock::now();
        for (;;) {
            JobLook look = queue.look(job);
            look.waited = std::chrono::duration_cast<std::chrono::seconds>(
                std::chrono::steady_clock::now() - start);
            const Outlook outlook = judge_job(look);
            if (outlook != Outlook::wait || stop) {
                queue.forget(job);
                return outlook == Outlook::printed    ? Spooled::printed
                       : outlook == Outlook::no_paper ? Spooled::no_paper
                                                      : Spooled::unreachable;
            }
            std::this_thread::sleep_for(kBetweenLooks);
        }
    }

    std::string slip_;
    std::string poster_;
};

}  // namespace

std::unique_ptr<Spooler> cups_spooler(std::string slip_queue, std::string poster_queue) {
    return std::make_unique<CupsSpooler>(std::move(slip_queue), std::move(poster_queue));
}

}  // namespace villageboard::print
