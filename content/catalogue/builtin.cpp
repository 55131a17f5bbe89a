#include "content/catalogue/builtin.h"

#include <variant>

#include "content/catalogue/embedded.h"
#include "content/model/body.h"
#include "content/model/timer_codec.h"

namespace villageboard {

CatalogueTable builtin_catalogue() {
    return std::get<CatalogueTable>(
        parse_body(Kind::catalogue, embedded_catalogue(), Strictness::strict));
}

CalendarTable builtin_calendar() {
    return std::get<CalendarTable>(
        parse_body(Kind::calendar, embedded_calendar(), Strictness::strict));
}

LegalBasisTable builtin_legal_bases() {
    return std::get<LegalBasisTable>(
        parse_body(Kind::legal_basis, embedded_legal_basis(), Strictness::strict));
}

GlossaryTable builtin_glossary() {
    return std::get<GlossaryTable>(
        parse_body(Kind::glossary, embedded_glossary(), Strictness::strict));
}

std::vector<Timer> builtin_timers() { return parse_timers(embedded_timers()); }

}  // namespace villageboard
