#include "sync/county/figures/figure_words.h"

#include <nlohmann/json.hpp>

namespace villageboard::county {
namespace {

using Strings = std::map<std::string, std::string>;

FigureWords parsed() {
    const auto json = nlohmann::json::parse(figure_words_json());
    FigureWords words;
    for (const auto& one : json.at("figures"))
        words.figures.push_back(
            {one.at("name").get<std::string>(), one.at("what").get<std::string>()});
    words.page = json.at("page").get<Strings>();
    const auto& catalogue = json.at("catalogue");
    words.columns = catalogue.at("columns").get<std::vector<std::string>>();
    words.publishers = catalogue.at("publishers").get<Strings>();
    words.levels = catalogue.at("levels").get<Strings>();
    words.channels = catalogue.at("channels").get<Strings>();
    words.rhythms = catalogue.at("rhythms").get<Strings>();
    words.separator = catalogue.at("separator").get<std::string>();
    words.working_days = catalogue.at("working_days").get<std::string>();
    return words;
}

}  // namespace

const FigureWords& figure_words() {
    static const FigureWords words = parsed();
    return words;
}

}  // namespace villageboard::county
