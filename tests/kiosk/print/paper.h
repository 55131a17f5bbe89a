/// What the tests of printing share: a folder, fonts, and poppler's view of a PDF.
#pragma once
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "fonts/cairo/draw.h"
#include "kiosk/print/pdf.h"

namespace villageboard::print_test {

/// A folder that goes away with the object.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "print-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    std::array<char, 4096> bytes{};
    while (pipe != nullptr) {
        const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), pipe);
        if (count == 0) break;
        text.append(bytes.data(), count);
    }
    if (pipe != nullptr) ::pclose(pipe);
    return text;
}

/// The text that poppler finds in a PDF, without blanks and line ends.
inline std::string text_in(const std::string& pdf) {
    const Folder folder;
    const auto file = folder.path() / "it.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    std::string text;
    for (const char c : output_of("pdftotext -enc UTF-8 " + file.string() + " -"))
        if (c != ' ' && c != '\n' && c != '\f') text += c;
    return text;
}

/// Sets a document with fonts of its own.
inline print::Pdf set(const print::SlipDocument& document, print::Paper paper) {
    const fonts::FaceSet faces;
    fonts::CairoFaces cairo(faces);
    return print::pdf_of(document, paper, cairo);
}

}  // namespace villageboard::print_test
