#include "sync/county/publish/glyphs.h"

#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <optional>

#include "fonts/error.h"

namespace villageboard::county {
namespace {

class GlyphCheck {
  public:
    explicit GlyphCheck(std::filesystem::path root) : root_(std::move(root)) {}

    std::vector<std::string> missing(std::string_view text) {
        const std::scoped_lock lock(mutex_);
        if (!opened_) open();
        return coverage_ ? coverage_->missing_clusters(text) : std::vector<std::string>{};
    }

  private:
    void open() {
        opened_ = true;
        try {
            std::string absent;
            for (const std::string& package : fonts::missing_packages(root_))
                absent += (absent.empty() ? "" : " ") + package;
            if (absent.empty()) {
                coverage_.emplace(root_);
            } else {
                say_skipped("install " + absent);
            }
        } catch (const fonts::FontError& error) {
            say_skipped(error.what());
        } catch (const std::filesystem::filesystem_error& error) {
            say_skipped(error.what());
        }
    }

    static void say_skipped(const std::string& why) {
        spdlog::warn("It is not checked whether the terminals can draw the text: {}.", why);
    }

    std::mutex mutex_;
    std::filesystem::path root_;
    bool opened_ = false;
    std::optional<fonts::InstalledCoverage> coverage_;
};

}  // namespace

MissingClusters glyph_check(std::filesystem::path root) {
    return [check = std::make_shared<GlyphCheck>(std::move(root))](std::string_view text) {
        return check->missing(text);
    };
}

}  // namespace villageboard::county
