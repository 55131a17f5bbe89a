/// The one plain sentence of a document that has none of its own. Pure function.
#pragma once
#include <string>
#include <vector>

#include "content/model/body_common.h"

namespace villageboard::import_ {

/// From the title ("X关于印发Y的通知" -> "X印发了《Y》。"), else the first sentence where it is
/// short, else the title itself. Says nothing that the document doesn't.
std::string made_summary(const std::string& title, const std::vector<Block>& blocks);

}  // namespace villageboard::import_
