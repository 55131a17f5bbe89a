/// Repeated timings and what may be said of them. Times in milliseconds unless a name says
/// otherwise. Plain values.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace villageboard::bench {

class Series {
  public:
    void add(double value) { values_.push_back(value); }
    std::size_t size() const { return values_.size(); }
    /// Each 0 for an empty series.
    double median() const { return at(0.5); }
    double at(double part) const;  ///< 0.99: the value that 99 in 100 don't pass
    double least() const { return at(0); }
    double most() const { return at(1); }
    double sum() const;

  private:
    std::vector<double> values_;
};

/// Milliseconds of processor time that the call takes on this thread: what others on the machine
/// do counts little.
double processor_ms(const std::function<void()>& call);

/// Calls each in turn, `rounds` times after one turn that isn't counted, so that a machine whose
/// speed drifts treats all alike. Processor time; one series for each.
std::vector<Series> in_turn(int rounds, const std::vector<std::function<void()>>& calls);

/// "model name, N processors, load 0.50 0.40 0.30".
std::string machine();

/// The one-minute load.
double load();

/// "12.3", with as many digits as three significant ones need.
std::string number(double value);

/// "12.3 (11.9-14.0)": median, least and most.
std::string spread(const Series& series);

}  // namespace villageboard::bench
