/// A consultation's questions with large buttons to answer them. What was chosen lives here until
/// it is sealed and sent, or the page goes home: it is stored nowhere.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "kiosk/screens/screen.h"
#include "kiosk/screens/screens.h"

namespace villageboard::kiosk {

class Questionnaire {
  public:
    /// Forgets what was chosen; `count` questions follow.
    void begin(std::size_t count);
    bool any_chosen() const;

    /// Only to be read: no answer is taken here, or not any more.
    static void show(Page& page, Flow& flow, const Consultation& asked);
    /// With buttons; `about` says what the answers belong to.
    void ask(Page& page, Flow& flow, const Consultation& asked, const SpeakAbout& about);

  private:
    void question(Page& page, Flow& flow, const Consultation& asked, std::size_t index,
                  const SpeakAbout& about);
    void option(Page& page, Flow& flow, std::size_t question, int number, const std::string& words);
    void send(Page& page, Flow& flow, const Consultation& asked, const SpeakAbout& about);

    std::vector<std::optional<int>> chosen_;  ///< one a question; options count from 0
};

}  // namespace villageboard::kiosk
