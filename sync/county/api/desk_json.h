/// How the desk's rows stand in answers.
#pragma once
#include "content/check/finding.h"
#include "sync/county/api/router.h"
#include "sync/county/desk/desk.h"
#include "sync/county/desk/versions.h"
#include "sync/county/store/desk_rows.h"
#include "sync/county/store/upload_rows.h"

namespace villageboard::county {

Json json_of(const DossierRow& row);
/// With its document, history, signatures, findings, poster and what may be done next.
Json json_of(const DossierView& view, const Tools& tools);
Json json_of(const check::Finding& finding);
Json json_of(const UploadRow& row);
Json json_of(const ItemRow& row);
Json json_of(const ItemVersion& version);
Json json_of(const ErasureRow& row);
Json json_of(const RecheckRow& row);
Json json_of(const RuleRow& row);

/// The schemas of these in the OpenAPI document.
Json dossier_schema();
Json upload_schema();

}  // namespace villageboard::county
