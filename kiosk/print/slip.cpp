#include "kiosk/print/slip.h"

namespace villageboard::print {
namespace {

struct TextOf {
    std::string operator()(const Heading& part) const { return part.words; }
    std::string operator()(const Words& part) const { return part.words; }
    std::string operator()(const Fact& part) const { return part.label + " " + part.value; }
    std::string operator()(const Figure& part) const { return part.label + " " + part.value; }
    std::string operator()(const Tick& part) const {
        return part.note.empty() ? part.words : part.words + " " + part.note;
    }
    std::string operator()(const Blank& part) const { return part.label; }
    std::string operator()(const Code& part) const { return part.words + " " + part.text; }
    std::string operator()(const Rule&) const { return {}; }
};

}  // namespace

std::string plain_text(const SlipDocument& document) {
    std::string text = document.kicker + "\n" + document.title + "\n";
    for (const Part& part : document.parts) text += std::visit(TextOf{}, part) + "\n";
    return text + document.foot + "\n";
}

}  // namespace villageboard::print
