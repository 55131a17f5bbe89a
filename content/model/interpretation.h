/// 解读: one interpretation of one policy, in a villager's words.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

enum class InterpretationForm { text, picture, audio, video, qa };
enum class InterpretationRound { first, second, follow_up };

struct QuestionAnswer {
    std::string q;
    std::string a;
    friend bool operator==(const QuestionAnswer&, const QuestionAnswer&) = default;
};

struct Interpretation : BodyCommon {
    std::string policy_id;  ///< item id of the policy
    InterpretationForm form = InterpretationForm::text;
    InterpretationRound round = InterpretationRound::first;
    std::string background;
    std::string who_benefits;
    std::string how;
    std::string when;
    std::string ask;
    std::vector<QuestionAnswer> qa;
    friend bool operator==(const Interpretation&, const Interpretation&) = default;
};

}  // namespace villageboard
