/// The words of the inbox: topics (a closed list and each desk's own), templates of answers with
/// their versions, and the rules for what may be written where.
#pragma once
#include <string>
#include <vector>

#include "sync/county/inbox/case_file.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/case_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Bytes of an answer, a note, a reason: 2,000 Hanzi.
inline constexpr std::size_t kMostCaseWords = 6000;

/// Throws Refusal(invalid) for more bytes, or for what the wire refuses in a line.
void check_lines(const std::string& text, std::size_t most, const std::string& place);
/// Throws Refusal(invalid): `verbatim` when 12 characters in a row are the villager's, or the
/// contact stands in it, `privacy` for a personal number.
void require_own_words(const CaseFile& file, const std::string& text, const std::string& place);

class CaseWords {
  public:
    explicit CaseWords(const Tools& tools) : tools_(tools) {}

    /// The closed list, the county's own and the area's own.
    std::vector<TopicRow> topics_at(const AreaCode& area);
    /// A new topic of a town's or the county's desk. Throws Refusal `forbidden` unless the actor
    /// works at that desk.
    TopicRow add_topic(const Actor& actor, const AreaCode& area, const std::string& name);

    /// The newest version of each template of an area and of the areas above it.
    std::vector<TemplateRow> templates_at(const AreaCode& area, const std::string& after,
                                          std::size_t limit);
    /// A new template, or, with its id, a new version of one of the same area.
    TemplateRow put_template(const Actor& actor, const AreaCode& area, const std::string& id,
                             const std::string& title, const std::string& text);

  private:
    void require_desk(const Actor& actor, const AreaCode& area) const;

    Tools tools_;
};

}  // namespace villageboard::county
