/// What fonts/ throws. fonts/ knows no other folder, so it has a failure type of its own.
/// Thrown only when there is nothing to draw with: a required font is not installed or can't be
/// read. Bad text, missing glyphs and a full atlas are values, never a FontError.
#pragma once
#include <stdexcept>

namespace villageboard::fonts {

class FontError : public std::runtime_error {
  public:
    /// The message is one plain sentence that names the Debian package to install.
    using std::runtime_error::runtime_error;
};

}  // namespace villageboard::fonts
