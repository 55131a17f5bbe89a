#include "content/demo/render.h"

#include <png.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "content/demo/film.h"
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

namespace {

Strip read_strip(const fs::path& png) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, png.c_str()) == 0)
        throw Error(ErrorKind::retry, "The drawn strip can't be read.", png.string());
    image.format = PNG_FORMAT_BGRA;
    Strip strip{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    strip.pixels.resize(std::size_t{image.width} * image.height);
    if (png_image_finish_read(&image, nullptr, strip.pixels.data(), 0, nullptr) == 0)
        throw Error(ErrorKind::retry, "The drawn strip can't be read.", png.string());
    return strip;
}

void write_film(const std::string& svg, const fs::path& film) {
    const fs::path png = film.string() + ".png";
    render_with_rsvg(svg, png);
    const std::string bytes = make_film(read_strip(png));
    std::ofstream file{film, std::ios::binary};
    file << bytes;
    file.flush();
    std::error_code ignored;
    fs::remove(png, ignored);
    if (!file)
        throw Error(ErrorKind::retry, "The film cannot be written; is there room on the disk?",
                    film.string());
}

}  // namespace

void render_with_rsvg(const std::string& svg, const fs::path& png) {
    if (png.extension() == ".webm") return write_film(svg, png);
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
