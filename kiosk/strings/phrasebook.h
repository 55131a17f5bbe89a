/// The languages of the interface: those that ship and are offered here, and those that came from
/// the county as packs of words and recorded clips. A pack may say as much or as little as its
/// people have recorded and reviewed: the rest is said in the words that ship, else in Chinese.
/// UI thread only; the Strings it gives out stay as they are when the packs change.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/cache/rows.h"
#include "content/model/body.h"
#include "kiosk/draw/stored_file.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

/// A language as a person chooses it.
struct InterfaceLanguage {
    std::string tag;
    std::string name;    ///< its own name, in its own script
    std::string sample;  ///< a sentence in it; empty where nobody has written one
    friend bool operator==(const InterfaceLanguage&, const InterfaceLanguage&) = default;
};

/// A pack as it stands in the cache, with the files that belong to it.
struct PhrasePack {
    std::shared_ptr<const Body> body;  ///< a PhraseTable
    std::vector<cache::AttachmentRow> attachments;
};

class Phrasebook {
  public:
    /// Offers every language that ships.
    Phrasebook();

    /// Of the languages that ship only these are offered; the board's own always is.
    void offer(const std::vector<std::string>& shipped);
    /// Takes the place of the packs known so far; the newest first. Empty words say nothing.
    void load(const std::vector<PhrasePack>& packs);

    /// The board's own first, then what ships, then the packs by tag. Never empty.
    const std::vector<InterfaceLanguage>& languages() const { return languages_; }
    bool offers(std::string_view tag) const;
    /// Nothing for a language that isn't offered.
    std::optional<InterfaceLanguage> language(std::string_view tag) const;

    /// What the interface says in this language. One that isn't offered is taken as its base
    /// language, then as the board's own.
    Strings strings(std::string_view tag) const;

    /// The clip that says the words of `key`; nothing where none was recorded, and while it is
    /// still on its way.
    std::optional<draw::StoredFile> recording(std::string_view language,
                                              std::string_view key) const;

  private:
    struct Spoken {
        std::string name;
        std::shared_ptr<Phrases> words = std::make_shared<Phrases>();
        std::map<std::string, draw::StoredFile, std::less<>> clips;
    };

    void list();

    std::vector<std::string> shipped_;
    std::map<std::string, Spoken, std::less<>> packs_;  ///< by tag
    std::vector<InterfaceLanguage> languages_;
};

}  // namespace villageboard::kiosk
