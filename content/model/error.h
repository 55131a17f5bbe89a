/// The one failure type of the project: its kind says what the caller must do.
/// Expected outcomes (a lookup miss, a verdict, a finding) are return values, never an Error.
#pragma once
#include <stdexcept>
#include <string>
#include <utility>

namespace villageboard {

enum class ErrorKind {
    retry,     ///< network, busy, disk full: keep what is shown, try again later
    corrupt,   ///< local data is damaged: rebuild it from the feed
    rejected,  ///< signature, rollback, fork: refuse, keep the evidence
    invalid,   ///< a person's input: say what is wrong and where
};

class Error : public std::runtime_error {
  public:
    /// `message` is one plain sentence for an administrator: what is wrong, where, what to do.
    /// `place` is a file, a JSON pointer or `table:row:column`; empty where it makes no sense.
    Error(ErrorKind kind, const std::string& message, std::string place = {})
        : std::runtime_error(message), kind_(kind), place_(std::move(place)) {}

    ErrorKind kind() const { return kind_; }
    const std::string& place() const { return place_; }

  private:
    ErrorKind kind_;
    std::string place_;
};

}  // namespace villageboard
