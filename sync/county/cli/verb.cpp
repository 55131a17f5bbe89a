#include "sync/county/cli/verb.h"

namespace villageboard::county {

CLI::App* add_verb(CLI::App& parent, const char* name, const char* what) {
    CLI::App* verb = parent.add_subcommand(name, what);
    verb->fallthrough(false);
    return verb;
}

void add_data(CLI::App* verb, std::string& data) {
    verb->add_option("--data", data, "the county's data folder")->required();
}

void add_area(CLI::App* verb, std::string& area) {
    verb->add_option("--area", area, "code of a county, town or village")->required();
}

}  // namespace villageboard::county
