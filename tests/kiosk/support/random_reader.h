/// Somebody who taps whatever is on the glass, scrolls, changes sizes and languages, and goes home,
/// the same for the same seed; and what the process holds meanwhile.
#pragma once
#include <cstddef>
#include <random>

#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {

class RandomReader {
  public:
    /// `person` must outlive the reader.
    explicit RandomReader(Person& person, unsigned seed = 1) : person_(person), random_(seed) {}

    /// One thing that a person does, and the picture of what it led to.
    void step();
    /// The first page in everyday text, as when the next person comes.
    void home();

  private:
    void tap_anything();
    void turn_wheel();
    int pick(int below);

    Person& person_;
    std::mt19937 random_;
};

/// Bytes that the program has allocated and not yet freed, of all threads. Unlike the resident set
/// it goes down at once when something is freed.
std::size_t allocated_bytes();

/// A policy of `paragraphs` of 300 Hanzi each, drawn at random from the 20,902 of Unicode 1.1: a
/// text that needs thousands of different glyphs. The same for the same seed.
Policy random_policy(unsigned seed, int paragraphs);

}  // namespace villageboard::kiosk_test
