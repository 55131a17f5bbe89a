/// Lines of plain text -> blocks: the numbering of Chinese official documents (GB/T 9704: 一、
/// (一) 1. (1)) gives headings of level 1 to 3, a run-in heading "(一)规范管理。各部门要..." is
/// parted after its first sentence. Words and numbering stay as they are. Pure function.
#pragma once
#include <string>
#include <vector>

#include "content/model/body_common.h"

namespace villageboard::import_ {

/// `title` tells the inner title, repeated above the text, from a first paragraph.
std::vector<Block> outline(const std::vector<std::string>& lines, const std::string& title);

}  // namespace villageboard::import_
