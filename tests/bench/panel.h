/// What a person before the panel would notice of one program, measured from outside: the moment
/// when the picture is complete, and what the program costs. The same code measures every program.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/program.h"
#include "tests/bench/screen.h"
#include "tests/bench/series.h"

namespace villageboard::bench {

struct Contestant {
    std::string name;
    std::vector<std::string> command;
    std::chrono::milliseconds calm;  ///< after so long without a change its picture is complete
};

/// What one contestant did over all rounds; ms, MiB.
struct Record {
    Series start;
    Series cold_start;
    Series tap;
    int taps_lost = 0;     ///< that led nowhere; not among the times
    Series tap_processor;  ///< a tap, one value a round
    Series scroll;
    Series scroll_processor;  ///< a step
    int scroll_late = 0;      ///< steps that took longer than a frame of 60 Hz
    int scroll_lost = 0;      ///< steps of which nothing was seen; not among the times
    Series open_document;     ///< its first page complete, opened for the first time
    Series first_size;        ///< larger text for the first time
    Series size_change;       ///< to and fro after that
    Series pss;
    Series rss;
    Series document_pss;  ///< with the long document open and scrolled
    Series idle_percent;
    Series idle_wakeups;  ///< a second
    int processes = 0;
};

class Panel {
  public:
    /// All must outlive the panel. `dir` gets pictures and the programs' own output.
    Panel(const Screen& screen, Contestant who, std::map<std::string, Spot> places,
          std::filesystem::path dir);

    /// Starts it once to see what its complete picture is, and which files it reads.
    void look();
    /// From the start to the complete picture.
    void measure_start(bool evicted);
    /// Starts it, then memory, taps to and fro, the long document scrolled and set larger, idling.
    void measure_use(int taps, int steps, int size_changes, std::chrono::seconds idle);

    const Record& record() const { return record_; }
    const std::string& name() const { return who_.name; }

  private:
    std::unique_ptr<Program> start();
    void clear();
    Pixels tap_and_settle(const char* place);
    std::optional<double> tap(const char* place, const std::vector<int>& rows, const Pixels& from,
                              const Pixels& to);
    void measure_taps(const Program& program, int taps);
    double tap_first(const char* place);
    void measure_scrolling(const Program& program, int steps);
    void measure_sizes(int changes);
    void measure_idle(const Program& program, std::chrono::seconds idle);

    const Screen& screen_;
    Contestant who_;
    std::map<std::string, Spot> places_;
    std::filesystem::path dir_;
    std::vector<int> rows_;  ///< that tell whether the first picture is complete
    Pixels complete_;        ///< their pixels
    std::vector<std::filesystem::path> files_;
    Record record_;
};

}  // namespace villageboard::bench
