/// The calls about what dossiers say in other languages (desk/variants.h).
#pragma once
#include "sync/county/api/router.h"

namespace villageboard::county {

void add_variant_routes(Router& router);

}  // namespace villageboard::county
