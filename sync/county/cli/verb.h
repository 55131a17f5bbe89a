/// What the verbs of the command line share. Each family of verbs has a file that declares its
/// options and does its work; main.cpp only lists the families.
#pragma once
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "sync/county/opened_county.h"

namespace villageboard::county {

CLI::App* add_verb(CLI::App& parent, const char* name, const char* what);
/// --data, required.
void add_data(CLI::App* verb, std::string& data);
/// --area, required.
void add_area(CLI::App* verb, std::string& area);

}  // namespace villageboard::county
