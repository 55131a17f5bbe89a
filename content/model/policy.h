/// 政策文件: a policy document, read first as "what do I get, how, until when".
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

enum class Validity { in_force, amended, repealed, expired };
enum class PolicyAudience { people, business };

/// "Is it for me?": one thing that a person can answer with yes or no, from the policy's own
/// conditions.
struct PolicyCondition {
    std::string question;   ///< "您家的地自己种着吗？"
    bool wanted = true;     ///< the answer that the policy asks for
    std::string otherwise;  ///< what to tell somebody who answers differently
    friend bool operator==(const PolicyCondition&, const PolicyCondition&) = default;
};

struct Policy : BodyCommon {
    std::optional<Validity> validity;
    std::optional<PolicyAudience> audience;
    std::vector<std::string> benefits;
    std::optional<Standard> standard;
    std::optional<std::string> who;
    std::optional<std::string> how;
    std::optional<std::string> when;
    std::optional<std::string> where;
    std::optional<std::string> phone;
    std::optional<std::string> programme;  ///< the four-character label in the passbook (四字简称)
    std::optional<Day> repealed_on;
    std::vector<PolicyCondition> conditions;  ///< all must be met; empty: none were put in words
    friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace villageboard
