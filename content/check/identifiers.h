/// Recognisers of personal and organisation numbers by structure and check digit. They answer
/// questions about one string; finding numbers in running text is content/check/privacy.h.
/// Pure functions over ASCII.
#pragma once
#include <string_view>

namespace villageboard::check {

/// 18 characters of GB 11643-1999: province of GB/T 2260 or historic, a birth date that exists
/// between 1880 and 2099, digits, a digit or X at the end. The check digit is not looked at.
bool looks_like_id18(std::string_view text);
/// The check digit of GB 11643-1999: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, modulo 11, map
/// 10X98765432 (ISO 7064 MOD 11-2).
bool id18_check_holds(std::string_view text);
/// 15 digits as issued until 1999: province, a birth date of 1900 to 1999, no check digit.
bool looks_like_id15(std::string_view text);

/// Luhn (ISO/IEC 7812-1 annex B) over digits only.
bool luhn_holds(std::string_view digits);
/// 16 to 19 digits, Luhn holds, first digit one that issuers of cards use (3 4 5 6 9).
bool looks_like_card(std::string_view digits);

/// A mobile number of the mainland: 1[3-9] and nine more digits, not all nine equal.
bool looks_like_mobile(std::string_view digits);
/// A telephone that may stand on a notice: an area code and 7 or 8 digits, 7 or 8 digits alone, the
/// form "0886-12345", a service number (110, 119, 120, 122, 12345, 12379 and other 3 to 6 digit
/// ones beginning with 1 or 9), 400 and 800 numbers; each with an optional extension.
bool looks_like_office_phone(std::string_view text);

/// The check digit of a GB 11714 organisation code (8 characters and one), a '-' before it allowed.
bool organisation_code_holds(std::string_view text);
/// The check character of a GB 32100 unified social credit code (18 characters).
bool credit_code_holds(std::string_view text);

}  // namespace villageboard::check
