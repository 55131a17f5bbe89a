/// 政策文件: a policy document, read first as "what do I get, how, until when".
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

enum class Validity { in_force, amended, repealed, expired };
enum class PolicyAudience { people, business };

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
    friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace villageboard
