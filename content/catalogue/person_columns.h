/// Which columns of a document's tables hold persons' names. Internal to content/catalogue.
#pragma once
#include <string_view>

#include "content/model/body_common.h"

namespace villageboard {

/// Whether a table column under this heading holds names of private persons (姓名, 户主,
/// 领取人...).
bool is_name_heading(std::string_view heading);
bool has_name_column(const TableBlock& table);

}  // namespace villageboard
