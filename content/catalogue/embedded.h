/// The texts of the .json files beside this header, put into the program by CMake.
#pragma once
#include <string_view>

namespace villageboard {

std::string_view embedded_catalogue();
std::string_view embedded_calendar();
std::string_view embedded_legal_basis();
std::string_view embedded_glossary();
std::string_view embedded_timers();

}  // namespace villageboard
