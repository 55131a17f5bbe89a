/// Which words of an item can be found. Never the name of a natural person: lines of rolls, parties
/// and handlers of entries, lessees, office holders, who sent an opinion; where such a name also
/// stands in a sentence of the same item, it is left out there. Tables of documents with a column
/// of names count by their heading only. Pure; any thread. A change here needs a new
/// kSearchVersion.
#pragma once
#include <string>

#include "content/model/body.h"

namespace villageboard::cache {

struct SearchText {
    std::string title;
    std::string plain_title;
    std::string programme;  ///< labels and names of programmes, one a line
    std::string body;       ///< the above and everything else, one paragraph a line
};

SearchText search_text(const Body& body);

}  // namespace villageboard::cache
