/// The words of the interface, by key, in the languages that ship and in those that came as packs
/// (kiosk/strings/phrasebook.h). No other file of the kiosk holds words for people. Tables are data
/// (kiosk/strings/<tag>.strings), built into the program.
/// Immutable after construction; any thread.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace villageboard::kiosk {

/// A named part of a sentence: {"n", "5"} fills every "{n}".
struct Fill {
    std::string_view name;
    std::string value;
};

/// Words by key that came from the county.
using Phrases = std::unordered_map<std::string, std::string>;

class Strings {
  public:
    /// A BCP 47 tag; a language that does not ship falls back to its first subtag's, then zh-CN.
    explicit Strings(std::string_view language);

    /// `language` as a pack says it; what the pack lacks is said in the words that ship for the
    /// language, else in Chinese: never blank.
    Strings(std::string_view language, std::shared_ptr<const Phrases> pack);

    /// The tags that ship, the board's own language first.
    static const std::vector<std::string>& languages();

    const std::string& language() const { return language_; }
    bool has(std::string_view key) const;
    std::vector<std::string> keys() const;

    /// The words for `key`; the key itself where it is missing, so that a gap is seen in a test
    /// and never crashes a terminal.
    std::string say(std::string_view key) const;
    std::string say(std::string_view key, std::initializer_list<Fill> parts) const;
    /// As say(), with "{n}" = count; takes `key` + "[one]" for a count of 1 where the language
    /// has such a form.
    std::string count(std::string_view key, long long count,
                      std::initializer_list<Fill> parts = {}) const;

  private:
    std::string_view raw(std::string_view key) const;

    std::string language_;
    std::shared_ptr<const Phrases> pack_;  ///< holds what table_ has of it
    std::unordered_map<std::string_view, std::string_view> table_;
};

}  // namespace villageboard::kiosk
