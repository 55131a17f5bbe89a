#include "content/demo/render.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "content/model/error.h"

extern char** environ;

namespace villageboard::demo {

namespace {

namespace fs = std::filesystem;

int run_rsvg(const fs::path& svg, const fs::path& png) {
    std::string program = "rsvg-convert";
    std::string option = "--output=" + png.string();
    std::string input = svg.string();
    char* const arguments[] = {program.data(), option.data(), input.data(), nullptr};
    pid_t child = 0;
    if (posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0) return -1;
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

void render_with_rsvg(const std::string& svg, const fs::path& png) {
    const fs::path source = png.string() + ".svg";
    std::ofstream{source, std::ios::binary} << svg;
    const int result = run_rsvg(source, png);
    std::error_code ignored;
    fs::remove(source, ignored);
    if (result == 0) return;
    fs::remove(png, ignored);
    throw Error(ErrorKind::retry,
                "rsvg-convert could not write the picture: is the package librsvg2-bin installed "
                "and room left on the disk?",
                png.string());
}

}  // namespace villageboard::demo
