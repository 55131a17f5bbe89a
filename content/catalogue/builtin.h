/// The reference data that every program carries inside itself (embedded at build time from the
/// .json files beside this header), for the time before the county's own tables arrived and for
/// the county's first publication. Each call parses anew: keep what it returns.
/// The data are known good by test; the functions throw nothing but std::bad_alloc.
#pragma once
#include <vector>

#include "content/model/reference.h"
#include "content/model/timer.h"

namespace villageboard {

CatalogueTable builtin_catalogue();
CalendarTable builtin_calendar();
LegalBasisTable builtin_legal_bases();
GlossaryTable builtin_glossary();
std::vector<Timer> builtin_timers();

}  // namespace villageboard
