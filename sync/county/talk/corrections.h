/// What the parts of sync/county/talk share: who may write about an item, texts without persons,
/// a correction of what is published, and the dossier of a draft.
#pragma once
#include <string>

#include "content/model/draft.h"
#include "sync/county/people/actor.h"
#include "sync/county/publish/live_item.h"
#include "sync/county/store/dossier_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Refusal(forbidden) where the actor holds no post that may write the item.
void require_writer(const Tools& tools, const Actor& actor, const AreaCode& area,
                    const feed::Envelope& envelope);

/// Refusal(invalid) at `place` where the privacy gate finds something in the text.
void refuse_private(const std::string& text, const std::string& place);
/// The same for a word such as "村民": also where a person's name stands in it.
void refuse_person(const std::string& text, const std::string& place);

/// A draft that corrects the item and says what is published now, with its attachments.
/// Refusal(conflict) where the item has some and its present revision came past the desk.
ItemDraft correction_of(const Tools& tools, const AreaCode& area, const LiveItem& live);
/// Begins the draft's dossier: a new item, or a correction of the item that it names.
DossierRow begin_dossier(const Tools& tools, const Actor& actor, const ItemDraft& draft);

}  // namespace villageboard::county
