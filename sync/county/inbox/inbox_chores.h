/// What the inbox does by itself: opening messages every minute, publishing the day's answers.
#pragma once
#include "sync/county/api/chores.h"

namespace villageboard::county {

void add_inbox_chores(Chores& chores);

}  // namespace villageboard::county
