/// The passwords that are tried first: people/common_passwords.txt, which says how it is read, put
/// into the program when it is built.
#pragma once
#include <string_view>

namespace villageboard::county {

std::string_view common_password_lines();

}  // namespace villageboard::county
