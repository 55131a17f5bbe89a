/// The families of rules, one file each. check_item calls all of them; tests call one.
/// `pointer` is the JSON pointer of the body in the draft, "/body". Pure functions.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "content/check/check.h"
#include "content/check/finding.h"

namespace villageboard::check {

/// VA1, VA2, VA3 over the tables in `blocks` (totals, subtotals, quantity x standard, increase over
/// last year), VA2 over sentences that name area, standard and total, VA5 capital amounts.
Findings check_tables(const BodyCommon& body, const std::string& pointer);
Findings check_sentences(const BodyCommon& body, const std::string& pointer);

/// VA1 to VA3, VA7, VA8 of rolls.
Findings check_subsidy_sums(const SubsidyRoll& roll, const std::string& pointer);
Findings check_relief_sums(const ReliefRoll& roll, const std::string& pointer);

/// VA4 (FI1 to FI11), VA6, VA7 of a finance report; FI2 and FI4 where `previous` is given.
Findings check_finance_sums(const Finance& report, const Finance* previous,
                            const std::string& pointer);

/// VD1, VD2, VD3 and VD5's future dates of any draft; VD4 of its public-notice period.
Findings check_item_dates(const ItemDraft& draft, const CatalogueItem* item,
                          const CheckContext& context);
/// VD5 of a finance report or a series.
Findings check_finance_dates(const Finance& report, const CheckContext& context,
                             const std::string& pointer);
Findings check_series(const Statistics& series, const std::string& pointer);
/// VD6.
Findings check_alert(const Alert& alert, const CheckContext& context, const std::string& pointer);

/// VE3 to VE5 of persons in rolls: sensitive facts, masks mixed or reversible, a mask or an
/// audience that the catalogue forbids.
Findings check_roll_persons(const ItemDraft& draft, const CatalogueItem* item);
/// VE1 in file names and pictures, VE5 and VE6 of attachments.
Findings check_attachments(const ItemDraft& draft, const CatalogueItem* item,
                           const CheckContext& context);

/// VF1, VF2.
Findings check_category(const ItemDraft& draft, const CatalogueItem* item);
/// VF5.
Findings check_text_faults(const BodyCommon& body, const std::string& pointer);

/// VF7: a pack of phrases that has words or recordings for what no terminal says, that loses or
/// invents a part to be filled in ("{n}"), that nobody has reviewed; how much it leaves in Chinese.
Findings check_phrases(const ItemDraft& draft, const PhraseTable& pack, const CheckContext& context,
                       const std::string& pointer);
/// VF8: a correction whose words in another language were not confirmed for it.
Findings check_variants(const ItemDraft& draft, const std::string& pointer);

/// VB7: a person's name in a line of a roll holds a character that stands for a lost one, or that
/// no terminal can draw. VF6: any other text of the draft would show an empty box. `draft` as JSON.
Findings check_glyphs(const nlohmann::json& draft, const CheckContext& context);

}  // namespace villageboard::check
