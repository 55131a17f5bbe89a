/// While it lives, what this thread allocates isn't looked at for leaks: Mesa keeps memory to the
/// end of the program, and the code that holds it is unloaded by then, so that no list of
/// exceptions can name it.
#pragma once
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace villageboard::draw {

struct Quiet {
#if defined(__SANITIZE_ADDRESS__)
    Quiet() { __lsan_disable(); }
    ~Quiet() { __lsan_enable(); }
#else
    Quiet() {}
#endif
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
};

}  // namespace villageboard::draw
