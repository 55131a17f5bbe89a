/// Terms of office explained where they stand: a dotted line under the word, and below it a button
/// ？公示期 that opens its plain meaning in place. Each term is offered once a page, where it
/// first stands. UI thread only; kept by the screen, since it remembers which meaning is open.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/catalogue/glossary.h"
#include "kiosk/widgets/flow.h"

namespace villageboard::kiosk {

class Glosses {
  public:
    /// At the beginning of each build of the page.
    void begin(std::shared_ptr<const Glossary> glossary);

    /// Running text as Flow::prose sets it, its terms underlined; then their buttons.
    void prose(Flow& flow, std::string_view words, const Look& look);
    /// The same for a paragraph of a document.
    void paragraph(Flow& flow, std::string_view words);
    /// The buttons for terms in `texts` that this page has not offered yet; nothing without any.
    void offer(Flow& flow, const std::vector<std::string_view>& texts);

  private:
    using Terms = std::vector<GlossaryHit>;

    const Terms& terms_in(std::string_view words);
    void underline(Ui& ui, float x, float y, float width, std::string_view words, const Look& look,
                   const Terms& terms);
    void buttons(Flow& flow, const std::vector<const GlossaryEntry*>& entries);
    static void meaning(Flow& flow, const GlossaryEntry& entry);

    std::shared_ptr<const Glossary> glossary_;
    std::map<std::string, Terms, std::less<>> found_;  ///< by text
    std::set<const GlossaryEntry*> offered_;           ///< in this build
    std::string open_;                                 ///< the term whose meaning is shown
};

}  // namespace villageboard::kiosk
