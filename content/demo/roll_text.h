/// What subsidy and relief rolls share: reading the table, the draft around a roll, and filling the
/// sums into its sentences.
#pragma once
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "content/demo/item.h"
#include "content/demo/tokens.h"
#include "content/demo/village.h"
#include "content/model/money.h"

namespace villageboard::demo {

/// The table with its day tokens resolved. Error `invalid` when it is no JSON.
nlohmann::json read_rolls(std::string_view rolls_json, const DemoClock& clock);

/// The amount of yuan in a string member. Error `invalid` when it is none.
Fen yuan_of(const nlohmann::json& text);

/// "{lines}" and so on replaced by their values.
std::string filled(std::string text, const std::map<std::string, std::string>& values);

/// A draft for the roll that `row` describes, body still missing.
ItemDraft roll_draft(const nlohmann::json& row, Kind kind);

/// Title, summary, office, contact and English words of a roll.
void put_words(BodyCommon& body, const nlohmann::json& row, const nlohmann::json& table,
               const std::map<std::string, std::string>& values);

std::string group_name(const Village& village, const std::string& group);

}  // namespace villageboard::demo
